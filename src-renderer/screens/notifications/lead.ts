import type { NotificationView } from '../../../src-shared/notifications.ts';
import { usePageStore } from '../../stores/page-store.ts';

export type Lead = 'item' | 'health' | 'activity';

/** Where a notification leads to: there is something to mend or to look at; null where it only tells. */
export function leadOf({ trigger, facts }: Pick<NotificationView, 'trigger' | 'facts'>): Lead | null {
  switch (trigger) {
    case 'item.expiring':
    case 'item.expired':
      return facts.itemId === undefined ? null : 'item';
    case 'items.expiring':
    case 'health.worse':
      return 'health';
    case 'work.finished':
      return facts.what === 'verifyLog' ? 'activity' : null;
    default:
      return null;
  }
}

export function follow({ trigger, facts }: Pick<NotificationView, 'trigger' | 'facts'>): void {
  const { go, wishFor } = usePageStore.getState();
  const lead = leadOf({ trigger, facts });
  if (lead === 'item' && facts.itemId !== undefined) wishFor({ name: 'item', id: facts.itemId });
  else if (lead === 'health' || lead === 'activity') go(lead);
}
