import type { Asker } from '../../src-shared/agent/programs.ts';
import type { Clock } from '../host.ts';
import { BackOff } from './back-off.ts';

type Who = Pick<Asker, 'key' | 'registered'>;

/** A person who was asked in vain now and then is asked on; one who is asked again and again isn't. */
const slowing = { failuresBeforeDelay: 3, firstDelaySeconds: 30, longestDelaySeconds: 900 };
const forgottenAfterMilliseconds = 3_600_000;
const refusalMilliseconds = 600_000;

/**
 * Questions that a person said no to, let go by, or that were taken back before they could answer. SECURITY: counted for all programs
 * together that aren't connected: each of them can come under ever new names, and a question costs them nothing.
 */
export class Unwelcome {
  readonly #clock: Clock;
  readonly #delays: BackOff;
  readonly #lastAt = new Map<string, number>();
  /** Until when these people want no question of programs that aren't connected. */
  readonly #refusing = new Map<string, number>();

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#delays = new BackOff(clock, slowing);
  }

  /** Epoch milliseconds; null where a question is welcome. */
  until(ownerId: string, asker: Who): number | null {
    const delayed = this.#delays.until(keyOf(ownerId, asker));
    const refused = asker.registered ? null : this.#refusedUntil(ownerId);
    return delayed === null || refused === null ? (delayed ?? refused) : Math.max(delayed, refused);
  }

  count(ownerId: string, asker: Who): void {
    const key = keyOf(ownerId, asker);
    const now = this.#clock.now();
    const last = this.#lastAt.get(key);
    if (last !== undefined && now - last >= forgottenAfterMilliseconds) this.#delays.forgive(key);
    this.#lastAt.set(key, now);
    this.#delays.failed(key);
  }

  forgive(ownerId: string, asker: Who): void {
    this.#lastAt.delete(keyOf(ownerId, asker));
    this.#delays.forgive(keyOf(ownerId, asker));
  }

  /** Answers until when. */
  refuseStrangers(ownerId: string): number {
    const until = this.#clock.now() + refusalMilliseconds;
    this.#refusing.set(ownerId, until);
    return until;
  }

  #refusedUntil(ownerId: string): number | null {
    const until = this.#refusing.get(ownerId);
    if (until === undefined) return null;
    const now = this.#clock.now();
    // On a clock that was set back the whole time counts anew, and no longer.
    const present = Math.min(until, now + refusalMilliseconds);
    this.#refusing.set(ownerId, present);
    if (present > now) return present;
    this.#refusing.delete(ownerId);
    return null;
  }
}

const keyOf = (ownerId: string, { key, registered }: Who): string => (registered ? `${ownerId} ${key}` : ownerId);
