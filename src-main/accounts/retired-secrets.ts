import { deviceSecretEntry } from '../keychain/keychain.ts';
import type { AccountParts } from './enrolment.ts';
import type { SlotRow } from './slots-entity.ts';

/** Takes the keychain entries of slots that are gone out, but for those that a stored slot of the person still needs. */
export async function forgetSecrets(
  { database, installation }: Pick<AccountParts, 'database' | 'installation'>,
  ownerId: string,
  gone: readonly SlotRow[],
): Promise<void> {
  const live = new Set((await database.repositories.slots.list(ownerId)).map(({ secretId }) => secretId));
  for (const { secretId } of gone)
    if (secretId !== null && !live.has(secretId)) await installation.keychain.remove(deviceSecretEntry(installation.id, ownerId, secretId));
}
