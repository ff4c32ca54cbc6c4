import type { NotificationView } from '../../../src-shared/notifications.ts';

export const notificationGroups = ['today', 'week', 'earlier'] as const;
export type NotificationGroup = (typeof notificationGroups)[number];

const dayMilliseconds = 86_400_000;
const weekDays = 7;

function groupOf(at: number, now: number): NotificationGroup {
  if (at >= new Date(now).setHours(0, 0, 0, 0)) return 'today';
  return now - at < weekDays * dayMilliseconds ? 'week' : 'earlier';
}

/** The rows in their order, cut where a group begins; times in epoch milliseconds. */
export function grouped(
  rows: readonly NotificationView[],
  now: number,
): readonly { readonly group: NotificationGroup; readonly rows: readonly NotificationView[] }[] {
  return notificationGroups.flatMap((group) => {
    const its = rows.filter(({ createdAt }) => groupOf(createdAt, now) === group);
    return its.length === 0 ? [] : [{ group, rows: its }];
  });
}
