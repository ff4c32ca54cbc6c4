import { EntitySchema } from 'typeorm';
import { blob, integer, primary, text } from '../database/columns.ts';

/** The one row that holds what the administrators have decided. */
export interface PolicyRow {
  readonly id: string;
  /** JSON: the policy and the kill switch. */
  readonly value: string;
  readonly changedAt: number;
  readonly mac: Uint8Array;
}

export const policyEntity = new EntitySchema<PolicyRow>({
  name: 'policy',
  columns: { id: text('id', primary), value: text(), changedAt: integer('changed_at'), mac: blob() },
});
