import { AppError } from '../../src-shared/errors.ts';
import { type AccountParts, type Enrolled, insertVault, makeVault, type MadeVault, vaultColumns } from '../accounts/enrolment.ts';
import { checkRow, signedChanges } from '../accounts/account-rows.ts';
import { type AccountRow, due } from '../accounts/accounts-entity.ts';
import { noFailures } from '../accounts/throttle.ts';
import { openImportedHash } from '../crypto/imported-hash.ts';
import type { Repositories } from '../database/database.ts';

/**
 * Opens the account of somebody who came from another system by the password of there, and makes the vault that goes with it from
 * now on; nothing of the old hash is left then, and a new password has to be chosen at once.
 * To be called in the account's turn and after its delay; the caller counts a wrong password.
 * Throws wrongPassword, accountDisabled, conflict (it has been opened or was changed meanwhile), dataDamaged, dataFromNewerVersion,
 * keychainUnavailable, keychainLocked, busy.
 */
export async function signInImported(parts: AccountParts, account: AccountRow, password: string): Promise<Enrolled> {
  const { installation, database } = parts;
  const { accountRows } = installation.keys;
  checkRow(accountRows, account);
  if (account.importedHash === null || account.passwordSlotId !== null) throw new AppError('conflict', { what: 'account' });
  const place = { accountRowsKey: accountRows, installationId: installation.id, ownerId: account.id };
  const hash = openImportedHash(place, account.importedHash);
  const enrolled = await makeVault(
    parts,
    account.id,
    (keeper, order) => keeper.call('createFromHash', { ...order, password, hash }),
    (r, made) => store(parts, r, { account, made }),
  );
  // SECURITY: the hash was overwritten in the database; its copy in the write-ahead log goes too.
  await database.truncateWal();
  return enrolled;
}

async function store(
  { installation, audit, clock }: AccountParts,
  r: Repositories,
  { account, made }: { account: AccountRow; made: MadeVault },
): Promise<void> {
  const present = await r.accounts.find(account.id);
  // SECURITY: looked at again, for the derivation takes long enough to disable somebody.
  if (present?.status !== 'active') throw new AppError('accountDisabled');
  if (present.importedHash === null || present.passwordSlotId !== null) throw new AppError('conflict', { what: 'account' });
  // SECURITY: whoever held the file could guess at the old password or has even chosen it; no vault rests on it for long.
  const spent = { importedHash: null, activationHash: null, activationExpiresAt: null, passwordDue: due.forGood };
  const changes = signedChanges(installation.keys.accountRows, present, { ...vaultColumns(made), ...spent });
  await insertVault(r, account.id, made);
  await r.accounts.update(account.id, { ...noFailures, failuresSinceLastLogin: 0, lastLogin: clock.now(), ...changes });
  const target = { targetKind: 'account', targetId: account.id } as const;
  await audit.record({ actorId: account.id, action: 'session.signedIn', ...target, outcome: 'ok' }, r);
}
