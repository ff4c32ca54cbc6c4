import { z } from 'zod';
import { AppError } from '../../src-shared/errors.ts';
import type { SeenHead } from '../audit/audit-head.ts';
import { equalBytes, type Randomness, sha256 } from '../crypto/primitives.ts';
import { openPart, sealPart, type VaultCipher } from '../crypto/vault-keys.ts';
import type { VaultRows } from './keeper-protocol.ts';
import { decodeJson, encodeJson, fromBase64, toBase64, versionField } from './sealed-json.ts';
import { entriesVersion, entriesVersions, type IndexChange, indexEntrySchema, sealedEntry, VaultIndex } from './vault-index.ts';

/** The sealed head: which snapshot and which last change make up the vault, and what its owner has seen of the audit log. */
export interface VaultHead {
  readonly generation: number;
  /** SHA-256 of the last change's blob, or of the snapshot's where there is no change since. */
  readonly lastHash: Uint8Array;
  readonly snapshotId: string;
  readonly snapshotHash: Uint8Array;
  readonly witnessed: SeenHead | null;
}

const witnessSchema = z.strictObject({
  ...{ epoch: z.number(), sequence: z.number(), hash: z.string() },
  /**
   * When it was sealed, epoch milliseconds. An earlier format didn't say: such a witness counts as old. Counted as young, it would
   * call every honest removal a rewritten past, for good, since its vault would never seal another one. As it is, the doubt ends at
   * its owner's next sign-in; until then the time beside the owner's signature (`audit_witnesses`) speaks.
   * SECURITY: only the owner's keeper can seal one, and an older one that is put back is dataOlderThanSeen.
   */
  at: z.number().default(0),
});
const headSchema = z.strictObject({
  ...versionField,
  generation: z.number(),
  lastHash: z.string(),
  snapshotId: z.string(),
  snapshotHash: z.string(),
  witnessed: witnessSchema.nullable(),
});
const snapshotSchema = z.strictObject({ v: entriesVersions, entries: z.array(indexEntrySchema), tombstones: z.array(z.string()) });
const changeSchema = z.strictObject({
  v: entriesVersions,
  generation: z.number(),
  previousHash: z.string(),
  upserts: z.array(indexEntrySchema),
  removals: z.array(z.string()),
});

/** The snapshot has no place among the generations: its id alone names it. */
const snapshotRevision = 0;

export function sealHead(vault: VaultCipher, head: VaultHead, random: Randomness): Uint8Array {
  const { generation, snapshotId, witnessed } = head;
  const body = {
    ...{ generation, snapshotId },
    lastHash: toBase64(head.lastHash),
    snapshotHash: toBase64(head.snapshotHash),
    witnessed:
      witnessed === null
        ? null
        : { epoch: witnessed.epoch, sequence: witnessed.sequence, hash: toBase64(witnessed.hash), at: witnessed.at },
  };
  return sealPart(vault, 'head', vault.ownerId, generation, encodeJson(body), random);
}

export function sealSnapshot(vault: VaultCipher, id: string, index: VaultIndex, random: Randomness): Uint8Array {
  const entries = index.all();
  const body = { entries: entries.map(sealedEntry), tombstones: [...index.tombstones()] };
  return sealPart(vault, 'snapshot', id, snapshotRevision, encodeJson(body, entriesVersion), random);
}

export function sealChange(
  vault: VaultCipher,
  generation: number,
  previousHash: Uint8Array,
  change: IndexChange,
  random: Randomness,
): Uint8Array {
  const { upserts, removals } = change;
  const body = { generation, previousHash: toBase64(previousHash), upserts: upserts.map(sealedEntry), removals };
  return sealPart(vault, 'change', vault.ownerId, generation, encodeJson(body, entriesVersion), random);
}

/**
 * Opens head, snapshot and changes, and checks every link between them. A gap, a swap, a cut tail or a missing part is
 * dataDamaged with what is wrong; nothing is ever rebuilt from what is left. Also throws dataFromNewerVersion.
 */
export function openLog(vault: VaultCipher, rows: VaultRows): { head: VaultHead; index: VaultIndex } {
  const head = openHead(vault, rows);
  const snapshotHash = sha256(rows.snapshot);
  if (head.snapshotId !== rows.snapshotId || !equalBytes(head.snapshotHash, snapshotHash)) throw damaged('snapshot');
  const index = new VaultIndex();
  const plain = named('snapshot', () => openPart(vault, 'snapshot', rows.snapshotId, snapshotRevision, rows.snapshot));
  const { entries, tombstones } = decodeJson(plain, snapshotSchema, 'snapshot', entriesVersion);
  index.apply({ upserts: entries, removals: tombstones });
  let lastHash = snapshotHash;
  for (const { generation, blob } of rows.changes) {
    if (generation > head.generation) throw damaged('changes');
    const bytes = named('changes', () => openPart(vault, 'change', vault.ownerId, generation, blob));
    const change = decodeJson(bytes, changeSchema, 'changes', entriesVersion);
    if (change.generation !== generation || !equalBytes(fromBase64(change.previousHash), lastHash)) throw damaged('changes');
    index.apply(change);
    lastHash = sha256(blob);
  }
  if (!equalBytes(lastHash, head.lastHash)) throw damaged('changes');
  return { head, index };
}

function openHead(vault: VaultCipher, rows: VaultRows): VaultHead {
  const plain = named('head', () => openPart(vault, 'head', vault.ownerId, rows.generation, rows.head));
  const { generation, snapshotId, lastHash, snapshotHash, witnessed } = decodeJson(plain, headSchema, 'head');
  if (generation !== rows.generation) throw damaged('head');
  return {
    ...{ generation, snapshotId },
    lastHash: fromBase64(lastHash),
    snapshotHash: fromBase64(snapshotHash),
    witnessed: witnessed === null ? null : { ...witnessed, hash: fromBase64(witnessed.hash) },
  };
}

const damaged = (what: string): AppError => new AppError('dataDamaged', { what });

/** The same failure, saying which part of the vault it is about. */
function named<T>(what: string, task: () => T): T {
  try {
    return task();
  } catch (error) {
    throw error instanceof AppError ? new AppError(error.code, { what }) : error;
  }
}
