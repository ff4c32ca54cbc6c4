import type { Clock } from '../host.ts';

const everyMilliseconds = 5000;
/** Less than this may be a busy machine. */
const gapMilliseconds = 30_000;

/**
 * Notices that the machine slept, where the system doesn't say so: timers stand still meanwhile, the wall clock doesn't.
 * Calls `onSlept` after waking; a clock that was put forward looks the same and is treated the same. The answer ends the watch.
 */
export function watchSleep(clock: Clock, onSlept: () => void): () => void {
  let callOff = (): void => undefined;
  const watch = (since: number): void => {
    callOff = clock.after(everyMilliseconds, () => {
      const now = clock.now();
      if (now - since > everyMilliseconds + gapMilliseconds) onSlept();
      watch(now);
    });
  };
  watch(clock.now());
  return () => callOff();
}
