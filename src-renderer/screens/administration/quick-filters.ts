import type { AuditFilter } from '../../../src-shared/audit.ts';
import { everything } from '../../../src-shared/audit.ts';
import type { SavedFilterContent } from '../../../src-shared/saved-filters.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { noFilter } from './use-people.ts';

export type PeopleContent = Extract<SavedFilterContent, { page: 'people' }>;
export type ActivityContent = Extract<SavedFilterContent, { page: 'activity' }>;
export interface QuickFilter<C> {
  readonly name: string;
  readonly content: C;
}

/** What administrators look for most, ready made. */
export function useQuickPeople(): readonly QuickFilter<PeopleContent>[] {
  const { t } = useTranslation();
  const people = { page: 'people', ...noFilter } as const;
  return [
    { name: t('savedFilters.quick.waiting'), content: { ...people, status: 'pending' } },
    { name: t('savedFilters.quick.invited'), content: { ...people, status: 'invited' } },
    { name: t('savedFilters.quick.disabled'), content: { ...people, status: 'disabled' } },
    { name: t('savedFilters.quick.administrators'), content: { ...people, role: 'administrator' } },
  ];
}

export function useQuickActivity(): readonly QuickFilter<ActivityContent>[] {
  const { t } = useTranslation();
  const activity = { page: 'activity', filter: everything, personName: null, lastDays: null } as const;
  return [
    { name: t('savedFilters.quick.today'), content: { ...activity, lastDays: 1 } },
    { name: t('savedFilters.quick.failures'), content: { ...activity, filter: { ...everything, outcome: 'failed' }, lastDays: 7 } },
    { name: t('savedFilters.quick.reveals'), content: { ...activity, filter: { ...everything, action: 'item.revealed' } } },
    { name: t('savedFilters.quick.policy'), content: { ...activity, filter: { ...everything, action: 'policy.changed' } } },
  ];
}

/** The filter as it is at `now`: days that are counted back begin at the midnight of the first of them. */
export function filterNow({ filter, lastDays }: ActivityContent, now: number): AuditFilter {
  if (lastDays === null) return filter;
  const today = new Date(now);
  const from = new Date(today.getFullYear(), today.getMonth(), today.getDate() - (lastDays - 1)).getTime();
  return { ...filter, from, to: null };
}

/** How many days back a filter begins that has no end, today included; null where it has none to count. */
export function daysBack({ from, to }: AuditFilter, now: number): number | null {
  if (from === null || to !== null || from > now) return null;
  const midnight = (at: number): number => new Date(at).setHours(0, 0, 0, 0);
  return Math.round((midnight(now) - midnight(from)) / 86_400_000) + 1;
}
