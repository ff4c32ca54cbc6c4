import { create } from 'zustand';
import type { Failure } from '../../src-shared/errors.ts';
import { limits } from '../../src-shared/limits.ts';
import type { NotificationView } from '../../src-shared/notifications.ts';
import { call, failureOf, onEvent } from '../api.ts';

const pageRows = 30;

interface NotificationsStore {
  readonly unread: number;
  /** How many the last word from main has added. */
  readonly arrived: number;
  /** Grows whenever there is more than before. */
  readonly news: number;
  readonly open: boolean;
  /** Newest first; null while the list is closed, and until its first page is there. */
  readonly rows: readonly NotificationView[] | null;
  readonly more: boolean;
  /** Older ones are on their way. */
  readonly fetching: boolean;
  readonly failure: Failure | null;
  begin(unread: number): void;
  show(): Promise<void>;
  /** Fetches anew what the list shows. */
  load(): Promise<void>;
  loadOlder(): Promise<void>;
  /** Null: all of them. */
  markRead(ids: readonly string[] | null): Promise<void>;
  dismiss(id: string): Promise<void>;
  close(): void;
}

const closed = { open: false, rows: null, more: false, fetching: false, failure: null } as const;

/** What this person is told. The list is kept only while it is open. */
export const useNotificationsStore = create<NotificationsStore>((set, get) => {
  /** Answers to a question that is no longer asked are dropped. */
  let question = 0;

  async function ask(before: string | null, limit: number): Promise<void> {
    question += 1;
    const mine = question;
    try {
      const { notifications, unread, more } = await call('notifications.list', { before, limit });
      if (mine !== question) return;
      const rows = before === null ? notifications : [...(get().rows ?? []), ...notifications];
      set({ rows, unread, more, fetching: false, failure: null });
    } catch (error) {
      if (mine === question) set({ fetching: false, failure: failureOf(error) });
    }
  }

  async function change(act: () => Promise<unknown>, rows: (row: NotificationView) => readonly NotificationView[]): Promise<void> {
    try {
      await act();
      set((state) => ({ rows: state.rows?.flatMap(rows) ?? null, failure: null }));
    } catch (error) {
      set({ failure: failureOf(error) });
    }
  }

  return {
    unread: 0,
    arrived: 0,
    news: 0,
    ...closed,
    begin: (unread) => set({ unread }),
    show() {
      set({ open: true });
      return get().load();
    },
    load: () => ask(null, Math.min(Math.max(get().rows?.length ?? 0, pageRows), limits.pageMaxRows)),
    async loadOlder() {
      const last = get().rows?.at(-1);
      if (last === undefined || get().fetching) return;
      set({ fetching: true });
      await ask(last.id, pageRows);
      // Another window has dismissed the one that the page was to begin after.
      if (get().failure?.code === 'notFound') await get().load();
    },
    markRead: (ids) => {
      const at = Date.now();
      const isMeant = (id: string): boolean => ids === null || ids.includes(id);
      return change(
        () => (ids === null ? call('notifications.readAll') : call('notifications.read', { ids: [...ids] })),
        (row) => [isMeant(row.id) ? { ...row, readAt: row.readAt ?? at } : row],
      );
    },
    dismiss: (id) =>
      change(
        () => call('notifications.dismiss', { ids: [id] }),
        (row) => (row.id === id ? [] : [row]),
      ),
    close() {
      question += 1;
      set(closed);
    },
  };
});

/** Keeps the store in step with main; called once. */
export const followNotifications = (): (() => void) =>
  onEvent('notifications.changed', ({ unread }) => {
    useNotificationsStore.setState((before) => {
      const arrived = Math.max(0, unread - before.unread);
      return { unread, arrived, news: before.news + (arrived > 0 ? 1 : 0) };
    });
    if (useNotificationsStore.getState().open) void useNotificationsStore.getState().load();
  });
