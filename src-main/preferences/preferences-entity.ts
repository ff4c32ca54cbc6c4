import { EntitySchema } from 'typeorm';
import { primary, text } from '../database/columns.ts';

export interface PreferenceRow {
  readonly ownerId: string;
  readonly key: string;
  /** JSON. */
  readonly value: string;
}

export const preferenceEntity = new EntitySchema<PreferenceRow>({
  name: 'preference',
  tableName: 'preferences',
  columns: { ownerId: text('owner_id', primary), key: text('key', primary), value: text() },
});
