import { limits } from '../../../src-shared/limits.ts';

const dayMilliseconds = 86_400_000;

export type Expiry = 'expired' | 'soon' | 'later';

/** How urgent an expiry is; both times in epoch milliseconds. */
export function expiryOf(expiresAt: number, now: number): Expiry {
  if (expiresAt <= now) return 'expired';
  return expiresAt < now + limits.expiringWithinDays * dayMilliseconds ? 'soon' : 'later';
}

/** "in 6 days", "3 days ago", "in 2 months", in the person's language. */
export function distanceTo(at: number, now: number, language: string): string {
  const days = Math.round((startOfDay(at) - startOfDay(now)) / dayMilliseconds);
  const words = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  if (Math.abs(days) < 60) return words.format(days, 'day');
  const months = Math.round(days / 30.44);
  return Math.abs(months) < 24 ? words.format(months, 'month') : words.format(Math.round(days / 365.25), 'year');
}

const startOfDay = (at: number): number => new Date(at).setHours(0, 0, 0, 0);

export const dateText = (at: number, language: string): string => new Intl.DateTimeFormat(language, { dateStyle: 'medium' }).format(at);

export const timeText = (at: number, language: string): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(at);

/** What a date input shows for a time: the local day as YYYY-MM-DD. */
export function dayOf(at: number | null): string {
  if (at === null) return '';
  const date = new Date(at);
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** The last millisecond of a local day, or null where there is none: what expires "on" a day is good for all of it. */
export function endOfDay(day: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return null;
  const at = new Date(`${day}T23:59:59.999`).getTime();
  return Number.isNaN(at) || at < 0 ? null : at;
}
