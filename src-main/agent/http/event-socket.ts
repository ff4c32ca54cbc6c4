import type { FastifyRequest } from 'fastify';
import type { RawData, WebSocket } from 'ws';
import { z } from 'zod';
import { AppError } from '../../../src-shared/errors.ts';
import type { Bearer } from '../tokens/token-service.ts';
import { bearerToken } from './authentication.ts';
import type { RouteParts } from './http-server.ts';

type SocketParts = Pick<RouteParts, 'tokens' | 'senders' | 'policy' | 'clock' | 'log'>;

/** Why a socket was closed; the codes above 4000 are ours. */
const closing = {
  notSignedIn: [4401, 'Sign in'],
  tooSlow: [4429, 'Too slow'],
  refused: [1008, 'Not allowed'],
  busy: [1013, 'Busy'],
  goingAway: [1001, 'Going away'],
} as const;

export const messageMaxBytes = 8 * 1024;
const greetingMilliseconds = 10_000;
const beatMilliseconds = 30_000;
const waitingMaxBytes = 256 * 1024;
const socketsMax = 256;
const socketsOfOneMax = 8;

const greetingSchema = z.object({ token: z.string().min(1).max(4096) });

/** The WebSockets on which sessions hear of events. */
export function createEventSockets(parts: SocketParts) {
  const { clock } = parts;
  const open = new Set<WebSocket>();

  function serve(socket: WebSocket, request: FastifyRequest): void {
    let callOff = (): void => undefined;
    let stopListening = (): void => undefined;
    let greeted = false;
    let heard = true;
    const end = (why: keyof typeof closing): void => {
      const [code, reason] = closing[why];
      socket.close(code, reason);
    };

    // Listeners first: what comes while the token is being verified would be lost, and an error without one ends the process.
    socket.on('error', () => socket.terminate());
    socket.on('pong', () => (heard = true));
    socket.on('close', () => {
      open.delete(socket);
      callOff();
      stopListening();
    });
    socket.on('message', (data, isBinary) => {
      const token = greeted || isBinary ? null : tokenIn(data);
      if (token === null) end('refused');
      else void enter(token);
    });
    if (open.size >= socketsMax) return end('busy');
    open.add(socket);
    const sent = tokenOf(request, parts.policy.now.apiQueryToken);
    if (sent === 'refused') return end('refused');
    callOff = clock.after(greetingMilliseconds, () => end('notSignedIn'));
    if (sent !== null) void enter(sent);

    function send(event: string, payload: unknown): void {
      // SECURITY: a client that doesn't read must not fill our memory.
      if (socket.bufferedAmount > waitingMaxBytes) {
        parts.log('http.socketTooSlow');
        end('tooSlow');
        socket.terminate();
      } else if (socket.readyState === socket.OPEN) socket.send(JSON.stringify({ event, payload }));
    }

    async function enter(token: string): Promise<void> {
      greeted = true;
      try {
        const bearer = await parts.tokens.verify(token);
        const sender = await parts.senders.of(bearer.sessionId, request.headers['user-agent']);
        if (!open.has(socket)) return;
        if (sender.listeners >= socketsOfOneMax) return end('busy');
        stopListening = sender.listen((event, payload) => {
          if (event === 'left') end('notSignedIn');
          else if (event === 'reset') void look(bearer);
          else send(event, payload);
        });
        send('session.ready', {});
        beat(bearer);
      } catch (error) {
        refuse(error);
      }
    }

    /** Whether the token still counts; whoever locked is still there, and hears that something about the session has changed. */
    async function look(bearer: Bearer): Promise<void> {
      try {
        await parts.tokens.verifyAgain(bearer);
        await parts.senders.of(bearer.sessionId, request.headers['user-agent']);
        send('session.changed', {});
      } catch (error) {
        refuse(error);
      }
    }

    function beat(bearer: Bearer): void {
      callOff();
      if (!open.has(socket)) return;
      callOff = clock.after(Math.max(1, Math.min(beatMilliseconds, bearer.expiresAt - clock.now())), () => {
        if (!heard) return socket.terminate();
        heard = false;
        socket.ping();
        parts.tokens.verifyAgain(bearer).then(() => beat(bearer), refuse);
      });
    }

    function refuse(error: unknown): void {
      end(error instanceof AppError && error.code !== 'busy' ? 'notSignedIn' : 'busy');
    }
  }

  return {
    serve,
    get size(): number {
      return open.size;
    },
    closeAll(): void {
      for (const socket of open) {
        const [code, reason] = closing.goingAway;
        socket.close(code, reason);
        socket.terminate();
      }
    },
  };
}

/** Null: it comes as the first message. SECURITY: an address ends up in logs and histories, so old clients alone may send it there. */
function tokenOf({ headers, query }: FastifyRequest, queryAllowed: boolean): string | 'refused' | null {
  const named = typeof query === 'object' && query !== null && 'token' in query ? query.token : undefined;
  if (named !== undefined && (!queryAllowed || typeof named !== 'string')) return 'refused';
  if (headers.authorization !== undefined) return bearerToken(headers.authorization) ?? 'refused';
  return named === undefined ? null : String(named);
}

function tokenIn(data: RawData): string | null {
  try {
    return greetingSchema.parse(JSON.parse(String(data))).token;
  } catch {
    return null;
  }
}
