import { type EntityManager, LessThanOrEqual } from 'typeorm';
import { revokedTokenEntity, type RevokedTokenRow } from './tokens-entity.ts';

/** Access tokens that were revoked before they ran out. */
export function createRevokedTokensRepository(manager: EntityManager) {
  const rows = manager.getRepository(revokedTokenEntity);
  return {
    /** Also where it is in it already. */
    add: async (row: RevokedTokenRow): Promise<void> => void (await rows.save(row)),
    has: (jti: string): Promise<boolean> => rows.existsBy({ jti }),
    removeExpired: async (now: number): Promise<void> => void (await rows.delete({ expiresAt: LessThanOrEqual(now) })),
  };
}
