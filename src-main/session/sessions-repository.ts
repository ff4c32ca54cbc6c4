import { type EntityManager, IsNull, MoreThan, Not } from 'typeorm';
import { sessionEntity, type SessionRow } from './sessions-entity.ts';

/** Sessions; live ones are neither revoked nor expired at `now` (epoch milliseconds). */
export function createSessionsRepository(manager: EntityManager) {
  const rows = manager.getRepository(sessionEntity);
  const live = (now: number) => ({ revokedAt: IsNull(), idleExpiresAt: MoreThan(now), expiresAt: MoreThan(now) });
  return {
    insert: async (row: SessionRow): Promise<void> => void (await rows.insert(row)),
    listLive: (ownerId: string, now: number): Promise<SessionRow[]> => rows.findBy({ ownerId, ...live(now) }),
    listAllLive: (now: number): Promise<SessionRow[]> => rows.findBy(live(now)),
    touch: async (id: string, lastActivityAt: number, idleExpiresAt: number): Promise<void> =>
      void (await rows.update({ id }, { lastActivityAt, idleExpiresAt })),
    revoke: async (id: string, at: number): Promise<void> => void (await rows.update({ id, revokedAt: IsNull() }, { revokedAt: at })),
    /** Ends every other session of this person. */
    revokeOthers: async (ownerId: string, exceptId: string, at: number): Promise<void> =>
      void (await rows.update({ ownerId, id: Not(exceptId), revokedAt: IsNull() }, { revokedAt: at })),
  };
}
