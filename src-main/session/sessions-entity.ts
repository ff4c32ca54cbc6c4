import { EntitySchema } from 'typeorm';
import type { Sender } from '../host.ts';
import { integer, nullable, primary, text } from '../database/columns.ts';

/** A signed-in desktop window, terminal or program; it survives a restart, locked. */
export interface SessionRow {
  readonly id: string;
  readonly ownerId: string;
  readonly kind: Sender['kind'];
  readonly client: string;
  readonly createdAt: number;
  readonly lastActivityAt: number;
  readonly idleExpiresAt: number;
  readonly expiresAt: number;
  readonly revokedAt: number | null;
}

export const sessionEntity = new EntitySchema<SessionRow>({
  name: 'session',
  tableName: 'sessions',
  columns: {
    id: text('id', primary),
    ownerId: text('owner_id'),
    kind: text(),
    client: text(),
    createdAt: integer('created_at'),
    lastActivityAt: integer('last_activity_at'),
    idleExpiresAt: integer('idle_expires_at'),
    expiresAt: integer('expires_at'),
    revokedAt: integer('revoked_at', nullable),
  },
});
