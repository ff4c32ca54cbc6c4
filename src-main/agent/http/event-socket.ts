import type { FastifyRequest } from 'fastify';
import type { RawData, WebSocket } from 'ws';
import { z } from 'zod';
import { AppError } from '../../../src-shared/errors.ts';
import type { Bearer } from '../tokens/token-service.ts';
import type { RouteParts } from './http-server.ts';

export type SocketParts = Pick<RouteParts, 'tokens' | 'senders' | 'clock' | 'log'>;

/** Why a socket was closed; the codes above 4000 are ours. */
const closing = {
  notSignedIn: [4401, 'Sign in'],
  tooSlow: [4429, 'Too slow'],
  refused: [1008, 'Not allowed'],
  busy: [1013, 'Busy'],
  goingAway: [1001, 'Going away'],
} as const;
export type ClosingReason = keyof typeof closing;

const greetingMilliseconds = 10_000;
const beatMilliseconds = 30_000;
const waitingMaxBytes = 256 * 1024;
const socketsOfOneMax = 8;

const greetingSchema = z.object({ token: z.string().min(1).max(4096) });

/** One WebSocket: until its token counts it hears nothing, and once that token no longer does it is closed. */
export class EventSocket {
  readonly #parts: SocketParts;
  readonly #socket: WebSocket;
  readonly #userAgent: string | undefined;
  #callOff = (): void => undefined;
  #stopListening = (): void => undefined;
  #greeted = false;
  #alive = true;
  #closed = false;

  constructor(parts: SocketParts, socket: WebSocket, { headers }: FastifyRequest) {
    this.#parts = parts;
    this.#socket = socket;
    this.#userAgent = headers['user-agent'];
    // What comes while the token is verified would be lost without a listener, and an error without one ends the process.
    socket.on('error', () => socket.terminate());
    socket.on('pong', () => (this.#alive = true));
    socket.on('close', () => this.#left());
    socket.on('message', (data, isBinary) => {
      // Whatever is said later is passed over; a message is small, and nothing is kept of it.
      if (!this.#greeted) void this.enter(isBinary ? '' : tokenIn(data));
    });
  }

  close(why: ClosingReason): void {
    const [code, reason] = closing[why];
    this.#socket.close(code, reason);
  }

  terminate(): void {
    this.close('goingAway');
    this.#socket.terminate();
  }

  /** The token comes as the first message, soon. */
  awaitGreeting(): void {
    this.#callOff = this.#parts.clock.after(greetingMilliseconds, () => this.close('notSignedIn'));
  }

  async enter(token: string): Promise<void> {
    this.#greeted = true;
    try {
      const bearer = await this.#parts.tokens.verify(token);
      const sender = await this.#parts.senders.of(bearer.sessionId, this.#userAgent);
      if (this.#closed) return;
      if (sender.listeners >= socketsOfOneMax) return this.close('busy');
      this.#stopListening = sender.listen((event, payload) => {
        if (event === 'left') this.close('notSignedIn');
        else if (event === 'reset') void this.#look(bearer);
        else this.#send(event, payload);
      });
      this.#send('session.ready', {});
      this.#beat(bearer);
    } catch (error) {
      this.#refuse(error);
    }
  }

  #left(): void {
    this.#closed = true;
    this.#callOff();
    this.#stopListening();
  }

  #send(event: string, payload: unknown): void {
    const socket = this.#socket;
    if (socket.readyState !== socket.OPEN) return;
    if (socket.bufferedAmount <= waitingMaxBytes) return socket.send(JSON.stringify({ event, payload }));
    // SECURITY: a client that doesn't read must not fill our memory, and would not read a farewell either.
    this.#parts.log('http.socketTooSlow');
    this.close('tooSlow');
    socket.terminate();
  }

  /** Who is signed in, or whether the vault is open, has changed: whoever still may listen is told to ask anew. */
  async #look(bearer: Bearer): Promise<void> {
    try {
      await this.#parts.tokens.verifyAgain(bearer);
      await this.#parts.senders.of(bearer.sessionId, this.#userAgent);
      this.#send('session.changed', {});
    } catch (error) {
      this.#refuse(error);
    }
  }

  #beat(bearer: Bearer): void {
    this.#callOff();
    if (this.#closed) return;
    const { clock, tokens } = this.#parts;
    this.#callOff = clock.after(Math.max(1, Math.min(beatMilliseconds, bearer.expiresAt - clock.now())), () => {
      if (!this.#alive) return this.#socket.terminate();
      this.#alive = false;
      this.#socket.ping();
      tokens.verifyAgain(bearer).then(
        () => this.#beat(bearer),
        (error: unknown) => this.#refuse(error),
      );
    });
  }

  #refuse(error: unknown): void {
    this.close(error instanceof AppError && error.code === 'notSignedIn' ? 'notSignedIn' : 'busy');
  }
}

/** Empty, and so none that counts, where there is none. */
function tokenIn(data: RawData): string {
  try {
    // Whole messages come as one Buffer (ws, binaryType 'nodebuffer').
    return Buffer.isBuffer(data) ? greetingSchema.parse(JSON.parse(data.toString())).token : '';
  } catch {
    return '';
  }
}
