import { EntitySchema } from 'typeorm';
import { primary, text } from '../database/columns.ts';

/** A person's picture on the login screen, apart from the account so that lists of people stay small. */
export interface PictureRow {
  readonly ownerId: string;
  /** A data URL. */
  readonly data: string;
}

export const pictureEntity = new EntitySchema<PictureRow>({
  name: 'picture',
  tableName: 'pictures',
  columns: { ownerId: text('owner_id', primary), data: text() },
});
