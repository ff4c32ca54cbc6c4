import { EntitySchema } from 'typeorm';
import type { AuditHead, AuditRecord } from '../crypto/formats.ts';
import { blob, integer, nullable, primary, text } from '../database/columns.ts';

export const auditEntity = new EntitySchema<AuditRecord>({
  name: 'audit',
  columns: {
    sequence: integer('sequence', primary),
    epoch: integer(),
    at: integer(),
    actorId: text('actor_id', nullable),
    action: text(),
    targetKind: text('target_kind', nullable),
    targetId: text('target_id', nullable),
    outcome: text(),
    client: text(),
    detail: text('detail', nullable),
    hash: blob(),
  },
});

/** The newest head that a person's keeper has seen, signed with the person's identity key. */
export interface WitnessRow extends AuditHead {
  readonly ownerId: string;
  readonly signature: Uint8Array;
  readonly at: number;
}

export const witnessEntity = new EntitySchema<WitnessRow>({
  name: 'audit_witness',
  tableName: 'audit_witnesses',
  columns: { ownerId: text('owner_id', primary), epoch: integer(), sequence: integer(), hash: blob(), signature: blob(), at: integer() },
});
