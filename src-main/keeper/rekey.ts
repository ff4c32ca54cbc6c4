import { AppError } from '../../src-shared/errors.ts';
import { resealPersonKeys } from '../crypto/person-keys.ts';
import { vaultCipher } from '../crypto/vault-keys.ts';
import { sealItem } from './item-writes.ts';
import type { KeeperParts } from './keeper-logic.ts';
import { createSlots, sealWhole } from './keeper-opening.ts';
import type { KeeperInput, KeeperOutput, SealedItem } from './keeper-protocol.ts';
import { isRecord } from './record-index.ts';
import { openRecord, sealRecord } from './record-part.ts';
import { openSecret } from './secret-part.ts';
import { VaultIndex } from './vault-index.ts';
import type { VaultState } from './vault-state.ts';

const vaultKeyBytes = 32;

/**
 * The whole vault under a new key. Revisions stay as they are: no key of a part is ever used for two plaintexts, since every
 * one of them comes from the new vault key.
 */
export async function rekeyVault(parts: KeeperParts, state: VaultState, input: KeeperInput<'rekey'>): Promise<KeeperOutput<'rekey'>> {
  const { random, newId } = parts;
  const { installationId } = state;
  const { ownerId } = state.cipher;
  const vaultKey = random(vaultKeyBytes);
  const slots = await createSlots({ ...parts, installationId, ownerId }, { ...input, vaultKey });
  const cipher = vaultCipher(ownerId, vaultKey);
  vaultKey.fill(0);
  const secrets = new Map(input.secrets.map(({ id, secret }) => [id, secret]));
  const index = new VaultIndex();
  const items: SealedItem[] = [];
  for (const entry of state.index.all()) {
    const secret = secrets.get(entry.summary.id);
    if (secret === undefined) throw new AppError('dataDamaged', { what: isRecord(entry) ? 'record' : 'item' });
    const sealed = isRecord(entry)
      ? sealRecord(cipher, entry.summary, openRecord(state.cipher, entry, secret), random)
      : sealItem(cipher, { summary: entry.summary, content: openSecret(state.cipher, entry, secret) }, entry.values, random);
    index.apply({ upserts: [sealed.entry], removals: [] });
    items.push(sealed.item);
  }
  index.apply({ upserts: [], removals: [...state.index.tombstones()] });
  const { witnessed } = state.head;
  const { vault } = sealWhole(cipher, { generation: state.nextGeneration, snapshotId: newId(), index, witnessed }, random);
  return { ...slots, keys: resealPersonKeys(state.cipher, cipher, state.keys, random), vault, items };
}
