import type { AccountRow } from '../accounts/accounts-entity.ts';
import type { AccountParts } from '../accounts/enrolment.ts';
import { anchorEntry, deviceSecretEntry } from '../keychain/keychain.ts';
import { secretIdsOf } from '../vault/old-vault.ts';

type ErasureParts = Pick<AccountParts, 'database' | 'installation' | 'audit'>;

/** Takes an account out with everything of it: rows, sealed vaults, keychain entries. What the log says of it stays. */
export async function eraseAccount(
  { database, installation, audit }: ErasureParts,
  actorId: string | null,
  { id }: AccountRow,
  action: 'account.erased' | 'account.declined',
): Promise<void> {
  const secretIds = await database.transaction(async (r) => {
    const slots = (await r.slots.list(id)).flatMap(({ secretId }) => (secretId === null ? [] : [secretId]));
    const old = (await r.oldVaults.listAll(id)).flatMap(({ sealed }) => secretIdsOf(sealed));
    await audit.record({ actorId, action, targetKind: 'account', targetId: id, outcome: 'ok', client: 'desktop' }, r);
    await r.accounts.remove(id);
    return new Set([...slots, ...old]);
  });
  // SECURITY: what was deleted is overwritten in the database; its copies in the write-ahead log go too.
  await database.truncateWal();
  for (const secretId of secretIds) await installation.keychain.remove(deviceSecretEntry(installation.id, id, secretId));
  await installation.keychain.remove(anchorEntry(installation.id, id));
}
