import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';

/** The database as a stranger with SQL and a hex editor sees it. */
export function openStored(dataDirectory: string) {
  const file = join(dataDirectory, 'strongroom.db');
  const using = <T>(task: (database: BetterSqlite3.Database) => T): T => {
    const database = new BetterSqlite3(file);
    try {
      return task(database);
    } finally {
      database.close();
    }
  };
  return {
    run: (sql: string, ...values: unknown[]): void => void using((database) => database.prepare(sql).run(...values)),
    get: <T>(sql: string, ...values: unknown[]): T => using((database) => database.prepare(sql).get(...values) as T),
    all: <T>(sql: string, ...values: unknown[]): T[] => using((database) => database.prepare(sql).all(...values) as T[]),
    /** Of the database file's bytes. */
    sha256: (): string => createHash('sha256').update(readFileSync(file)).digest('hex'),
    /** Whether any file of the data directory holds these bytes. */
    bytesContain: (needle: Uint8Array | string): boolean =>
      readdirSync(dataDirectory, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .some((entry) => readFileSync(join(entry.parentPath, entry.name)).includes(Buffer.from(needle))),
  };
}
