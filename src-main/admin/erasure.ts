import { AppError } from '../../src-shared/errors.ts';
import { checkRow } from '../accounts/account-rows.ts';
import type { AccountParts } from '../accounts/enrolment.ts';
import { anchorEntry, deviceSecretEntry } from '../keychain/keychain.ts';
import { secretIdsOf } from '../vault/old-vault.ts';

type ErasureParts = Pick<AccountParts, 'database' | 'installation' | 'audit' | 'clock' | 'files'>;

/**
 * Takes an account out with everything of it: rows, sealed vaults, keychain entries. What the log says of it stays.
 * Throws notAllowedNow where it is neither due nor waiting to be declined, dataDamaged.
 */
export async function eraseAccount(
  { database, installation, audit, clock, files }: ErasureParts,
  actorId: string | null,
  id: string,
  action: 'account.erased' | 'account.declined',
): Promise<void> {
  const secretIds = await database.transaction(async (r) => {
    const row = await r.accounts.find(id);
    // SECURITY: as of now, and as the app wrote it: somebody restored a moment ago, or marked by SQL, loses no vault.
    if (row === null) throw new AppError('notFound', { what: 'account' });
    checkRow(installation.keys.accountRows, row);
    const due = row.status === 'deleted' && row.eraseAt !== null && row.eraseAt <= clock.now();
    if (action === 'account.erased' ? !due : row.status !== 'pending') throw new AppError('notAllowedNow', { what: row.status });
    const slots = (await r.slots.list(id)).flatMap(({ secretId }) => (secretId === null ? [] : [secretId]));
    const old = (await r.oldVaults.listAll(id)).flatMap(({ sealed }) => secretIdsOf(sealed));
    await audit.record({ actorId, action, targetKind: 'account', targetId: id, outcome: 'ok' }, r);
    await r.accounts.remove(id);
    return new Set([...slots, ...old]);
  });
  // SECURITY: what was deleted is overwritten in the database; its copies in the write-ahead log go too.
  await database.truncateWal();
  await files.removeAll(id);
  for (const secretId of secretIds) await installation.keychain.remove(deviceSecretEntry(installation.id, id, secretId));
  await installation.keychain.remove(anchorEntry(installation.id, id));
}
