/** The first day that a time of ours can lie on, and the last one whose year has four digits. */
export const firstDay = '1970-01-01';
export const lastDay = '9999-12-31';

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

/** The first millisecond of a local day, or null where there is none. */
export function startOfDay(day: string): number | null {
  const end = endOfDay(day);
  return end === null ? null : new Date(end).setHours(0, 0, 0, 0);
}

const dayMilliseconds = 86_400_000;

/** The local day that lies so many days ahead, as YYYY-MM-DD. */
export const dayAfter = (days: number): string => dayOf(Date.now() + days * dayMilliseconds);
