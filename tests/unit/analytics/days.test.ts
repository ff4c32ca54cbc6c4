import { describe, expect, it } from 'vitest';
import { dayIndex, lastMidnights, median } from '../../../src-main/analytics/days.ts';

describe('the last days', () => {
  it('end with today, and go back over the ends of months and years', () => {
    const dates = lastMidnights(3, new Date(2026, 0, 2, 23, 59).getTime()).map((midnight) => new Date(midnight));
    expect(dates).toEqual([new Date(2025, 11, 31), new Date(2026, 0, 1), new Date(2026, 0, 2)]);
  });

  it('are as many midnights as were asked for, whatever the clocks were changed to', () => {
    const midnights = lastMidnights(365, new Date(2026, 10, 20).getTime());
    expect(new Set(midnights).size).toBe(365);
    expect(midnights.every((midnight, index) => index === 0 || midnight > (midnights[index - 1] ?? Infinity))).toBe(true);
  });

  it('hold each time between their midnights', () => {
    const midnights = [100, 200, 350];
    expect([99, 100, 199, 200, 349, 350, 9999].map((at) => dayIndex(midnights, at))).toEqual([-1, 0, 0, 1, 1, 2, 2]);
    expect(dayIndex([], 5)).toBe(-1);
  });
});

describe('the median', () => {
  it('is the middle value, or the mean of both', () => {
    expect(median([30, 10, 90])).toBe(30);
    expect(median([4, 1, 100, 2])).toBe(3);
    expect(median([10, 9])).toBe(9.5);
    expect(median([])).toBeNull();
  });
});
