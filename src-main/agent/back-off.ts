import { afterFailure, type Failures, noFailures, rebased, type Slowing, waitUntil } from '../accounts/throttle.ts';
import type { Clock } from '../host.ts';

const kept = 1000;

/** Delays that double for whoever was turned away, by any key; in memory, the oldest pushed out where there are too many. */
export class BackOff {
  readonly #clock: Clock;
  readonly #slowing: Slowing;
  readonly #failures = new Map<string, Failures>();

  constructor(clock: Clock, slowing: Slowing) {
    this.#clock = clock;
    this.#slowing = slowing;
  }

  /** Epoch milliseconds; null where another try is welcome. */
  until(key: string): number | null {
    const failures = this.#failures.get(key);
    if (failures === undefined) return null;
    const now = this.#clock.now();
    const present = rebased(failures, now, this.#slowing);
    this.#failures.set(key, present);
    return waitUntil(present, now);
  }

  /** Answers as `until` does afterwards. */
  failed(key: string): number | null {
    const failures = afterFailure(this.#failures.get(key) ?? noFailures, this.#clock.now(), this.#slowing);
    this.#failures.delete(key);
    this.#failures.set(key, failures);
    const [oldest] = this.#failures.keys();
    if (this.#failures.size > kept && oldest !== undefined) this.#failures.delete(oldest);
    return failures.lockedUntil;
  }

  forgive(key: string): void {
    this.#failures.delete(key);
  }
}
