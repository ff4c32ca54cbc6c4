import { limits } from '../../src-shared/limits.ts';

/** What an account row remembers of failed sign-ins; times in epoch milliseconds. */
export interface Failures {
  readonly failedLoginAttempts: number;
  readonly lastFailureAt: number | null;
  readonly lockedUntil: number | null;
}

export const noFailures: Failures = { failedLoginAttempts: 0, lastFailureAt: null, lockedUntil: null };

/** Milliseconds to wait after so many failures: none before the fifth, then 30 s doubling up to 15 min. */
export function delayAfter(failures: number): number {
  if (failures < limits.failuresBeforeDelay) return 0;
  const doublings = Math.min(failures - limits.failuresBeforeDelay, 30);
  return Math.min(limits.firstDelaySeconds * 2 ** doublings, limits.longestDelaySeconds) * 1000;
}

/**
 * The failures as this clock reading has to see them. A clock that was set back shortens nothing: the whole delay then
 * counts anew from the present reading. The caller stores the answer, or a clock set back by a year would lock for a year.
 */
export function rebased(failures: Failures, now: number): Failures {
  if (failures.lockedUntil === null || failures.lastFailureAt === null || now >= failures.lastFailureAt) return failures;
  return { ...failures, lastFailureAt: now, lockedUntil: now + delayAfter(failures.failedLoginAttempts) };
}

/** The time until which another try is refused, or null. */
export const waitUntil = (failures: Failures, now: number): number | null =>
  failures.lockedUntil !== null && now < failures.lockedUntil ? failures.lockedUntil : null;

export function afterFailure(failures: Failures, now: number): Failures {
  const failedLoginAttempts = failures.failedLoginAttempts + 1;
  const delay = delayAfter(failedLoginAttempts);
  return { failedLoginAttempts, lastFailureAt: now, lockedUntil: delay > 0 ? now + delay : null };
}
