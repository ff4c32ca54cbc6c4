import { createHash, timingSafeEqual } from 'node:crypto';
import type { Socket } from 'node:net';
import {
  frameMaxBytes,
  type Greeting,
  greetingMaxBytes,
  greetingSchema,
  protocolVersion,
  requestSchema,
} from '../../../src-shared/agent/wire.ts';
import { AppError, type Failure } from '../../../src-shared/errors.ts';
import type { App } from '../../app.ts';
import type { Clock, Log, Sender } from '../../host.ts';
import { askerOf } from './asker.ts';
import { frameOf, FrameReader } from './frame-reader.ts';
import type { Peer } from './peer.ts';
import { type SessionLeader, sessionName } from './processes.ts';
import type { Push, Terminal, Terminals } from './terminals.ts';

/** What a connection needs of the app. */
export interface ConnectionParts {
  readonly door: Pick<App, 'attach' | 'detach' | 'call'>;
  readonly version: string;
  readonly dataDirectory: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly token: string;
  /** Whether the policy lets nobody ask. */
  readonly isOff: () => boolean;
  readonly hasSession: (sender: Sender) => boolean;
  /** Keeps what a program has shown, for when the vault that can tell is open. */
  readonly show: (sender: Sender, token: string) => void;
  readonly terminals: Terminals;
}

const greetingMilliseconds = 10_000;
const requestsMax = 64;
/** Whoever asks for nothing so long makes room for others. */
const idleMilliseconds = 600_000;
/** With more than that unread nothing further is taken from the other side … */
const unreadPauseBytes = 1024 * 1024;
/** … which is given up where it hasn't read it within this time, or where there is this much of it. */
const unreadMilliseconds = 20_000;
const unreadMaxBytes = 4 * frameMaxBytes;

/** What a terminal where nobody is signed in may still ask for itself: how things stand, and coming in. */
const opensTerminal = /^(?:app|setup|accounts|session|agent)\./;

/** One program at the other end: greeting, then requests that are answered as they are done, and events between them. */
export class Connection {
  readonly #parts: ConnectionParts;
  readonly #socket: Socket;
  readonly #peer: Peer;
  readonly #reader = new FrameReader(greetingMaxBytes);
  #greeting: Greeting | null = null;
  #terminal: Terminal | null = null;
  #ownSender: Sender | null = null;
  #underWay = 0;
  /** Aborted once the other side has gone, so that no question waits for nobody. */
  readonly #gone = new AbortController();
  #callOff: () => void;
  #callOffIdle: () => void = () => undefined;

  constructor(socket: Socket, peer: Peer, parts: ConnectionParts) {
    this.#parts = parts;
    this.#socket = socket;
    this.#peer = peer;
    this.#callOff = parts.clock.after(greetingMilliseconds, () => this.refuse({ code: 'timedOut', detail: { what: 'greeting' } }));
    socket.on('data', (chunk: Buffer) => this.#receive(chunk));
    socket.on('drain', () => this.#goOn());
    if (peer.kind === 'refused') this.refuse({ code: 'denied', detail: { what: 'login' } });
  }

  /** The last thing the other side hears. */
  refuse(refused: Failure): void {
    if (this.#socket.destroyed || this.#socket.writableEnded) return;
    this.#callOff();
    this.#callOffIdle();
    this.#socket.removeAllListeners('data').pause();
    this.#parts.log('agent.refused', { code: refused.code });
    this.#socket.write(frameOf({ refused }));
    // Not `end`, which waits for the other side to hang up too; nor for ever for somebody who doesn't read.
    this.#socket.destroySoon();
    this.#callOff = this.#parts.clock.after(unreadMilliseconds, () => this.#socket.destroy());
  }

  /** After the socket has closed: nothing waits for it any more, and nothing keeps the process for its sake. */
  stop(): void {
    this.#callOff();
    this.#callOffIdle();
    this.#gone.abort();
  }

  /** As stop, and nothing of this connection stays with the app. */
  forget(): void {
    this.stop();
    if (this.#terminal !== null) this.#parts.terminals.leave(this.#terminal, this.#push);
    if (this.#ownSender !== null) void this.#parts.door.detach(this.#ownSender).catch(() => this.#parts.log('agent.notDetached'));
    this.#terminal = null;
    this.#ownSender = null;
  }

  #receive(chunk: Buffer): void {
    try {
      for (const message of this.#reader.read(chunk)) {
        if (this.#greeting === null) this.#greet(message);
        else this.#take(message);
        if (this.#socket.writableEnded || this.#socket.destroyed) return;
      }
    } catch (error) {
      this.refuse(error instanceof AppError ? error.toFailure() : { code: 'internal' });
    }
  }

  /** Throws protocolMismatch, denied, agentOff, invalidInput. */
  #greet(message: unknown): void {
    // Asked first: of another version's greeting nothing but this is known.
    if (protocolOf(message) !== protocolVersion) throw new AppError('protocolMismatch', { what: String(protocolVersion) });
    const greeting = greetingSchema.safeParse(message);
    if (!greeting.success) throw new AppError('invalidInput', { what: 'greeting' });
    if (!equal(greeting.data.token, this.#parts.token)) throw new AppError('denied', { what: 'token' });
    if (this.#parts.isOff()) throw new AppError('agentOff');
    this.#callOff();
    this.#callOff = () => undefined;
    this.#greeting = greeting.data;
    this.#reader.limit = frameMaxBytes;
    const { version, dataDirectory, terminals } = this.#parts;
    this.#write(frameOf({ protocol: protocolVersion, version, dataDirectory }));
    this.#rest();
    const leader = this.#leader;
    const asTerminal = greeting.data.as === 'terminal' && greeting.data.programToken === null;
    if (asTerminal && leader !== null) this.#terminal = terminals.join(leader, this.#push);
  }

  get #leader(): SessionLeader | null {
    return this.#peer.kind === 'known' ? this.#peer.leader : null;
  }

  #take(message: unknown): void {
    const request = requestSchema.safeParse(message);
    if (!request.success) throw new AppError('invalidInput', { what: 'request' });
    if (this.#parts.isOff()) throw new AppError('agentOff');
    const { id, channel, payload } = request.data;
    if (this.#underWay >= requestsMax) return this.#answer(id, { ok: false, error: { code: 'busy', detail: { what: 'requests' } } });
    this.#underWay += 1;
    this.#callOffIdle();
    void this.#call(channel, payload)
      .catch((error: unknown) => {
        if (error instanceof AppError) return { ok: false, error: error.toFailure() };
        this.#parts.log('agent.internal', { error: error instanceof Error ? error.name : typeof error });
        return { ok: false, error: { code: 'internal' } };
      })
      .then((result) => {
        this.#underWay -= 1;
        // SECURITY: what was asked before the policy changed is not answered after it.
        if (this.#parts.isOff()) return this.refuse({ code: 'agentOff' });
        this.#answer(id, result);
        this.#rest();
      });
  }

  /** Nothing is under way from here on, perhaps. */
  #rest(): void {
    if (this.#underWay > 0 || this.#socket.destroyed) return;
    this.#callOffIdle();
    this.#callOffIdle = this.#parts.clock.after(idleMilliseconds, () => this.refuse({ code: 'timedOut', detail: { what: 'idle' } }));
  }

  async #call(channel: string, payload: unknown): Promise<unknown> {
    const sender = this.#senderFor(channel);
    const asker = askerOf(this.#peer, this.#greeting?.name ?? null);
    return this.#parts.door.call(sender, channel, payload, asker, this.#gone.signal);
  }

  /** SECURITY: the terminal's session speaks only for connections of that very terminal, and only while its leader is there. */
  #senderFor(channel: string): Sender {
    const terminal = this.#terminal;
    if (terminal !== null && this.#parts.terminals.isOpen(terminal))
      if (opensTerminal.test(channel) || this.#parts.hasSession(terminal.sender)) return terminal.sender;
    return (this.#ownSender ??= this.#openOwn());
  }

  #openOwn(): Sender {
    const client = askerOf(this.#peer, this.#greeting?.name ?? null).name;
    const leader = this.#leader;
    const terminal = leader === null ? {} : { terminal: sessionName(leader) };
    const sender: Sender = { kind: 'program', client, ...terminal, push: this.#push, reset: () => undefined };
    // Nobody would detach it any more after the other side has hung up; the router then doesn't know it.
    if (!this.#socket.destroyed) this.#parts.door.attach(sender);
    const token = this.#greeting?.programToken;
    if (token) this.#parts.show(sender, token);
    return sender;
  }

  readonly #push: Push = (event, payload) => {
    if (this.#greeting !== null && !this.#parts.isOff()) this.#write(frameOf({ event, payload }));
  };

  #answer(id: number, result: unknown): void {
    this.#write(framed(id, result));
  }

  #write(frame: Buffer): void {
    if (this.#socket.destroyed || this.#socket.writableEnded) return;
    this.#socket.write(frame);
    const unread = this.#socket.writableLength;
    if (unread > unreadMaxBytes) return this.#drop();
    if (unread <= unreadPauseBytes || this.#socket.isPaused()) return;
    this.#socket.pause();
    this.#callOff = this.#parts.clock.after(unreadMilliseconds, () => this.#drop());
  }

  #goOn(): void {
    if (!this.#socket.isPaused() || this.#socket.writableEnded) return;
    this.#callOff();
    this.#socket.resume();
  }

  #drop(): void {
    this.#parts.log('agent.dropped');
    this.#socket.destroy();
  }
}

function framed(id: number, result: unknown): Buffer {
  try {
    return frameOf({ id, result });
  } catch {
    return frameOf({ id, result: { ok: false, error: { code: 'limitReached', detail: { what: 'answer' } } } });
  }
}

const protocolOf = (message: unknown): unknown =>
  message !== null && typeof message === 'object' && 'protocol' in message ? message.protocol : null;

/** SECURITY: takes the same time wherever the two begin to differ, and whatever their lengths are. */
const equal = (one: string, other: string): boolean => timingSafeEqual(digest(one), digest(other));
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
