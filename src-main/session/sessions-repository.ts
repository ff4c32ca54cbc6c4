import { Brackets, type EntityManager, In, IsNull, LessThanOrEqual, MoreThan, Not } from 'typeorm';
import { clockToleranceMilliseconds } from './session-rows.ts';
import { sessionEntity, type SessionRow } from './sessions-entity.ts';

const latestDesktopsRead = 20;

/** Sessions; live ones are neither revoked nor expired at `now` (epoch milliseconds). */
export function createSessionsRepository(manager: EntityManager) {
  const rows = manager.getRepository(sessionEntity);
  const live = (now: number) => ({
    revokedAt: IsNull(),
    idleExpiresAt: MoreThan(now),
    expiresAt: MoreThan(now),
    lastActivityAt: LessThanOrEqual(now + clockToleranceMilliseconds),
  });
  return {
    insert: async (row: SessionRow): Promise<void> => void (await rows.insert(row)),
    find: (id: string): Promise<SessionRow | null> => rows.findOneBy({ id }),
    listLive: (ownerId: string, now: number): Promise<SessionRow[]> => rows.findBy({ ownerId, ...live(now) }),
    latestDesktops: (now: number): Promise<SessionRow[]> =>
      rows.find({ where: { kind: 'desktop', ...live(now) }, order: { lastActivityAt: 'DESC' }, take: latestDesktopsRead }),
    /** Which of these people have a session that waits at a desktop. */
    desktopOwners: async (ownerIds: readonly string[], now: number): Promise<ReadonlySet<string>> => {
      const found = await rows.find({ where: { ownerId: In([...ownerIds]), kind: 'desktop', ...live(now) }, select: { ownerId: true } });
      return new Set(found.map((row) => row.ownerId));
    },
    countLive: async (ownerIds: readonly string[], now: number): Promise<ReadonlyMap<string, number>> => {
      const found = await rows.find({ where: { ownerId: In([...ownerIds]), ...live(now) }, select: { ownerId: true } });
      const counts = new Map<string, number>();
      for (const { ownerId } of found) counts.set(ownerId, (counts.get(ownerId) ?? 0) + 1);
      return counts;
    },
    /** Who has a live session, but for one person. */
    ownersLive: async (exceptOwnerId: string, now: number): Promise<string[]> => {
      const found = await rows.find({ where: { ownerId: Not(exceptOwnerId), ...live(now) }, select: { ownerId: true } });
      return [...new Set(found.map(({ ownerId }) => ownerId))];
    },
    /** Newest activity first. */
    page: (query: { ownerId: string | null; liveOnly: boolean; offset: number; limit: number }, now: number): Promise<SessionRow[]> =>
      rows.find({
        where: { ...(query.ownerId === null ? {} : { ownerId: query.ownerId }), ...(query.liveOnly ? live(now) : {}) },
        order: { lastActivityAt: 'DESC', id: 'ASC' },
        skip: query.offset,
        take: query.limit,
      }),
    touch: async (id: string, lastActivityAt: number, idleExpiresAt: number): Promise<void> =>
      void (await rows.update({ id }, { lastActivityAt, idleExpiresAt })),
    revoke: async (id: string, at: number): Promise<void> => void (await rows.update({ id, revokedAt: IsNull() }, { revokedAt: at })),
    /** Ends every other session of this person; answers with how many there were. */
    revokeOthers: async (ownerId: string, exceptId: string, at: number): Promise<number> =>
      (await rows.update({ ownerId, id: Not(exceptId), revokedAt: IsNull() }, { revokedAt: at })).affected ?? 0,
    revokeOf: async (ownerId: string, at: number): Promise<number> =>
      (await rows.update({ ownerId, revokedAt: IsNull() }, { revokedAt: at })).affected ?? 0,
    /** Ends everybody's sessions, but for one person's where one is named. */
    revokeAll: async (exceptOwnerId: string | null, at: number): Promise<number> =>
      (await rows.update({ ...(exceptOwnerId === null ? {} : { ownerId: Not(exceptOwnerId) }), revokedAt: IsNull() }, { revokedAt: at }))
        .affected ?? 0,
    /** Moves what counts down for every session that isn't over by so many milliseconds. */
    endEarlier: async (by: number): Promise<void> => {
      const moved =
        (column: string): (() => string) =>
        () =>
          `${column} - :by`;
      const times = { lastActivityAt: moved('last_activity_at'), idleExpiresAt: moved('idle_expires_at'), expiresAt: moved('expires_at') };
      await rows.createQueryBuilder().update().set(times).where('revoked_at IS NULL').setParameter('by', by).execute();
    },
    /** Takes out what was ended, or ran out, before this time. */
    removeEndedBefore: async (before: number): Promise<number> => {
      const ended = new Brackets((either) =>
        either.where('revoked_at < :before').orWhere('idle_expires_at < :before').orWhere('expires_at < :before'),
      );
      return (await rows.createQueryBuilder().delete().where(ended).setParameter('before', before).execute()).affected ?? 0;
    },
  };
}
