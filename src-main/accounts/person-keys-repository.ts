import type { EntityManager } from 'typeorm';
import type { PersonKeys } from '../crypto/formats.ts';
import { personKeysEntity } from './person-keys-entity.ts';

export function createPersonKeysRepository(manager: EntityManager) {
  const rows = manager.getRepository(personKeysEntity);
  return {
    find: (ownerId: string): Promise<PersonKeys | null> => rows.findOneBy({ ownerId }),
    insert: async (keys: PersonKeys): Promise<void> => void (await rows.insert(keys)),
  };
}
