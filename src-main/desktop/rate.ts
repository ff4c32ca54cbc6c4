import type { Clock } from '../host.ts';

/** Allows so many within so long a time, by the wall clock. It keeps no timer, which would keep an app alive that has closed. */
export function createRate(clock: Clock, most: number, milliseconds: number): () => boolean {
  let times: readonly number[] = [];
  return () => {
    const now = clock.now();
    // A time that lies ahead was written before the clock was set back.
    times = times.filter((time) => Math.abs(now - time) < milliseconds);
    if (times.length >= most) return false;
    times = [...times, now];
    return true;
  };
}
