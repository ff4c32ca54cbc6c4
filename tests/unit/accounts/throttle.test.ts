import fc from 'fast-check';
import { defaultPolicy } from '../../../src-shared/policy.ts';
import { describe, expect, it } from 'vitest';
import { afterFailure, delayAfter, type Failures, noFailures, rebased, waitUntil } from '../../../src-main/accounts/throttle.ts';

const failed = (times: number, at: number): Failures =>
  Array.from({ length: times }).reduce<Failures>((failures) => afterFailure(failures, at, defaultPolicy), noFailures);

describe('throttling of sign-in', () => {
  it('lets four failures pass without a delay', () => {
    expect(waitUntil(failed(4, 1000), 1000)).toBeNull();
  });

  it('delays for 30 seconds after the fifth, doubling up to 15 minutes', () => {
    expect([5, 6, 7, 8, 9, 10, 11, 60, 5000].map((times) => delayAfter(times, defaultPolicy) / 1000)).toEqual([
      30, 60, 120, 240, 480, 900, 900, 900, 900,
    ]);
  });

  it('ends the delay by itself', () => {
    const failures = failed(5, 1000);
    expect(waitUntil(failures, 30_999)).toBe(31_000);
    expect(waitUntil(failures, 31_000)).toBeNull();
  });

  it('counts the whole delay anew when the clock was set back, and no more than that', () => {
    const failures = failed(5, 1_000_000);
    const after = rebased(failures, 10, defaultPolicy);
    expect(waitUntil(after, 10)).toBe(30_010);
    expect(rebased(after, 10, defaultPolicy)).toBe(after);
    expect(waitUntil(after, 30_010)).toBeNull();
  });

  it('leaves failures alone that delay nobody', () => {
    expect(rebased(noFailures, 5, defaultPolicy)).toBe(noFailures);
    const few = failed(2, 1000);
    expect(rebased(few, 5, defaultPolicy)).toBe(few);
  });

  it('never waits longer than 15 minutes, however the clock jumps', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ jump: fc.integer({ min: -1e9, max: 1e9 }), fails: fc.boolean() }), { maxLength: 60 }), (steps) => {
        let now = 2e9;
        let failures = noFailures;
        for (const { jump, fails } of steps) {
          now += jump;
          failures = rebased(failures, now, defaultPolicy);
          const until = waitUntil(failures, now);
          expect(until === null || until - now <= 900_000).toBe(true);
          if (fails && until === null) failures = afterFailure(failures, now, defaultPolicy);
        }
      }),
    );
  });
});
