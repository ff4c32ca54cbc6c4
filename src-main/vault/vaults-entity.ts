import { EntitySchema } from 'typeorm';
import { blob, integer, primary, text } from '../database/columns.ts';
import type { SealedItem } from '../keeper/keeper-protocol.ts';

export interface VaultRow {
  readonly ownerId: string;
  readonly generation: number;
  readonly snapshotId: string;
  readonly snapshot: Uint8Array;
  readonly head: Uint8Array;
}

export const vaultEntity = new EntitySchema<VaultRow>({
  name: 'vault',
  tableName: 'vaults',
  columns: { ownerId: text('owner_id', primary), generation: integer(), snapshotId: text('snapshot_id'), snapshot: blob(), head: blob() },
});

export interface VaultChangeRow {
  readonly ownerId: string;
  readonly generation: number;
  readonly blob: Uint8Array;
}

export const vaultChangeEntity = new EntitySchema<VaultChangeRow>({
  name: 'vault_change',
  tableName: 'vault_changes',
  columns: { ownerId: text('owner_id', primary), generation: integer('generation', primary), blob: blob() },
});

export type ItemRow = SealedItem & { readonly ownerId: string };

export const itemEntity = new EntitySchema<ItemRow>({
  name: 'item',
  tableName: 'items',
  columns: {
    id: text('id', primary),
    ownerId: text('owner_id'),
    revision: integer(),
    summary: blob(),
    secret: blob(),
    createdAt: integer('created_at'),
    updatedAt: integer('updated_at'),
  },
});
