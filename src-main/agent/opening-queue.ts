import { AppError } from '../../src-shared/errors.ts';
import type { Clock } from '../host.ts';
import type { OpenVault } from '../vault/open-vault.ts';

interface OpeningParts {
  readonly clock: Clock;
  readonly onOpened: (listener: (vault: OpenVault) => void) => () => void;
}

/** How many may wait for vaults to be opened, over all people. */
const waitingMax = 256;
/** SECURITY: how many of one program; it must not take every place there is. */
const waitingOfOneMax = 32;

/** Those who wait for a vault that is locked. */
export class OpeningQueue {
  readonly #clock: Clock;
  readonly #waiting = new Map<() => void, string>();
  /** Counts up with every vault that is opened. */
  #openings = 0;

  constructor({ clock, onOpened }: OpeningParts) {
    this.#clock = clock;
    onOpened(() => {
      this.#openings += 1;
      for (const wake of [...this.#waiting.keys()]) wake();
    });
  }

  /**
   * Tries at once, and again after every opening of a vault as long as `attempt` answers null for a locked one. `who` is the
   * same for all calls of one program. Throws vaultLocked when the time is over or `signal` is aborted, busy where too many wait
   * already, and what the attempt throws.
   */
  async serve<T>(who: string, seconds: number, signal: AbortSignal | null, attempt: () => Promise<T | null>): Promise<T> {
    let over = seconds === 0;
    let wake: () => void = () => undefined;
    const end = (): void => {
      over = true;
      wake();
    };
    const callOff = over ? () => undefined : this.#clock.after(seconds * 1000, end);
    signal?.addEventListener('abort', end, { once: true });
    const woken = (): void => wake();
    try {
      for (;;) {
        // Taken before: what is opened during the attempt must not be slept through.
        const openings = this.#openings;
        const served = await attempt();
        if (served !== null) return served;
        if (over || signal?.aborted === true) throw new AppError('vaultLocked');
        if (openings !== this.#openings) continue;
        if (!this.#waiting.has(woken) && this.#isFull(who)) throw new AppError('busy', { what: 'waiting' });
        await new Promise<void>((resolve) => {
          wake = resolve;
          this.#waiting.set(woken, who);
        });
      }
    } finally {
      this.#waiting.delete(woken);
      callOff();
      signal?.removeEventListener('abort', end);
    }
  }

  #isFull(who: string): boolean {
    return this.#waiting.size >= waitingMax || [...this.#waiting.values()].filter((other) => other === who).length >= waitingOfOneMax;
  }
}
