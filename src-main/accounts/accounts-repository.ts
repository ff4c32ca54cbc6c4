import { Brackets, type EntityManager, In, LessThanOrEqual } from 'typeorm';
import type { AccountStatus, PeopleQuery } from '../../src-shared/people.ts';
import { accountEntity, type AccountRow } from './accounts-entity.ts';

/** Of the one account without a vault; nobody can choose this name. */
export const guestUsername = '*guest';

/** Stays below SQLite's bound on the number of parameters. */
const chunk = 500;

const likePattern = (search: string): string =>
  `%${search
    .trim()
    .toLowerCase()
    .replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;

/** Accounts. `search` is looked for without regard to case: in names, and for administrators in the e-mail address. */
export function createAccountsRepository(manager: EntityManager) {
  const rows = manager.getRepository(accountEntity);

  function matching(search: string, columns: readonly ('username' | 'displayName' | 'email')[]) {
    const query = rows.createQueryBuilder('a');
    if (search.trim() === '') return query.where('1 = 1');
    const like = { like: likePattern(search) };
    return query.where(
      new Brackets((either) => {
        for (const column of columns) either.orWhere(String.raw`lower(a.${column}) LIKE :like ESCAPE '\'`, like);
      }),
    );
  }

  return {
    list: (): Promise<AccountRow[]> => rows.find({ order: { createdAt: 'ASC' } }),
    find: (ownerId: string): Promise<AccountRow | null> => rows.findOneBy({ id: ownerId }),
    findByUsername: (username: string): Promise<AccountRow | null> => rows.findOneBy({ username }),
    findByEmail: (email: string): Promise<AccountRow | null> => rows.findOneBy({ email }),
    findByActivation: (activationHash: string): Promise<AccountRow | null> => rows.findOneBy({ activationHash }),
    findGuest: (): Promise<AccountRow | null> => rows.findOneBy({ role: 'guest', username: guestUsername }),
    count: (): Promise<number> => rows.count(),
    countActiveAdministrators: (): Promise<number> => rows.countBy({ role: 'administrator', status: 'active' }),
    activeAdministrators: (): Promise<AccountRow[]> => rows.findBy({ role: 'administrator', status: 'active' }),
    listToErase: (now: number): Promise<AccountRow[]> => rows.findBy({ status: 'deleted', eraseAt: LessThanOrEqual(now) }),

    /** Whoever may sign in, last used first; one more than `limit` says that there are others. */
    tiles: (search: string, limit: number): Promise<AccountRow[]> =>
      matching(search, ['username', 'displayName'])
        .andWhere("a.status = 'active' AND a.role <> 'guest'")
        .orderBy('a.lastLogin', 'DESC', 'NULLS LAST')
        .addOrderBy('a.createdAt', 'ASC')
        .limit(limit)
        .getMany(),

    async page({ search, status, role, sort, offset, limit }: PeopleQuery): Promise<{ rows: AccountRow[]; total: number }> {
      const query = matching(search, ['username', 'displayName', 'email']).andWhere("a.role <> 'guest'");
      if (status !== null) query.andWhere('a.status = :status', { status });
      if (role !== null) query.andWhere('a.role = :role', { role });
      if (sort === 'name') query.orderBy('lower(a.displayName)', 'ASC');
      else if (sort === 'created') query.orderBy('a.createdAt', 'DESC');
      else query.orderBy('a.lastLogin', 'DESC', 'NULLS LAST');
      const total = await query.getCount();
      return { rows: await query.addOrderBy('a.id').offset(offset).limit(limit).getMany(), total };
    },

    async countByStatus(): Promise<Partial<Record<AccountStatus, number>>> {
      const counts: { status: AccountStatus; count: number }[] = await rows
        .createQueryBuilder('a')
        .select('a.status', 'status')
        .addSelect('count(*)', 'count')
        .where("a.role <> 'guest'")
        .groupBy('a.status')
        .getRawMany();
      return Object.fromEntries(counts.map(({ status, count }) => [status, count]));
    },

    async names(ownerIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
      const names = new Map<string, string>();
      for (let from = 0; from < ownerIds.length; from += chunk) {
        const ids = ownerIds.slice(from, from + chunk);
        for (const { id, displayName } of await rows.find({ where: { id: In(ids) }, select: { id: true, displayName: true } }))
          names.set(id, displayName);
      }
      return names;
    },

    /** The next accounts after this id, in order of their ids. */
    after: (ownerId: string, limit: number): Promise<AccountRow[]> =>
      rows.createQueryBuilder('a').where('a.id > :ownerId', { ownerId }).orderBy('a.id').limit(limit).getMany(),

    insert: async (row: AccountRow): Promise<void> => void (await rows.insert(row)),
    update: async (ownerId: string, changes: Partial<AccountRow>): Promise<void> => void (await rows.update({ id: ownerId }, changes)),
    remove: async (ownerId: string): Promise<void> => void (await rows.delete({ id: ownerId })),
  };
}
