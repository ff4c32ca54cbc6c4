import { type EntityManager, In } from 'typeorm';
import { pictureEntity } from './pictures-entity.ts';

export function createPicturesRepository(manager: EntityManager) {
  const rows = manager.getRepository(pictureEntity);
  return {
    find: async (ownerId: string): Promise<string | null> => (await rows.findOneBy({ ownerId }))?.data ?? null,
    findMany: async (ownerIds: readonly string[]): Promise<ReadonlyMap<string, string>> =>
      new Map((await rows.findBy({ ownerId: In([...ownerIds]) })).map((row) => [row.ownerId, row.data])),
    save: async (ownerId: string, data: string | null): Promise<void> =>
      void (data === null ? await rows.delete({ ownerId }) : await rows.upsert({ ownerId, data }, ['ownerId'])),
  };
}
