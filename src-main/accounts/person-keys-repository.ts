import type { EntityManager } from 'typeorm';
import type { PersonKeys } from '../crypto/formats.ts';
import { personKeysEntity } from './person-keys-entity.ts';

export function createPersonKeysRepository(manager: EntityManager) {
  const rows = manager.getRepository(personKeysEntity);
  return {
    find: (ownerId: string): Promise<PersonKeys | null> => rows.findOneBy({ ownerId }),
    replace: async (ownerId: string, keys: PersonKeys): Promise<void> => void (await rows.update({ ownerId }, keys)),
    remove: async (ownerId: string): Promise<void> => void (await rows.delete({ ownerId })),
    insert: async (keys: PersonKeys): Promise<void> => void (await rows.insert(keys)),
  };
}
