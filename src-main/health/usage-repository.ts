import type { EntityManager } from 'typeorm';
import type { AuditAction } from '../audit/audit-actions.ts';

/** What counts as a use: a value was looked at, taken along or handed to a program. */
export const usingActions = ['item.revealed', 'item.copied', 'item.codeCopied', 'secret.used'] as const satisfies readonly AuditAction[];

export interface UsageRow {
  readonly at: number;
  readonly action: string;
  readonly client: string;
  /** Of a program that had a grant: its key. */
  readonly detail: string | null;
}

const actions = usingActions.map((action) => `'${action}'`).join(', ');
const used = `action IN (${actions}) AND outcome = 'ok'`;

/**
 * Uses of items as the log has them; times in epoch milliseconds. Raw SQL: the log is the longest table.
 * An item that was used a hundred thousand times costs no more than one that was used once: the index is entered anew for each item.
 */
export function createUsageRepository(manager: EntityManager) {
  return {
    /** The newest first. */
    async of(ownerId: string, itemId: string, limit: number): Promise<UsageRow[]> {
      const one = (): string =>
        `SELECT * FROM (SELECT at, action, client, detail, sequence FROM audit INDEXED BY by_actor_id_item_at
         WHERE actor_id = ? AND target_id = ? AND target_kind = 'item' AND action = ? AND outcome = 'ok' ORDER BY at DESC LIMIT ?)`;
      const rows: UsageRow[] = await manager.query(
        `SELECT at, action, client, detail FROM (${usingActions.map(one).join(' UNION ALL ')}) AS uses ORDER BY at DESC, sequence DESC LIMIT ?`,
        [...usingActions.flatMap((action) => [ownerId, itemId, action, limit]), limit],
      );
      return rows;
    },
    /** Every item of which a use is known. */
    async usedItems(ownerId: string): Promise<string[]> {
      const next = (after: string): string =>
        `SELECT min(target_id) FROM audit INDEXED BY by_actor_id_item_at WHERE actor_id = ? AND target_kind = 'item' ${after}`;
      const rows: { id: string }[] = await manager.query(
        `WITH RECURSIVE items(id) AS (
           SELECT (${next('')}) UNION ALL SELECT (${next('AND target_id > items.id')}) FROM items WHERE items.id IS NOT NULL
         ) SELECT id FROM items WHERE id IS NOT NULL AND EXISTS (
           SELECT 1 FROM audit INDEXED BY by_actor_id_item_at
           WHERE actor_id = ? AND target_id = items.id AND target_kind = 'item' AND ${used})`,
        [ownerId, ownerId, ownerId],
      );
      return rows.map(({ id }) => id);
    },
  };
}
