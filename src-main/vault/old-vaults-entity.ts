import { EntitySchema } from 'typeorm';
import { blob, integer, primary, text } from '../database/columns.ts';

/** A vault that a reset put away: every row of it as it was, sealed by keys that only its recovery code or password opens. */
export interface OldVaultRow {
  readonly id: string;
  readonly ownerId: string;
  readonly putAwayAt: number;
  readonly items: number;
  readonly sealed: Uint8Array;
}

export const oldVaultEntity = new EntitySchema<OldVaultRow>({
  name: 'old_vault',
  tableName: 'old_vaults',
  columns: {
    id: text('id', primary),
    ownerId: text('owner_id'),
    putAwayAt: integer('put_away_at'),
    items: integer(),
    sealed: blob(),
  },
});
