const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const listedDays = 7;

/** "5 minutes ago", "yesterday", after a week the date; null for less than a minute. Both times in epoch milliseconds. */
export function agoText(at: number, now: number, language: string): string | null {
  const passed = Math.max(0, now - at);
  const words = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  if (passed < minute) return null;
  if (passed < hour) return words.format(-Math.floor(passed / minute), 'minute');
  if (passed < day) return words.format(-Math.floor(passed / hour), 'hour');
  if (passed < listedDays * day) return words.format(-Math.floor(passed / day), 'day');
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium' }).format(at);
}
