import type { EntityManager } from 'typeorm';
import type { AuditFilter } from '../../src-shared/audit.ts';
import type { AuditRecord } from '../crypto/formats.ts';
import type { AuditAction } from './audit-actions.ts';
import { auditEntity, witnessEntity, type WitnessRow } from './audit-entity.ts';

/** Both ends belong to it. */
export interface Sequences {
  readonly from: number;
  readonly to: number;
}

export interface NamedWitness extends WitnessRow {
  readonly name: string;
  readonly identityPublic: Uint8Array;
}

/** Raw SQL: the log is the longest table, and pages of it are read often. */
const columns =
  'sequence, epoch, at, actor_id AS "actorId", action, target_kind AS "targetKind", target_id AS "targetId", outcome, client, detail, hash';
/** How far a clock may have been set back before rows slip out of a range of times. */
const disorderMilliseconds = 7 * 86_400_000;

/** The append-only log; `sequence` is its key, and counts without gaps. */
export function createAuditRepository(manager: EntityManager) {
  const query = (rest: string, values: readonly unknown[]): Promise<AuditRecord[]> =>
    manager.query(`SELECT ${columns} FROM audit ${rest}`, [...values]);
  const numberFrom = async (sql: string, values: readonly number[]): Promise<number | null> => {
    const [row]: { found: number | null }[] = await manager.query(sql, [...values]);
    return row?.found ?? null;
  };
  /** The time of the newest row that has this time or an earlier one; null where there is none. */
  const newestTime = (until: number): Promise<number | null> =>
    numberFrom('SELECT at AS found FROM audit WHERE at <= ? ORDER BY at DESC LIMIT 1', [until]);
  return {
    append: async (row: AuditRecord): Promise<void> => void (await manager.getRepository(auditEntity).insert(row)),
    first: async (): Promise<AuditRecord | null> => (await query('ORDER BY sequence LIMIT 1', []))[0] ?? null,
    last: async (): Promise<AuditRecord | null> => (await query('ORDER BY sequence DESC LIMIT 1', []))[0] ?? null,
    find: async (sequence: number): Promise<AuditRecord | null> => (await query('WHERE sequence = ?', [sequence]))[0] ?? null,
    range: (from: number, limit: number): Promise<AuditRecord[]> => query('WHERE sequence >= ? ORDER BY sequence LIMIT ?', [from, limit]),
    /** The row that began this epoch after the key of the one before was lost. */
    startOfEpoch: async (epoch: number): Promise<AuditRecord | null> =>
      (await query("WHERE action = 'audit.epochStarted' AND epoch = ? ORDER BY sequence LIMIT 1", [epoch]))[0] ?? null,
    lastOf: async (action: AuditAction): Promise<AuditRecord | null> =>
      (await query('WHERE action = ? ORDER BY sequence DESC LIMIT 1', [action]))[0] ?? null,
    newestTime,
    removeRange: async ({ from, to }: Sequences): Promise<void> =>
      void (await manager.query('DELETE FROM audit WHERE sequence >= ? AND sequence <= ?', [from, to])),

    /** Newest first: what the filter lets through within these sequences. */
    page: (filter: AuditFilter, within: Sequences, limit: number): Promise<AuditRecord[]> => {
      const { sql, values } = pageQuery(filter, within, limit);
      return manager.query(sql, [...values]);
    },

    /**
     * The sequences between which all rows of these times lie, whose times are to be compared all the same; null where none does.
     * Rows are in the order of their times but where the clock was set back; by up to a week is allowed for.
     */
    async within(from: number, to: number): Promise<Sequences | null> {
      const earliest = await numberFrom('SELECT at AS found FROM audit WHERE at >= ? ORDER BY at LIMIT 1', [from]);
      const latest = await newestTime(to);
      if (earliest === null || latest === null) return null;
      const among = (which: string): string =>
        `SELECT ${which}(sequence) AS found FROM audit INDEXED BY by_at_sequence WHERE at >= ? AND at <= ?`;
      const first = await numberFrom(among('min'), [earliest, earliest + disorderMilliseconds]);
      const last = await numberFrom(among('max'), [latest - disorderMilliseconds, latest]);
      return first === null || last === null ? null : { from: first, to: last };
    },

    async hashes(sequences: readonly number[]): Promise<ReadonlyMap<number, Uint8Array>> {
      const marks = sequences.map(() => '?').join(', ');
      const rows: { sequence: number; hash: Uint8Array }[] = await manager.query(
        `SELECT sequence, hash FROM audit WHERE sequence IN (${marks})`,
        [...sequences],
      );
      return new Map(rows.map(({ sequence, hash }) => [sequence, hash]));
    },
    /** In order of their owners' ids, after this one. */
    witnesses: (after: string, limit: number): Promise<NamedWitness[]> =>
      manager.query(
        `SELECT w.owner_id AS "ownerId", w.epoch, w.sequence, w.hash, w.signature, w.at,
          a.display_name AS name, a.identity_public AS "identityPublic"
        FROM audit_witnesses w JOIN accounts a ON a.id = w.owner_id WHERE w.owner_id > ? ORDER BY w.owner_id LIMIT ?`,
        [after, limit],
      ),
    removeWitness: async (ownerId: string): Promise<void> => void (await manager.getRepository(witnessEntity).delete({ ownerId })),
    saveWitness: async (row: WitnessRow): Promise<void> => void (await manager.getRepository(witnessEntity).upsert(row, ['ownerId'])),
    findWitness: (ownerId: string): Promise<WitnessRow | null> => manager.getRepository(witnessEntity).findOneBy({ ownerId }),
  };
}

interface Query {
  readonly sql: string;
  readonly values: readonly unknown[];
}

/**
 * One scan down an index that ends after `limit` rows. Which index is said here, because no statistics tell the planner that
 * failures are rare; a person's rows come of two such scans, as one with OR would sort the whole history.
 */
export function pageQuery({ personId, action, outcome, from, to }: AuditFilter, within: Sequences, limit: number): Query {
  const wanted: (readonly [condition: string, value: unknown])[] = [
    ['sequence >= ?', within.from],
    ['sequence <= ?', within.to],
  ];
  if (action !== null) wanted.push(['action = ?', action]);
  if (outcome !== null) wanted.push(['outcome = ?', outcome]);
  if (from !== null) wanted.push(['at >= ?', from]);
  if (to !== null) wanted.push(['at <= ?', to]);
  const scan = (index: string, all: typeof wanted): Query => ({
    sql: `SELECT ${columns} FROM audit ${index} WHERE ${all.map(([condition]) => condition).join(' AND ')} ORDER BY sequence DESC LIMIT ?`,
    values: [...all.map(([, value]) => value), limit],
  });
  if (personId === null) return scan(leadingIndex(action, outcome), wanted);
  const did = scan('INDEXED BY by_actor_id_sequence', [['actor_id = ?', personId], ...wanted]);
  const met = scan('INDEXED BY by_target_id_sequence', [['target_id = ?', personId], ...wanted]);
  return {
    sql: `SELECT * FROM (${did.sql}) AS did UNION SELECT * FROM (${met.sql}) AS met ORDER BY sequence DESC LIMIT ?`,
    values: [...did.values, ...met.values, limit],
  };
}

function leadingIndex(action: string | null, outcome: AuditFilter['outcome']): string {
  if (outcome !== null && (outcome !== 'ok' || action === null)) return 'INDEXED BY by_outcome_sequence';
  return action === null ? '' : 'INDEXED BY by_action_sequence';
}
