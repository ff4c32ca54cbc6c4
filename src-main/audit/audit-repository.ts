import type { EntityManager } from 'typeorm';
import type { AuditRecord } from '../crypto/formats.ts';
import { auditEntity, witnessEntity, type WitnessRow } from './audit-entity.ts';

/** Raw SQL: the log is the longest table, and pages of it are read often. */
const columns =
  'sequence, epoch, at, actor_id AS "actorId", action, target_kind AS "targetKind", target_id AS "targetId", outcome, client, detail, hash';
const newest = Number.MAX_SAFE_INTEGER;

/** The append-only log. `before` is a sequence number; null starts at the newest row. */
export function createAuditRepository(manager: EntityManager) {
  const query = (rest: string, values: readonly unknown[]): Promise<AuditRecord[]> =>
    manager.query(`SELECT ${columns} FROM audit ${rest}`, [...values]);
  return {
    append: async (row: AuditRecord): Promise<void> => void (await manager.getRepository(auditEntity).insert(row)),
    last: async (): Promise<AuditRecord | null> => (await query('ORDER BY sequence DESC LIMIT 1', []))[0] ?? null,
    find: async (sequence: number): Promise<AuditRecord | null> => (await query('WHERE sequence = ?', [sequence]))[0] ?? null,
    range: (from: number, limit: number): Promise<AuditRecord[]> => query('WHERE sequence >= ? ORDER BY sequence LIMIT ?', [from, limit]),
    firstOfEpoch: async (epoch: number): Promise<AuditRecord | null> =>
      (await query('WHERE epoch = ? ORDER BY sequence LIMIT 1', [epoch]))[0] ?? null,
    /** What the person did, and what was done to the account. */
    own: (ownerId: string, before: number | null, limit: number): Promise<AuditRecord[]> =>
      query('WHERE (actor_id = ? OR target_id = ?) AND sequence < ? ORDER BY sequence DESC LIMIT ?', [
        ownerId,
        ownerId,
        before ?? newest,
        limit,
      ]),
    everyone: (before: number | null, limit: number): Promise<AuditRecord[]> =>
      query('WHERE sequence < ? ORDER BY sequence DESC LIMIT ?', [before ?? newest, limit]),
    saveWitness: async (row: WitnessRow): Promise<void> => void (await manager.getRepository(witnessEntity).upsert(row, ['ownerId'])),
    findWitness: (ownerId: string): Promise<WitnessRow | null> => manager.getRepository(witnessEntity).findOneBy({ ownerId }),
  };
}
