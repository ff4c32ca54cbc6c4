import { AppError } from '../../src-shared/errors.ts';
import type { Input, Output } from '../../src-shared/contract/index.ts';
import { limits } from '../../src-shared/limits.ts';
import type { AccountView } from '../../src-shared/models.ts';
import type { OldVault } from '../../src-shared/people.ts';
import type { Repositories } from '../database/database.ts';
import type { DeviceSecret } from '../keychain/device-secret.ts';
import { deviceSecretEntry } from '../keychain/keychain.ts';
import type { Unlocked } from '../session/session-service.ts';
import { discardOldVault } from '../vault/old-vault.ts';
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

/** Throws notFound. */
export async function requireAccountIn(r: Repositories, ownerId: string): Promise<AccountRow> {
  const account = await r.accounts.find(ownerId);
  if (account === null) throw new AppError('notFound', { what: 'account' });
  return account;
}

/** What people see and change of their accounts. */
export function createAccountService(parts: AccountParts) {
  const { database, installation, audit, clock } = parts;

  return {
    /** The login screen's tiles that match, last used first; none where people type their names. */
    async tiles(search: string): Promise<Output<'accounts.tiles'>> {
      if (parts.policy.now.loginScreen === 'names') return { tiles: [], more: false };
      const rows = await database.repositories.accounts.tiles(search, limits.tilesMax + 1);
      const shown = rows.slice(0, limits.tilesMax);
      const ids = shown.map((row) => row.id);
      const now = clock.now();
      const waiting = await database.repositories.sessions.desktopOwners(ids, now);
      const pictures = await database.repositories.pictures.findMany(ids);
      const tiles = shown.map(({ id, username, displayName, colour, role, lastLogin, lockedUntil }) => ({
        ...{ id, username, displayName, colour, role },
        picture: pictures.get(id) ?? null,
        lastUsedAt: lastLogin,
        signedIn: waiting.has(id),
        lockedUntil: lockedUntil !== null && lockedUntil > now ? lockedUntil : null,
      }));
      return { tiles, more: rows.length > limits.tilesMax };
    },

    /** The vault's key stays the same and is wrapped anew. Throws weakPassword, and as withPassword. */
    async changePassword(
      person: Unlocked,
      { currentPassword, newPassword }: Pick<Input<'account.changePassword'>, 'currentPassword' | 'newPassword'>,
    ): Promise<void> {
      const before = await requireAccount(parts, person.ownerId);
      if (newPassword.normalize('NFKC') === currentPassword.normalize('NFKC')) throw new AppError('weakPassword', { reason: 'unchanged' });
      await requireStrong(newPassword, [before.username, before.displayName, before.email], parts.policy.now.passwordMinCharacters);
      await withPassword(parts, person, currentPassword, async (device) => {
        const now = clock.now();
        const slot = await parts.derivations.run(() =>
          person.vault.keeper.call('newPasswordSlot', { password: newPassword, ...device, kdf: parts.kdf, now }),
        );
        await database.transaction(async (r) => {
          const account = await requireAccountIn(r, person.ownerId);
          await r.slots.insert({ ...slot, retiredAt: null });
          if (account.passwordSlotId !== null) await r.slots.remove(account.id, account.passwordSlotId);
          const changes = { passwordSlotId: slot.id, passwordDue: 0 };
          await r.accounts.update(account.id, signedChanges(installation.keys.accountRows, account, changes));
          await parts.notifications.tell(r, account.id, 'password.changed', {});
          const target = { targetKind: 'account', targetId: account.id };
          await audit.record({ actorId: account.id, action: 'account.passwordChanged', ...target, outcome: 'ok' }, r);
        });
      });
      // SECURITY: the old slot's pages were overwritten in the database; its copy in the write-ahead log goes too.
      await database.truncateWal();
    },

    async updateProfile({ ownerId }: Unlocked, { picture, ...profile }: Input<'account.updateProfile'>): Promise<AccountView> {
      await database.transaction(async (r) => {
        await r.accounts.update(ownerId, profile);
        await r.pictures.save(ownerId, picture);
        const target = { targetKind: 'account', targetId: ownerId };
        await audit.record({ actorId: ownerId, action: 'account.profileChanged', ...target, outcome: 'ok' }, r);
      });
      return viewOf(await requireAccount(parts, ownerId), picture);
    },

    oldVaults: ({ ownerId }: Unlocked): Promise<OldVault[]> => database.repositories.oldVaults.list(ownerId),

    /** For ever. Throws notFound. */
    async discardOldVault({ ownerId }: Unlocked, id: string): Promise<void> {
      const forgetSecrets = await database.transaction(async (r) => {
        const target = { targetKind: 'account', targetId: ownerId };
        await audit.record({ actorId: ownerId, action: 'account.oldVaultDiscarded', ...target, outcome: 'ok' }, r);
        return discardOldVault(r, installation, ownerId, id);
      });
      await forgetSecrets();
      await database.truncateWal();
    },
  };
}
