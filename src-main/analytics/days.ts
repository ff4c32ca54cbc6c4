/** The midnights of the last so many days, today's last, where the machine is; epoch milliseconds. Days may have 23 or 25 hours. */
export function lastMidnights(days: number, now: number): number[] {
  const today = new Date(now);
  return Array.from({ length: days }, (_, index) =>
    new Date(today.getFullYear(), today.getMonth(), today.getDate() - (days - 1 - index)).getTime(),
  );
}

/** The place in `midnights` of the day that `at` belongs to; -1 where it is before all of them. */
export function dayIndex(midnights: readonly number[], at: number): number {
  let [from, to] = [0, midnights.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((midnights[middle] ?? 0) <= at) from = middle + 1;
    else to = middle;
  }
  return from - 1;
}

/** The middle one, or the mean of the two in the middle; null where there is none. */
export function median(values: readonly number[]): number | null {
  const sorted = Float64Array.from(values).sort();
  const half = sorted.length >> 1;
  const upper = sorted[half];
  if (upper === undefined) return null;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? upper) + upper) / 2;
}
