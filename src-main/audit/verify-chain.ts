import { setImmediate as nextTask } from 'node:timers/promises';
import type { AuditReport } from '../../src-shared/models.ts';
import { chainHash, genesisHash } from '../crypto/audit-chain.ts';
import type { AuditHead, AuditRecord } from '../crypto/formats.ts';
import { equalBytes } from '../crypto/primitives.ts';
import type { Repositories } from '../database/database.ts';

type Problem = NonNullable<AuditReport['problem']>;

const batch = 1000;

/**
 * Walks the log in batches. The rows of earlier epochs have lost their key, so only their order is checked; those of the
 * present one must chain from its genesis. Then every head that somebody has seen must still be in the log.
 */
export async function verifyChain(
  audit: Repositories['audit'],
  keys: { readonly auditKey: Uint8Array; readonly installationId: string },
  seen: readonly (AuditHead | null)[],
): Promise<{ rows: number; problem: Problem | null }> {
  const last = await audit.last();
  let previous: AuditRecord | null = null;
  let rows = 0;
  while (rows < (last?.sequence ?? 0)) {
    const part = await audit.range(rows + 1, batch);
    if (part.length === 0) break;
    for (const row of part) {
      if (last !== null && row.sequence > last.sequence) break;
      const code = problemOf(keys, previous, row, last?.epoch ?? 1);
      if (code !== null) return { rows, problem: { code, sequence: row.sequence } };
      previous = row;
      rows = row.sequence;
    }
    // The window must stay responsive while a long log is walked.
    await nextTask();
  }
  return { rows, problem: await contradiction(audit, seen, rows) };
}

function problemOf(
  { auditKey, installationId }: { auditKey: Uint8Array; installationId: string },
  previous: AuditRecord | null,
  row: AuditRecord,
  presentEpoch: number,
): Problem['code'] | null {
  if (row.sequence !== (previous?.sequence ?? 0) + 1) return 'rowMissing';
  const previousEpoch = previous?.epoch ?? row.epoch;
  if (row.epoch < previousEpoch || row.epoch > previousEpoch + 1) return 'rowChanged';
  if (row.epoch !== presentEpoch) return null;
  const before = previous !== null && previous.epoch === row.epoch ? previous.hash : genesisHash(installationId, row.epoch);
  return equalBytes(chainHash(auditKey, before, row), row.hash) ? null : 'rowChanged';
}

async function contradiction(audit: Repositories['audit'], seen: readonly (AuditHead | null)[], rows: number): Promise<Problem | null> {
  for (const head of seen) {
    if (head === null) continue;
    if (head.sequence > rows) return { code: 'tailCut', sequence: head.sequence };
    const row = await audit.find(head.sequence);
    if (row === null || !equalBytes(row.hash, head.hash)) return { code: 'pastRewritten', sequence: head.sequence };
  }
  return null;
}
