import type { Clock } from '../../src-main/host.ts';

interface Timer {
  readonly at: number;
  readonly task: () => void;
}

/** A clock that stands still until it is told to go on; timers count running time, as the system's do. */
export class FakeClock implements Clock {
  #wall = Date.UTC(2026, 0, 15, 9);
  #running = 0;
  readonly #timers = new Set<Timer>();

  now(): number {
    return this.#wall;
  }

  /** How many timers run. */
  get pending(): number {
    return this.#timers.size;
  }

  after(milliseconds: number, task: () => void): () => void {
    const timer = { at: this.#running + milliseconds, task };
    this.#timers.add(timer);
    return () => void this.#timers.delete(timer);
  }

  /** Lets time pass and runs what falls due, in order. */
  advance(milliseconds: number): void {
    const until = this.#running + milliseconds;
    for (;;) {
      const [due] = [...this.#timers].filter((timer) => timer.at <= until).toSorted((a, b) => a.at - b.at);
      if (due === undefined) break;
      this.#timers.delete(due);
      this.#move(due.at - this.#running);
      due.task();
    }
    this.#move(until - this.#running);
  }

  /** Somebody sets the wall clock; timers don't care. */
  set(wall: number): void {
    this.#wall = wall;
  }

  #move(milliseconds: number): void {
    this.#running += milliseconds;
    this.#wall += milliseconds;
  }
}
