import { EntitySchema } from 'typeorm';
import { blob, integer, nullable, primary, text } from '../database/columns.ts';

/** What one person was told; only that person's keeper reads what it says. */
export interface NotificationRow {
  readonly id: string;
  readonly ownerId: string;
  readonly createdAt: number;
  readonly readAt: number | null;
  /** To the person's drop-box key. */
  readonly sealed: Uint8Array;
}

export const notificationEntity = new EntitySchema<NotificationRow>({
  name: 'notification',
  tableName: 'notifications',
  columns: {
    id: text('id', primary),
    ownerId: text('owner_id'),
    createdAt: integer('created_at'),
    readAt: integer('read_at', nullable),
    sealed: blob(),
  },
});
