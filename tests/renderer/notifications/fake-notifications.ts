import type { NotificationView } from '../../../src-shared/notifications.ts';
import { FakeVault, refuse } from '../vault/fake-vault.ts';

export const idOf = (number: number): string => `00000000-0000-4000-9000-${String(number).padStart(12, '0')}`;

/** Notifications in memory behind `window.strongroom`, with word of every change. */
export class FakeNotifications extends FakeVault {
  /** Newest first. */
  rows: NotificationView[] = [];

  constructor() {
    super();
    this.answers['notifications.list'] = ({ before, limit }) => {
      const from = before === null ? 0 : this.rows.findIndex(({ id }) => id === before) + 1;
      if (before !== null && from === 0) refuse('notFound');
      return { notifications: this.rows.slice(from, from + limit), unread: this.unread, more: this.rows.length > from + limit };
    };
    this.answers['notifications.read'] = ({ ids }) => this.#mark((id) => ids.includes(id));
    this.answers['notifications.readAll'] = () => this.#mark(() => true);
    this.answers['notifications.dismiss'] = ({ ids }) => {
      this.rows = this.rows.filter(({ id }) => !ids.includes(id));
      return this.announce();
    };
  }

  get unread(): number {
    return this.rows.filter(({ readAt }) => readAt === null).length;
  }

  tell(notification: Partial<NotificationView>): void {
    const id = idOf(this.rows.length + 1);
    this.rows.unshift({ id, trigger: 'account.enabled', facts: {}, createdAt: Date.now(), readAt: null, ...notification });
  }

  announce(): undefined {
    const { unread } = this;
    queueMicrotask(() => this.push('notifications.changed', { unread }));
  }

  #mark(isMeant: (id: string) => boolean): undefined {
    this.rows = this.rows.map((row) => (isMeant(row.id) ? { ...row, readAt: row.readAt ?? 1 } : row));
    return this.announce();
  }
}
