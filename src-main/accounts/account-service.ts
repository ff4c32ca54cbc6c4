import { AppError } from '../../src-shared/errors.ts';
import type { Input } from '../../src-shared/contract/index.ts';
import type { AccountView, Tile } from '../../src-shared/models.ts';
import type { Repositories } from '../database/database.ts';
import type { DeviceSecret } from '../keychain/device-secret.ts';
import { deviceSecretEntry } from '../keychain/keychain.ts';
import type { Unlocked } from '../session/session-service.ts';
import type { AccountRow } from './accounts-entity.ts';
import { signedChanges, viewOf } from './account-rows.ts';
import type { AccountParts } from './enrolment.ts';
import { countFailure, requireNoDelay } from './failures.ts';
import { requireStrong } from './password-policy.ts';

/**
 * Does what takes the person's present password, in turn with whatever else concerns that password: guesses made at once
 * would all pass before the first of them counts. `task` gets the device secret of the present slot.
 * Throws wrongPassword, tooManyAttempts, keychainUnavailable, keychainLocked, keychainEntryMissing, dataDamaged, and what `task` throws.
 */
export const withPassword = <T>(
  parts: AccountParts,
  person: Unlocked,
  password: string,
  task: (device: DeviceSecret) => Promise<T>,
): Promise<T> => parts.turns.take(person.ownerId, async () => task(await checkPassword(parts, person, password)));

async function checkPassword(parts: AccountParts, { ownerId, vault }: Unlocked, password: string): Promise<DeviceSecret> {
  const { database, installation } = parts;
  const account = await requireAccount(parts, ownerId);
  await requireNoDelay(parts, account);
  const slot = account.passwordSlotId === null ? null : await database.repositories.slots.find(ownerId, account.passwordSlotId);
  if (slot === null || slot.secretId === null) throw new AppError('dataDamaged', { what: 'slot' });
  const { secretId } = slot;
  const deviceSecret = await installation.keychain.read(deviceSecretEntry(installation.id, ownerId, secretId));
  const input = { installationId: installation.id, slot, password, deviceSecret };
  await parts.derivations
    .run(() => vault.keeper.call('verifyPassword', input))
    .catch(async (error: unknown) => {
      throw error instanceof AppError && error.code === 'wrongPassword' ? await countFailure(parts, account) : error;
    });
  return { secretId, deviceSecret };
}

const requireAccount = (parts: AccountParts, ownerId: string): Promise<AccountRow> =>
  requireAccountIn(parts.database.repositories, ownerId);

async function requireAccountIn(r: Repositories, ownerId: string): Promise<AccountRow> {
  const account = await r.accounts.find(ownerId);
  if (account === null) throw new AppError('notFound', { what: 'account' });
  return account;
}

export type AccountService = ReturnType<typeof createAccountService>;

/** What people see and change of their accounts. */
export function createAccountService(parts: AccountParts) {
  const { database, installation, audit, clock } = parts;

  return {
    /** The login screen's tiles, last used first. */
    async tiles(waiting: ReadonlySet<string>): Promise<Tile[]> {
      const rows = (await database.repositories.accounts.list()).filter((row) => row.status === 'active');
      const now = clock.now();
      return rows
        .toSorted((a, b) => (b.lastLogin ?? 0) - (a.lastLogin ?? 0))
        .map(({ id, username, displayName, colour, role, lastLogin, lockedUntil }) => ({
          ...{ id, username, displayName, colour, role },
          lastUsedAt: lastLogin,
          signedIn: waiting.has(id),
          lockedUntil: lockedUntil !== null && lockedUntil > now ? lockedUntil : null,
        }));
    },

    /** The vault's key stays the same and is wrapped anew. Throws weakPassword, and as withPassword. */
    async changePassword(
      person: Unlocked,
      { currentPassword, newPassword, endOtherSessions }: Input<'account.changePassword'>,
    ): Promise<void> {
      const before = await requireAccount(parts, person.ownerId);
      await requireStrong(newPassword, [before.username, before.displayName, before.email]);
      await withPassword(parts, person, currentPassword, async (device) => {
        const now = clock.now();
        const slot = await parts.derivations.run(() =>
          person.vault.keeper.call('newPasswordSlot', { password: newPassword, ...device, kdf: parts.kdf, now }),
        );
        await database.transaction(async (r) => {
          const account = await requireAccountIn(r, person.ownerId);
          await r.slots.insert({ ...slot, retiredAt: null });
          if (account.passwordSlotId !== null) await r.slots.remove(account.id, account.passwordSlotId);
          await r.accounts.update(account.id, signedChanges(installation.keys.accountRows, account, { passwordSlotId: slot.id }));
          if (endOtherSessions) await r.sessions.revokeOthers(account.id, person.sessionId, now);
          const target = { targetKind: 'account', targetId: account.id };
          await audit.record({ actorId: account.id, action: 'account.passwordChanged', ...target, outcome: 'ok', client: 'desktop' }, r);
        });
      });
      // SECURITY: the old slot's pages were overwritten in the database; its copy in the write-ahead log goes too.
      await database.truncateWal();
    },

    async updateProfile({ ownerId }: Unlocked, profile: Input<'account.updateProfile'>): Promise<AccountView> {
      await database.transaction(async (r) => {
        await r.accounts.update(ownerId, profile);
        const target = { targetKind: 'account', targetId: ownerId };
        await audit.record({ actorId: ownerId, action: 'account.profileChanged', ...target, outcome: 'ok', client: 'desktop' }, r);
      });
      return viewOf(await requireAccount(parts, ownerId));
    },
  };
}
