import { AppError } from '../../src-shared/errors.ts';
import type { Clock } from '../host.ts';

/** Gives the task up after so many seconds, or doesn't begin it at zero. Throws timedOut, and what the task throws. */
export async function withinTime<T>(
  clock: Clock,
  seconds: number | undefined,
  signal: AbortSignal | null,
  task: (signal: AbortSignal | null) => Promise<T>,
): Promise<T> {
  if (seconds === undefined) return task(signal);
  if (seconds === 0) throw new AppError('timedOut', { what: 'consent' });
  const over = new AbortController();
  const callOff = clock.after(seconds * 1000, () => over.abort());
  try {
    return await task(signal === null ? over.signal : AbortSignal.any([signal, over.signal]));
  } catch (error) {
    throw over.signal.aborted ? new AppError('timedOut', { what: 'consent' }) : error;
  } finally {
    callOff();
  }
}
