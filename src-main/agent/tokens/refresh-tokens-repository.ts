import { type EntityManager, IsNull, LessThanOrEqual } from 'typeorm';
import { refreshTokenEntity, type RefreshTokenRow } from './tokens-entity.ts';

/** Refresh tokens by the hash of what their holder shows; `now` in epoch milliseconds. */
export function createRefreshTokensRepository(manager: EntityManager) {
  const rows = manager.getRepository(refreshTokenEntity);
  return {
    insert: async (row: RefreshTokenRow): Promise<void> => void (await rows.insert(row)),
    find: (hash: string): Promise<RefreshTokenRow | null> => rows.findOneBy({ hash }),
    /** False where it was used before. */
    use: async (ownerId: string, hash: string, usedAt: number): Promise<boolean> =>
      (await rows.update({ ownerId, hash, usedAt: IsNull() }, { usedAt })).affected === 1,
    removeExpired: async (now: number): Promise<void> => void (await rows.delete({ expiresAt: LessThanOrEqual(now) })),
  };
}
