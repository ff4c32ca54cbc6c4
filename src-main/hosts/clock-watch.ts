import type { Clock } from '../host.ts';

const everyMilliseconds = 5000;
/** Less than this may be a busy machine, or a clock that is kept right over the network. */
const gapMilliseconds = 30_000;

interface ClockEvents {
  /** The machine slept, or the clock was put forward: the two look the same. */
  readonly onForward: () => void;
  /** The clock was set back by so many milliseconds. */
  readonly onBack: (by: number) => void;
}

/**
 * Notices jumps of the wall clock against the timers, which stand still while the machine sleeps and don't care who sets the clock.
 * Sleep is noticed on waking, where the system didn't say so before. The answer ends the watch.
 */
export function watchClock(clock: Clock, { onForward, onBack }: ClockEvents): () => void {
  let callOff = (): void => undefined;
  const watch = (since: number): void => {
    callOff = clock.after(everyMilliseconds, () => {
      const now = clock.now();
      const jump = now - since - everyMilliseconds;
      if (jump > gapMilliseconds) onForward();
      if (jump < -gapMilliseconds) onBack(-jump);
      watch(now);
    });
  };
  watch(clock.now());
  return () => callOff();
}
