import { AsyncLocalStorage } from 'node:async_hooks';
import { statSync } from 'node:fs';
import type { DataSource, EntityManager } from 'typeorm';
import { createAccountsRepository } from '../accounts/accounts-repository.ts';
import { createPicturesRepository } from '../accounts/pictures-repository.ts';
import { createPersonKeysRepository } from '../accounts/person-keys-repository.ts';
import { createSlotsRepository } from '../accounts/slots-repository.ts';
import { createRequestsRepository } from '../admin/requests-repository.ts';
import { createRefreshTokensRepository } from '../agent/tokens/refresh-tokens-repository.ts';
import { createRevokedTokensRepository } from '../agent/tokens/revoked-tokens-repository.ts';
import { createAnalyticsRepository } from '../analytics/analytics-repository.ts';
import { createAuditRepository } from '../audit/audit-repository.ts';
import { createUsageRepository } from '../health/usage-repository.ts';
import { createInstallationRepository } from '../installation/installation-repository.ts';
import { createNotificationsRepository } from '../notifications/notifications-repository.ts';
import { createImportRepository } from '../people-import/import-repository.ts';
import { createPolicyRepository } from '../policy/policy-repository.ts';
import { createPreferencesRepository } from '../preferences/preferences-repository.ts';
import { createSessionsRepository } from '../session/sessions-repository.ts';
import { createOldVaultsRepository } from '../vault/old-vaults-repository.ts';
import { createItemsRepository } from '../vault/items-repository.ts';
import { createVaultsRepository } from '../vault/vaults-repository.ts';
import { toAppError } from './driver-errors.ts';

export type Repositories = ReturnType<typeof createRepositories>;

/** The rows of this installation. Every call throws diskFull, notWritable and dataDamaged where the disk is at fault. */
export interface Database {
  /** For reading, and for single writes that stand alone: each waits for the transactions before it. */
  readonly repositories: Repositories;
  /** All or nothing. Transactions run one after the other; one inside another is a programming error, as is `repositories` inside one. */
  transaction<T>(work: (repositories: Repositories) => Promise<T>): Promise<T>;
  /** Calls this once the transaction of `r` is committed, before any other begins; never where it is taken back. */
  onCommitted(r: Repositories, task: () => void): void;
  /** Folds the write-ahead log into the database and empties it: what was deleted is then gone from both. Never throws. */
  truncateWal(): Promise<void>;
  integrityCheck(): Promise<boolean>;
  /** The names of the migrations that it has had, oldest first. */
  migrations(): Promise<string[]>;
  /** Where it lies. */
  readonly file: string;
  /** SQLite's own. */
  engineVersion(): Promise<string>;
  sizeBytes(): number;
  close(): Promise<void>;
}

type Run = <T>(task: () => Promise<T>) => Promise<T>;

const createRepositories = (manager: EntityManager, run: Run) => ({
  installation: mapped(createInstallationRepository(manager), run),
  accounts: mapped(createAccountsRepository(manager), run),
  slots: mapped(createSlotsRepository(manager), run),
  personKeys: mapped(createPersonKeysRepository(manager), run),
  vaults: mapped(createVaultsRepository(manager), run),
  items: mapped(createItemsRepository(manager), run),
  sessions: mapped(createSessionsRepository(manager), run),
  audit: mapped(createAuditRepository(manager), run),
  usage: mapped(createUsageRepository(manager), run),
  analytics: mapped(createAnalyticsRepository(manager), run),
  preferences: mapped(createPreferencesRepository(manager), run),
  pictures: mapped(createPicturesRepository(manager), run),
  peopleImport: mapped(createImportRepository(manager), run),
  policy: mapped(createPolicyRepository(manager), run),
  requests: mapped(createRequestsRepository(manager), run),
  notifications: mapped(createNotificationsRepository(manager), run),
  oldVaults: mapped(createOldVaultsRepository(manager), run),
  refreshTokens: mapped(createRefreshTokensRepository(manager), run),
  revokedTokens: mapped(createRevokedTokensRepository(manager), run),
});

/** `release` lets the next process in. */
export function createDatabase(source: DataSource, file: string, release: () => void): Database {
  let turn: Promise<unknown> = Promise.resolve();
  const afterwards = new WeakMap<Repositories, (() => void)[]>();
  /** Marks what a turn calls; a timer that was set inside keeps the mark, and is free once the turn is over. */
  const inside = new AsyncLocalStorage<{ over: boolean }>();
  // There is one connection: what ran beside a transaction would see what it may yet take back, or be taken back with it.
  const inTurn: Run = (task) => {
    if (inside.getStore()?.over === false) throw new Error('inside a transaction, all but its own repositories would wait for its end');
    const mark = { over: false };
    const mine = turn.then(() => inside.run(mark, task)).finally(() => (mark.over = true));
    turn = mine.catch(() => undefined);
    return mine;
  };

  return {
    repositories: createRepositories(source.manager, inTurn),
    async transaction(work) {
      return inTurn(async () => {
        let tasks: (() => void)[] = [];
        const result = await source.transaction((manager) => {
          const repositories = createRepositories(manager, (task) => task());
          afterwards.set(repositories, (tasks = []));
          return work(repositories);
        });
        for (const task of tasks) task();
        return result;
      }).catch((error: unknown) => {
        throw toAppError(error);
      });
    },
    onCommitted: (r, task) => void afterwards.get(r)?.push(task),
    // What the caller has done is committed; a disk that is full now must not make it look undone, and the next call tries again.
    truncateWal: () => inTurn(async () => void (await source.query('PRAGMA wal_checkpoint(TRUNCATE)'))).catch(() => undefined),
    async integrityCheck() {
      const rows: { integrity_check: string }[] = await source.query('PRAGMA integrity_check(1)');
      return rows[0]?.integrity_check === 'ok';
    },
    migrations: () =>
      inTurn(async () => {
        const rows: { name: string }[] = await source.query('SELECT name FROM migrations ORDER BY id');
        return rows.map(({ name }) => name);
      }),
    file,
    async engineVersion() {
      const rows: { version: string }[] = await inTurn(() => source.query('SELECT sqlite_version() AS version'));
      return rows[0]?.version ?? '';
    },
    sizeBytes: () => statSync(file).size,
    async close() {
      await turn;
      await source.destroy();
      release();
    },
  };
}

type Method = (...values: never[]) => Promise<unknown>;

/** The same repository with every failure of the driver named as one of ours. */
function mapped<R extends Record<keyof R, Method>>(repository: R, run: Run): R {
  const guard =
    (method: Method): Method =>
    async (...values) => {
      try {
        return await run(() => method(...values));
      } catch (error) {
        throw toAppError(error);
      }
    };
  return Object.fromEntries(Object.entries<Method>(repository).map(([name, method]) => [name, guard(method.bind(repository))])) as R;
}
