import { useMemo } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { dateText, distanceTo, timeText } from '../vault/times.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** "now", "5 minutes ago", "yesterday", in the given language; both times in epoch milliseconds. */
export function agoText(at: number, now: number, language: string): string {
  const words = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  const distance = at - now;
  const size = Math.abs(distance);
  if (size < minute) return words.format(0, 'second');
  if (size < hour) return words.format(Math.trunc(distance / minute), 'minute');
  if (size < day) return words.format(Math.trunc(distance / hour), 'hour');
  return distanceTo(at, now, language);
}

/** 1536 → "1.5 kB". */
export function bytesText(bytes: number, language: string): string {
  const power = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), units.length - 1);
  const options = { style: 'unit', unit: units[power] ?? 'byte', maximumFractionDigits: 1 } as const;
  return new Intl.NumberFormat(language, options).format(bytes / 1000 ** power);
}

/** 192.4 → "3 hr, 12 min". */
export function minutesText(minutes: number, language: string): string {
  const unit = (value: number, name: string): string =>
    new Intl.NumberFormat(language, { style: 'unit', unit: name, unitDisplay: 'short' }).format(value);
  const whole = Math.round(minutes);
  if (minutes < 1) return unit(Math.round(minutes * 60), 'second');
  const hours = Math.floor(whole / 60);
  const parts = [...(hours > 0 ? [unit(hours, 'hour')] : []), ...(whole % 60 > 0 ? [unit(whole % 60, 'minute')] : [])];
  return new Intl.ListFormat(language, { type: 'unit', style: 'short' }).format(parts);
}

/** Times, numbers and sizes in the person's language. */
export function useTexts() {
  const { language } = useTranslation().i18n;
  return useMemo(() => {
    const numbers = new Intl.NumberFormat(language);
    return {
      language,
      time: (at: number): string => timeText(at, language),
      /** The hour where it is today, else the day with it. */
      clock: (at: number): string =>
        new Date(at).toDateString() === new Date().toDateString()
          ? new Intl.DateTimeFormat(language, { timeStyle: 'short' }).format(at)
          : timeText(at, language),
      hour: (at: number): string => new Intl.DateTimeFormat(language, { timeStyle: 'short' }).format(at),
      /** "Tuesday, 24 November 2026". */
      day: (at: number): string => new Intl.DateTimeFormat(language, { dateStyle: 'full' }).format(at),
      /** To the second. */
      exact: (at: number): string => new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium' }).format(at),
      date: (at: number): string => dateText(at, language),
      ago: (at: number): string => agoText(at, Date.now(), language),
      number: (value: number): string => numbers.format(value),
      bytes: (value: number): string => bytesText(value, language),
      minutes: (value: number): string => minutesText(value, language),
      list: (values: readonly string[]): string => new Intl.ListFormat(language).format(values),
    };
  }, [language]);
}
