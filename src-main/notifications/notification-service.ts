import type { z } from 'zod';
import type { Output } from '../../src-shared/contract/index.ts';
import { AppError } from '../../src-shared/errors.ts';
import { defaultPreferences, notificationChoiceSchema } from '../../src-shared/models.ts';
import type { NotificationFacts, NotificationTrigger, NotificationView } from '../../src-shared/notifications.ts';
import { rowHolds } from '../accounts/account-rows.ts';
import type { Randomness } from '../crypto/primitives.ts';
import { sealTo } from '../crypto/sealed-box.ts';
import type { Database, Repositories } from '../database/database.ts';
import type { Clock, Log } from '../host.ts';
import type { OpenedNotification } from '../keeper/keeper-protocol.ts';
import { encodeJson } from '../keeper/sealed-json.ts';
import type { OpenVault } from '../vault/open-vault.ts';
import { createAnnouncements } from './announcements.ts';
import type { NotificationRow } from './notifications-entity.ts';

interface NotificationParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly newId: () => string;
  readonly random: Randomness;
  readonly accountRowsKey: Uint8Array;
}

type Choice = keyof z.infer<typeof notificationChoiceSchema>;

/** What a person may choose not to be told. All else is about the own account, its keys, or who is an administrator. */
const choices: Partial<Record<NotificationTrigger, Choice>> = {
  'session.new': 'signIns',
  'signIn.failures': 'signIns',
  'policy.changed': 'policy',
  'killSwitch.lifted': 'policy',
  'account.joined': 'people',
  'account.deletedByOwner': 'people',
  'request.waiting': 'people',
  'request.declined': 'people',
  'people.imported': 'people',
  'item.expiring': 'expiry',
  'item.expired': 'expiry',
  'items.expiring': 'expiry',
  'health.worse': 'health',
};

const keptPerPerson = 1000;

export type NotificationService = ReturnType<typeof createNotificationService>;

/** What people are told: written by anybody, sealed so that only the person's own keeper reads it. */
export function createNotificationService({ database, clock, log, newId, random, accountRowsKey }: NotificationParts) {
  const announcements = createAnnouncements({ database, log });

  /** Null, and a line in the log, where the stored public key is none: whatever is being done to such an account has to go on. */
  function sealFor(publicKey: Uint8Array, ownerId: string, id: string, content: object): Uint8Array | null {
    try {
      return sealTo(publicKey, { kind: 'notification', ownerId, id }, encodeJson(content), random);
    } catch (error) {
      log('notifications.notSealed', { ownerId, code: error instanceof AppError ? error.code : 'internal' });
      return null;
    }
  }

  /**
   * Tells one person, in the transaction of `r`; windows hear of it once that is stored. An account without a vault, and a person
   * who chose not to hear of such things, are told nothing.
   */
  async function tell(r: Repositories, ownerId: string, trigger: NotificationTrigger, facts: NotificationFacts): Promise<void> {
    const account = await r.accounts.find(ownerId);
    if (account === null || account.dropBoxPublic.length === 0 || !(await wants(r, ownerId, trigger))) return;
    const id = newId();
    const sealed = sealFor(account.dropBoxPublic, ownerId, id, { trigger, facts });
    if (sealed === null) return;
    await r.notifications.insert({ id, ownerId, createdAt: clock.now(), readAt: null, sealed });
    await r.notifications.trim(ownerId, keptPerPerson);
    announcements.announceOnceStored(r, ownerId, id);
  }

  return {
    tell,
    /** Tells every active administrator, the one of `exceptId` aside. */
    async tellAdministrators(r: Repositories, trigger: NotificationTrigger, facts: NotificationFacts, exceptId?: string): Promise<void> {
      for (const row of await r.accounts.activeAdministrators()) {
        // SECURITY: somebody whom SQL has made an administrator is told nothing that is meant for one.
        if (row.id !== exceptId && rowHolds(accountRowsKey, row)) await tell(r, row.id, trigger, facts);
      }
    },
    /** Called with the person and the number of unread notifications whenever these change. */
    onChanged: announcements.onChanged,
    unread: (ownerId: string): Promise<number> => database.repositories.notifications.countUnread(ownerId),

    /**
     * Newest first; what can't be opened is there without its content. Throws notFound where `before` is gone, keeperStopped,
     * and dataDamaged where the drop-box key is.
     */
    async list(vault: OpenVault, before: string | null, limit: number): Promise<Output<'notifications.list'>> {
      const { notifications } = database.repositories;
      const last = before === null ? null : await notifications.find(vault.ownerId, before);
      if (before !== null && last === null) throw new AppError('notFound', { what: 'notification' });
      const found = await notifications.page(vault.ownerId, last, limit + 1);
      const rows = found.slice(0, limit);
      const opened = await vault.keeper.call('openSealed', { sealed: rows.map(({ id, sealed }) => ({ id, blob: sealed })) });
      return {
        notifications: rows.flatMap((row, at) => viewOf(row, opened[at])),
        unread: await notifications.countUnread(vault.ownerId),
        more: found.length > limit,
      };
    },
    /** Null: all of them. */
    async markRead(ownerId: string, ids: readonly string[] | null): Promise<void> {
      await database.repositories.notifications.markRead(ownerId, ids, clock.now());
      await announcements.announce(ownerId);
    },
    async dismiss(ownerId: string, ids: readonly string[]): Promise<void> {
      await database.repositories.notifications.remove(ownerId, ids);
      await announcements.announce(ownerId);
    },
  };
}

async function wants(r: Repositories, ownerId: string, trigger: NotificationTrigger): Promise<boolean> {
  const choice = choices[trigger];
  if (choice === undefined) return true;
  const stored = notificationChoiceSchema.safeParse((await r.preferences.read(ownerId))['notifications']);
  return (stored.success ? stored.data : defaultPreferences.notifications)[choice];
}

function viewOf({ id, createdAt, readAt }: NotificationRow, opened: OpenedNotification | undefined): NotificationView[] {
  if (opened === undefined) return [];
  return [{ id, createdAt, readAt, ...('failure' in opened ? { trigger: null, facts: { what: opened.failure } } : opened.content) }];
}
