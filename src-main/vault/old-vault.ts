import { z } from 'zod';
import { AppError } from '../../src-shared/errors.ts';
import type { Repositories } from '../database/database.ts';
import { deviceSecretEntry, type Keychain } from '../keychain/keychain.ts';

const formatVersion = 1;
/** Only what has to be known without opening it; the rest is kept as it was. */
const knownSchema = z.object({ version: z.number(), slots: z.array(z.object({ secretId: z.string().nullable() })) });

interface PuttingAway {
  readonly ownerId: string;
  readonly now: number;
  readonly newId: () => string;
}

/**
 * Moves every row of a person's vault into one row of its own, sealed as they are, and makes room for an empty vault; the
 * keychain entry of its password stays, so that password or recovery code still open what was put away. Without a vault
 * nothing happens.
 */
export async function putVaultAway(r: Repositories, { ownerId, now, newId }: PuttingAway): Promise<void> {
  const vault = await r.vaults.read(ownerId);
  if (vault === null) return;
  const [keys, slots, items] = [await r.personKeys.find(ownerId), await r.slots.list(ownerId), await r.items.readAll(ownerId)];
  const sealed = Buffer.from(JSON.stringify({ version: formatVersion, vault, keys, slots, items }, bytesAsBase64));
  await r.oldVaults.insert({ id: newId(), ownerId, putAwayAt: now, items: items.length, sealed });
  await r.vaults.remove(ownerId);
  await r.personKeys.remove(ownerId);
  await r.slots.removeAll(ownerId);
  // Both were made for keys that are put away too.
  await r.notifications.removeAll(ownerId);
  await r.audit.removeWitness(ownerId);
}

/** Throws away what a reset had put away, for ever. Throws notFound. */
export async function discardOldVault(
  r: Repositories,
  installation: { readonly id: string; readonly keychain: Keychain },
  ownerId: string,
  id: string,
): Promise<() => Promise<void>> {
  const row = await r.oldVaults.find(ownerId, id);
  if (row === null) throw new AppError('notFound', { what: 'vault' });
  await r.oldVaults.remove(ownerId, id);
  return async () => {
    for (const secretId of secretIdsOf(row.sealed))
      await installation.keychain.remove(deviceSecretEntry(installation.id, ownerId, secretId));
  };
}

/** Which keychain entries belong to a vault that was put away; none where its row is damaged. */
export function secretIdsOf(sealed: Uint8Array): string[] {
  try {
    const { slots } = knownSchema.parse(JSON.parse(Buffer.from(sealed).toString('utf8')));
    return slots.flatMap(({ secretId }) => (secretId === null ? [] : [secretId]));
  } catch {
    // An entry that is left alone opens nothing without the row that was made for it.
    return [];
  }
}

/** Buffers have a toJSON of their own, which comes before any replacer. */
function bytesAsBase64(this: unknown, key: string, value: unknown): unknown {
  const original = (this as Record<string, unknown>)[key];
  return original instanceof Uint8Array ? Buffer.from(original).toString('base64') : value;
}
