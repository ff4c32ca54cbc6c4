import { setImmediate as nextTask } from 'node:timers/promises';
import { type AuditReport, everything } from '../../src-shared/audit.ts';
import { chainHash, genesisHash } from '../crypto/audit-chain.ts';
import type { AuditHead, AuditRecord } from '../crypto/formats.ts';
import { equalBytes, type KeyObject } from '../crypto/primitives.ts';
import type { Repositories } from '../database/database.ts';
import { attestedCut, standingOf } from './attested-cut.ts';
import type { SeenHead } from './audit-head.ts';

type Problem = NonNullable<AuditReport['problem']>;
type Audit = Repositories['audit'];

export interface ChainKeys {
  readonly auditKey: KeyObject;
  readonly installationId: string;
}

export interface Walk {
  /** How many hold. */
  readonly rows: number;
  readonly problem: Problem | null;
  readonly firstSequence: number;
  readonly lostEpochs: number;
  readonly cut: AuditHead | null;
}

const batch = 500;

/**
 * Walks the log in batches, from its beginning or from where retention has cut it. The rows of earlier epochs have lost their key,
 * so only their order is checked; those of the present one must chain from its genesis.
 */
export async function walkChain(audit: Audit, keys: ChainKeys, onRows: (rows: number) => void = () => undefined): Promise<Walk> {
  const [first, last, cut] = [await audit.first(), await audit.last(), await attestedCut(audit, keys.auditKey)];
  const firstSequence = first?.sequence ?? 0;
  const told = { firstSequence, lostEpochs: (last?.epoch ?? 0) - (first?.epoch ?? 0), cut };
  // SECURITY: what was removed can't be there again; nothing would vouch for it.
  if (cut !== null && firstSequence <= cut.sequence)
    return { rows: 0, problem: { code: 'rowChanged', sequence: firstSequence, since: null }, ...told };
  let previous: AuditHead | null = cut;
  let [rows, since]: [number, number | null] = [0, null];
  const end = last?.sequence ?? 0;
  while ((previous?.sequence ?? 0) < end) {
    const part = (await audit.range((previous?.sequence ?? 0) + 1, batch)).filter((row) => row.sequence <= end);
    if (part.length === 0) break;
    for (const row of part) {
      const code = problemOf(keys, previous, row, last?.epoch ?? row.epoch);
      if (code !== null) return { rows, problem: { code, sequence: row.sequence, since }, ...told };
      previous = row;
      since = row.at;
      rows += 1;
    }
    onRows(rows);
    // The window must stay responsive while a long log is walked.
    await nextTask();
  }
  return { rows, problem: null, ...told };
}

/** Whether this row follows `previous`, which is null at the very beginning. */
export function problemOf(
  { auditKey, installationId }: ChainKeys,
  previous: AuditHead | null,
  row: AuditRecord,
  presentEpoch: number,
): 'rowChanged' | 'rowMissing' | null {
  if (row.sequence !== (previous?.sequence ?? 0) + 1) return 'rowMissing';
  const previousEpoch = previous?.epoch ?? row.epoch;
  if (row.epoch < previousEpoch || row.epoch > previousEpoch + 1) return 'rowChanged';
  if (row.epoch !== presentEpoch) return null;
  const before = previous !== null && previous.epoch === row.epoch ? previous.hash : genesisHash(installationId, row.epoch);
  return equalBytes(chainHash(auditKey, before, row), row.hash) ? null : 'rowChanged';
}

/** The first of the heads that somebody has seen which the log doesn't hold any more as of `now`. */
export async function contradiction(
  audit: Audit,
  { cut, now }: { cut: AuditHead | null; now: number },
  seen: readonly (SeenHead | null)[],
): Promise<Problem | null> {
  for (const head of seen) {
    if (head === null) continue;
    const code = standingOf(head, cut, (await audit.find(head.sequence))?.hash, now);
    if (code === 'holds') continue;
    const [before] = await audit.page(everything, { from: 1, to: head.sequence - 1 }, 1);
    return { code, sequence: head.sequence, since: before?.at ?? null };
  }
  return null;
}
