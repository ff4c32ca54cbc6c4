import type { EntityManager } from 'typeorm';
import { accountEntity, type AccountRow } from './accounts-entity.ts';

export function createAccountsRepository(manager: EntityManager) {
  const rows = manager.getRepository(accountEntity);
  return {
    list: (): Promise<AccountRow[]> => rows.find({ order: { createdAt: 'ASC' } }),
    find: (ownerId: string): Promise<AccountRow | null> => rows.findOneBy({ id: ownerId }),
    findByUsername: (username: string): Promise<AccountRow | null> => rows.findOneBy({ username }),
    insert: async (row: AccountRow): Promise<void> => void (await rows.insert(row)),
    update: async (ownerId: string, changes: Partial<AccountRow>): Promise<void> => void (await rows.update({ id: ownerId }, changes)),
  };
}
