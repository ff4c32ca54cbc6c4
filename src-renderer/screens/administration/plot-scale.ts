/** Round numbers from 0 to at least `highest`, at most five steps apart. */
export function ticksUpTo(highest: number): readonly number[] {
  const most = Math.max(highest, 1);
  const rough = most / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power);
  return Array.from({ length: Math.ceil(most / step) + 1 }, (_, at) => at * step);
}

/** Which of `count` days get a label when there is room for `room` of them; the last one always does. */
export function labelledDays(count: number, room: number): readonly number[] {
  const every = Math.max(1, Math.ceil(count / Math.max(room, 1)));
  return Array.from({ length: count }, (_, at) => at).filter((at) => (count - 1 - at) % every === 0);
}
