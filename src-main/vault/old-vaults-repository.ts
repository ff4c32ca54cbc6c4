import type { EntityManager } from 'typeorm';
import type { OldVault } from '../../src-shared/people.ts';
import { oldVaultEntity, type OldVaultRow } from './old-vaults-entity.ts';

/** Vaults that resets put away. */
export function createOldVaultsRepository(manager: EntityManager) {
  const rows = manager.getRepository(oldVaultEntity);
  return {
    insert: async (row: OldVaultRow): Promise<void> => void (await rows.insert(row)),
    list: (ownerId: string): Promise<OldVault[]> =>
      rows.find({ where: { ownerId }, select: { id: true, putAwayAt: true, items: true }, order: { putAwayAt: 'DESC' } }),
    find: (ownerId: string, id: string): Promise<OldVaultRow | null> => rows.findOneBy({ ownerId, id }),
    listAll: (ownerId: string): Promise<OldVaultRow[]> => rows.findBy({ ownerId }),
    /** False where there is none of this id. */
    remove: async (ownerId: string, id: string): Promise<boolean> => (await rows.delete({ ownerId, id })).affected === 1,
  };
}
