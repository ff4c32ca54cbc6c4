import { z } from 'zod';
import { limits } from '../../src-shared/limits.ts';
import { AppError } from '../../src-shared/errors.ts';
import { tagOf } from '../crypto/aead.ts';
import type { Randomness } from '../crypto/primitives.ts';
import { sealPart, type VaultCipher } from '../crypto/vault-keys.ts';
import { requireRoom } from './item-writes.ts';
import type { KeeperInput, KeeperOutput, Proposal, SealedItem, StoredRecord } from './keeper-protocol.ts';
import type { RecordEntry, RecordSummary } from './record-index.ts';
import { openIndexed } from './secret-part.ts';
import { decodeJson, encodeJson, toBase64, versionField } from './sealed-json.ts';
import type { VaultState } from './vault-state.ts';

const valueSchema = z.strictObject({ ...versionField, value: z.string() });

/**
 * Seals both parts of a record under the revision that its summary names.
 * SECURITY: under labels of their own, so that what a program has stored never passes for an item's fields.
 */
export function sealRecord(cipher: VaultCipher, summary: RecordSummary, value: string, random: Randomness) {
  const { id, revision, createdAt, updatedAt } = summary;
  const plain = encodeJson({ value });
  const secret = sealPart(cipher, 'record', id, revision, plain, random);
  plain.fill(0);
  const sealed = sealPart(cipher, 'record-summary', id, revision, encodeJson({ summary }), random);
  const entry: RecordEntry = { summary, secretTag: toBase64(tagOf(secret)) };
  const item: SealedItem = { id, revision, summary: sealed, secret, createdAt, updatedAt };
  return { entry, item };
}

/** The value of the record whose stored blob this is. Throws dataDamaged for any blob but the very one that the index names. */
export function openRecord(vault: VaultCipher, entry: RecordEntry, blob: Uint8Array): string {
  const plain = openIndexed(vault, 'record', entry, blob);
  try {
    return decodeJson(plain, valueSchema, 'record').value;
  } finally {
    plain.fill(0);
  }
}

export const openRecords = ({ cipher, index }: VaultState, { records }: KeeperInput<'openRecords'>): StoredRecord[] =>
  records.map(({ id, secret }) => {
    const entry = index.records.get(id);
    return { ...entry.summary, value: openRecord(cipher, entry, secret) };
  });

export function putRecord(state: VaultState, input: KeeperInput<'putRecord'>, random: Randomness): KeeperOutput<'putRecord'> {
  const { collection, key, value, expect, now } = input;
  const stored = state.index.records.find(collection, key);
  if (expect !== 'any' && expect !== (stored?.revision ?? 'absent')) throw new AppError('conflict', { what: 'record' });
  if (value.length > limits.recordMaxCharacters) throw new AppError('limitReached', { what: 'record' });
  if (stored === null) requireRoom(state, input.id);
  const made = { id: input.id, revision: 1, record: { collection, key }, createdAt: now, updatedAt: now };
  const summary = stored === null ? made : { ...stored, revision: stored.revision + 1, updatedAt: now };
  const { entry, item } = sealRecord(state.cipher, summary, value, random);
  return { commit: state.proposeChange({ upserts: [entry], removals: [] }, [item]), result: summary };
}

export function removeRecord(state: VaultState, { collection, key, expect }: KeeperInput<'removeRecord'>): Proposal<RecordSummary> {
  const stored = state.index.records.find(collection, key);
  if (stored === null) throw new AppError('notFound', { what: 'record' });
  if (expect !== 'any' && expect !== stored.revision) throw new AppError('conflict', { what: 'record' });
  return { commit: state.proposeChange({ upserts: [], removals: [stored.id] }, []), result: stored };
}
