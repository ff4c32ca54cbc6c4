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
