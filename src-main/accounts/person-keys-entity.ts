import { EntitySchema } from 'typeorm';
import type { PersonKeys } from '../crypto/formats.ts';
import { blob, primary, text } from '../database/columns.ts';

export const personKeysEntity = new EntitySchema<PersonKeys>({
  name: 'person_keys',
  columns: {
    ownerId: text('owner_id', primary),
    dropBoxPublic: blob('drop_box_public'),
    dropBoxPrivate: blob('drop_box_private'),
    identityPublic: blob('identity_public'),
    identityPrivate: blob('identity_private'),
  },
});
