import { EntitySchema } from 'typeorm';
import type { DestructiveAct } from '../../src-shared/people.ts';
import { blob, integer, primary, text } from '../database/columns.ts';

/** A destructive act that waits for a second administrator. */
export interface AdminRequestRow {
  readonly id: string;
  readonly act: DestructiveAct;
  /** The account it is about. */
  readonly ownerId: string;
  readonly requestedBy: string;
  readonly requestedAt: number;
  readonly expiresAt: number;
  /** Over all of it, or SQL could ask in another administrator's name. */
  readonly mac: Uint8Array;
}

export const adminRequestEntity = new EntitySchema<AdminRequestRow>({
  name: 'admin_request',
  tableName: 'admin_requests',
  columns: {
    id: text('id', primary),
    act: text(),
    ownerId: text('owner_id'),
    requestedBy: text('requested_by'),
    requestedAt: integer('requested_at'),
    expiresAt: integer('expires_at'),
    mac: blob(),
  },
});
