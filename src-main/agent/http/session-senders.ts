import type { Asker } from '../../../src-shared/agent/programs.ts';
import { AppError, type Result } from '../../../src-shared/errors.ts';
import type { Clock, Sender } from '../../host.ts';
import { ApiSender } from './api-sender.ts';

/** The app's one door, as the HTTP API uses it. */
export interface ApiDoor {
  attach(sender: Sender): void;
  detach(sender: Sender): Promise<void>;
  call(sender: Sender, channel: string, payload: unknown, asker: Asker | null, signal: AbortSignal | null): Promise<Result<unknown>>;
}

/** Of the session service. */
export interface ApiSessions {
  /** Throws notSignedIn where that session has ended, accountDisabled, dataDamaged. */
  resume(sender: Sender, sessionId: string): Promise<void>;
  /** Throws notSignedIn. */
  signedIn(sender: Sender): { readonly sessionId: string; readonly ownerId: string };
}

interface SenderParts {
  readonly door: ApiDoor;
  readonly sessions: ApiSessions;
  readonly clock: Clock;
}

const sendersMax = 1024;
const sendersOfOneMax = 64;
const endedMax = 4096;

interface Seat {
  readonly sender: ApiSender;
  readonly ownerId: string;
  readonly usedAt: number;
}

/** The one Sender that each session of the HTTP API has for as long as it lives, least recently used first. */
export class SessionSenders {
  readonly #parts: SenderParts;
  readonly #seats = new Map<string, Seat>();
  readonly #resuming = new Map<string, Promise<ApiSender>>();
  /** SECURITY: taken away from its sender while its row was still to be revoked; nothing brings it back meanwhile. */
  readonly #ended = new Set<string>();

  constructor(parts: SenderParts) {
    this.#parts = parts;
  }

  get size(): number {
    return this.#seats.size;
  }

  /** A sender with nobody before it, for somebody who is about to sign in. Throws busy. */
  begin(userAgent: string | undefined): ApiSender {
    if (this.#seats.size >= sendersMax) throw new AppError('busy');
    const sender = new ApiSender(userAgent);
    this.#parts.door.attach(sender);
    return sender;
  }

  /** Keeps the sender before which somebody has signed in; answers with the session. Throws notSignedIn. */
  async keep(sender: ApiSender): Promise<string> {
    const { sessionId, ownerId } = this.#parts.sessions.signedIn(sender);
    this.#seats.set(sessionId, { sender, ownerId, usedAt: this.#parts.clock.now() });
    await this.#makeRoom(ownerId);
    return sessionId;
  }

  /** Throws notSignedIn where the session has ended; busy. */
  async of(sessionId: string, userAgent: string | undefined): Promise<ApiSender> {
    if (this.#ended.has(sessionId)) throw new AppError('notSignedIn');
    const seat = this.#seats.get(sessionId);
    if (seat === undefined) return this.#resumeOnce(sessionId, userAgent);
    if (!this.#stands(sessionId, seat.sender)) {
      await this.end(sessionId);
      throw new AppError('notSignedIn');
    }
    this.#seats.delete(sessionId);
    this.#seats.set(sessionId, { ...seat, usedAt: this.#parts.clock.now() });
    return seat.sender;
  }

  /** The session is over: signed out, taken away or run out. */
  async end(sessionId: string): Promise<void> {
    this.#ended.add(sessionId);
    for (const oldest of this.#ended) {
      if (this.#ended.size <= endedMax) break;
      this.#ended.delete(oldest);
    }
    await this.#leave(sessionId);
  }

  /** What listens at this session looks anew whether it still may. */
  lookAnew(sessionId: string): void {
    this.#seats.get(sessionId)?.sender.reset();
  }

  /** Takes away whose session is over, and who was not used since before this time: they come back when they are used. */
  async sweep(before: number): Promise<void> {
    for (const [sessionId, { sender, usedAt }] of this.#seats) {
      if (!this.#stands(sessionId, sender)) await this.end(sessionId);
      else if (sender.listeners === 0 && usedAt < before) await this.#leave(sessionId);
    }
  }

  /** The API stops; the sessions stay as they are stored. */
  async leaveAll(): Promise<void> {
    await Promise.all([...this.#seats.keys()].map((sessionId) => this.#leave(sessionId)));
  }

  async #leave(sessionId: string): Promise<void> {
    const seat = this.#seats.get(sessionId);
    this.#seats.delete(sessionId);
    if (seat === undefined) return;
    seat.sender.leave();
    await this.#parts.door.detach(seat.sender);
  }

  #stands(sessionId: string, sender: ApiSender): boolean {
    try {
      return this.#parts.sessions.signedIn(sender).sessionId === sessionId;
    } catch (error) {
      if (error instanceof AppError) return false;
      throw error;
    }
  }

  /** Requests that come at once after a restart share one sender. */
  #resumeOnce(sessionId: string, userAgent: string | undefined): Promise<ApiSender> {
    const present = this.#resuming.get(sessionId);
    if (present !== undefined) return present;
    const resuming = this.#resume(sessionId, userAgent).finally(() => this.#resuming.delete(sessionId));
    this.#resuming.set(sessionId, resuming);
    return resuming;
  }

  async #resume(sessionId: string, userAgent: string | undefined): Promise<ApiSender> {
    const sender = this.begin(userAgent);
    try {
      await this.#parts.sessions.resume(sender, sessionId);
      await this.keep(sender);
      return sender;
    } catch (error) {
      await this.#parts.door.detach(sender);
      throw error;
    }
  }

  /** Of one person only so many: the one that was used longest ago makes room, and comes back when it is used. */
  async #makeRoom(ownerId: string): Promise<void> {
    const own = [...this.#seats].filter(([, seat]) => seat.ownerId === ownerId);
    for (const [sessionId, { sender }] of own.slice(0, Math.max(0, own.length - sendersOfOneMax)))
      if (sender.listeners === 0) await this.#leave(sessionId);
  }
}
