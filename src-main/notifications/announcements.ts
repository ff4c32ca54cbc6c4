import { AsyncLocalStorage } from 'node:async_hooks';
import { AppError } from '../../src-shared/errors.ts';
import type { Database, Repositories } from '../database/database.ts';
import type { Log } from '../host.ts';

export type NotificationListener = (ownerId: string, unread: number) => void;

/** Word of new notifications, only ever of stored ones: a transaction that is taken back has told nobody anything. */
export function createAnnouncements({ database, log }: { database: Database; log: Log }) {
  const listeners: NotificationListener[] = [];
  // What a transaction calls counts as inside it, what it starts for afterwards too: this runs a task as if it had been called from here.
  const outside = AsyncLocalStorage.snapshot();
  /** Per transaction: whom it told, and the last notification of each. */
  const told = new WeakMap<Repositories, Map<string, string>>();

  async function announce(ownerId: string): Promise<void> {
    const unread = await database.repositories.notifications.countUnread(ownerId);
    for (const listener of listeners) listener(ownerId, unread);
  }

  async function announceStored(r: Repositories, owners: ReadonlyMap<string, string>, firstOwner: string): Promise<void> {
    try {
      // Whatever this answers: its turn comes when the transaction is over, and then everybody who is told in it is known.
      await database.repositories.notifications.countUnread(firstOwner);
      told.delete(r);
      for (const [ownerId, id] of owners)
        if ((await database.repositories.notifications.find(ownerId, id)) !== null) await announce(ownerId);
    } catch (error) {
      // The row is stored all the same; the next sign-in shows it.
      log('notifications.notAnnounced', { code: error instanceof AppError ? error.code : 'internal' });
    }
  }

  return {
    onChanged: (listener: NotificationListener): void => void listeners.push(listener),
    announce,
    /** Announces once the transaction of `r` has stored this notification. */
    announceOnceStored(r: Repositories, ownerId: string, id: string): void {
      const owners = told.get(r) ?? new Map<string, string>();
      owners.set(ownerId, id);
      if (told.has(r)) return;
      told.set(r, owners);
      outside(() => void announceStored(r, owners, ownerId));
    },
  };
}
