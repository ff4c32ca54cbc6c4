import type { Clock } from '../../../src-main/host.ts';
import { systemClock } from '../../../src-main/hosts/node-host.ts';

export const day = 86_400_000;

/** The system's clock, so many milliseconds behind: what is told to have happened days ago can be lived through in a second. */
export class ShiftedClock implements Clock {
  #behind: number;

  constructor(behind: number) {
    this.#behind = behind;
  }

  now(): number {
    return systemClock.now() - this.#behind;
  }

  after(milliseconds: number, task: () => void): () => void {
    return systemClock.after(milliseconds, task);
  }

  /** Comes nearer to the present. */
  shift(milliseconds: number): void {
    this.#behind -= milliseconds;
  }
}
