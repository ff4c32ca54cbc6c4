import { type EntityManager, In, IsNull } from 'typeorm';
import { notificationEntity, type NotificationRow } from './notifications-entity.ts';

/** Sealed notifications; times in epoch milliseconds. */
export function createNotificationsRepository(manager: EntityManager) {
  const rows = manager.getRepository(notificationEntity);
  return {
    insert: async (row: NotificationRow): Promise<void> => void (await rows.insert(row)),
    find: (ownerId: string, id: string): Promise<NotificationRow | null> => rows.findOneBy({ ownerId, id }),
    /** Newest first. `before`: only what is older than this one. */
    page: (ownerId: string, before: { createdAt: number; id: string } | null, limit: number): Promise<NotificationRow[]> => {
      const query = rows.createQueryBuilder('n').where('n.ownerId = :ownerId', { ownerId });
      if (before !== null)
        query.andWhere('(n.createdAt < :createdAt OR (n.createdAt = :createdAt AND n.id < :id))', {
          createdAt: before.createdAt,
          id: before.id,
        });
      return query.orderBy('n.createdAt', 'DESC').addOrderBy('n.id', 'DESC').limit(limit).getMany();
    },
    countUnread: (ownerId: string): Promise<number> => rows.countBy({ ownerId, readAt: IsNull() }),
    markRead: async (ownerId: string, ids: readonly string[] | null, at: number): Promise<void> =>
      void (await rows.update({ ownerId, readAt: IsNull(), ...(ids === null ? {} : { id: In([...ids]) }) }, { readAt: at })),
    /** Lets go of all beyond `most`: of what was read longest ago, then of the oldest. */
    async trim(ownerId: string, most: number): Promise<void> {
      const beyond = (await rows.countBy({ ownerId })) - most;
      if (beyond <= 0) return;
      const spent: { id: string }[] = await rows
        .createQueryBuilder('n')
        .select('n.id', 'id')
        .where('n.ownerId = :ownerId', { ownerId })
        .orderBy('n.readAt', 'ASC', 'NULLS LAST')
        .addOrderBy('n.createdAt')
        .addOrderBy('n.id')
        .limit(beyond)
        .getRawMany();
      await rows.delete({ ownerId, id: In(spent.map(({ id }) => id)) });
    },
    removeAll: async (ownerId: string): Promise<void> => void (await rows.delete({ ownerId })),
    remove: async (ownerId: string, ids: readonly string[]): Promise<void> => void (await rows.delete({ ownerId, id: In([...ids]) })),
  };
}
