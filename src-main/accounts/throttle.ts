import type { Policy } from '../../src-shared/policy.ts';

/** How much guessing is slowed down. */
export type Slowing = Pick<Policy, 'failuresBeforeDelay' | 'firstDelaySeconds' | 'longestDelaySeconds'>;

/** What an account row remembers of failed sign-ins; times in epoch milliseconds. */
export interface Failures {
  readonly failedLoginAttempts: number;
  readonly lastFailureAt: number | null;
  readonly lockedUntil: number | null;
}

export const noFailures: Failures = { failedLoginAttempts: 0, lastFailureAt: null, lockedUntil: null };

/** Milliseconds to wait after so many failures: none at first, then a delay that doubles up to the longest one. */
export function delayAfter(failures: number, { failuresBeforeDelay, firstDelaySeconds, longestDelaySeconds }: Slowing): number {
  if (failures < failuresBeforeDelay) return 0;
  const doublings = Math.min(failures - failuresBeforeDelay, 30);
  return Math.min(firstDelaySeconds * 2 ** doublings, longestDelaySeconds) * 1000;
}

/**
 * The failures as this clock reading has to see them. A clock that was set back shortens nothing: the whole delay then
 * counts anew from the present reading. The caller stores the answer, or a clock set back by a year would lock for a year.
 */
export function rebased(failures: Failures, now: number, slowing: Slowing): Failures {
  if (failures.lockedUntil === null || failures.lastFailureAt === null || now >= failures.lastFailureAt) return failures;
  return { ...failures, lastFailureAt: now, lockedUntil: now + delayAfter(failures.failedLoginAttempts, slowing) };
}

/** The time until which another try is refused, or null. */
export const waitUntil = (failures: Failures, now: number): number | null =>
  failures.lockedUntil !== null && now < failures.lockedUntil ? failures.lockedUntil : null;

export function afterFailure(failures: Failures, now: number, slowing: Slowing): Failures {
  const failedLoginAttempts = failures.failedLoginAttempts + 1;
  const delay = delayAfter(failedLoginAttempts, slowing);
  return { failedLoginAttempts, lastFailureAt: now, lockedUntil: delay > 0 ? now + delay : null };
}
