import { chainHash } from '../crypto/audit-chain.ts';
import type { AuditHead } from '../crypto/formats.ts';
import { equalBytes, type KeyObject } from '../crypto/primitives.ts';
import type { Repositories } from '../database/database.ts';
import { headFrom, type SeenHead, seenLately } from './audit-head.ts';

/**
 * The last row that retention has removed, as the newest `audit.pruned` names it; null where nothing was removed.
 * SECURITY: also null where that row is not chained with the key of the present epoch: a log that merely lacks its beginning
 * must never pass for one that was shortened by policy.
 */
export async function attestedCut(audit: Repositories['audit'], auditKey: KeyObject): Promise<AuditHead | null> {
  const row = await audit.lastOf('audit.pruned');
  const cut = row?.targetId == null ? null : headFrom(row.targetId);
  if (row === null || cut === null || cut.sequence >= row.sequence) return null;
  const before = cut.sequence === row.sequence - 1 ? cut : await audit.find(row.sequence - 1);
  if (before === null || before.epoch !== row.epoch) return null;
  return equalBytes(chainHash(auditKey, before.hash, row), row.hash) ? cut : null;
}

/**
 * What a head that somebody has seen says of the log. `stored` is the hash of the row in its place. A head that is not newer than
 * the cut says nothing any more: its row is older than what is kept.
 * SECURITY: unless it was seen lately; whoever has the audit key can write that anything was removed by policy.
 */
export function standingOf(
  head: SeenHead,
  cut: AuditHead | null,
  stored: Uint8Array | undefined,
  now: number,
): 'holds' | 'tailCut' | 'pastRewritten' {
  const removed = cut !== null && head.sequence <= cut.sequence && head.epoch <= cut.epoch;
  if (removed && seenLately(head, now)) return 'pastRewritten';
  if (removed) return head.sequence < cut.sequence || equalBytes(head.hash, cut.hash) ? 'holds' : 'pastRewritten';
  if (stored === undefined) return 'tailCut';
  return equalBytes(head.hash, stored) ? 'holds' : 'pastRewritten';
}
