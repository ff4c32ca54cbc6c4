import { type EntityManager, LessThanOrEqual, MoreThan } from 'typeorm';
import { adminRequestEntity, type AdminRequestRow } from './requests-entity.ts';

/** Acts that wait for a second administrator; `now` in epoch milliseconds. */
export function createRequestsRepository(manager: EntityManager) {
  const rows = manager.getRepository(adminRequestEntity);
  return {
    insert: async (row: AdminRequestRow): Promise<void> => void (await rows.insert(row)),
    find: (id: string): Promise<AdminRequestRow | null> => rows.findOneBy({ id }),
    listLive: (now: number): Promise<AdminRequestRow[]> =>
      rows.find({ where: { expiresAt: MoreThan(now) }, order: { requestedAt: 'ASC' } }),
    remove: async (id: string): Promise<void> => void (await rows.delete({ id })),
    removeOf: async (ownerId: string): Promise<void> => void (await rows.delete({ ownerId })),
    removeExpired: async (now: number): Promise<void> => void (await rows.delete({ expiresAt: LessThanOrEqual(now) })),
  };
}
