import BetterSqlite3 from 'better-sqlite3';
import { chmodSync, closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { AppError } from '../../src-shared/errors.ts';
import { type Migration, migrations as ours } from '../../migrations/index.ts';
import type { Clock, Log } from '../host.ts';
import { createDataSource } from './data-source.ts';
import { createDatabase, type Database } from './database.ts';
import { toAppError } from './driver-errors.ts';
import { takeDirectory } from './single-writer.ts';

export interface OpenDatabaseOptions {
  readonly dataDirectory: string;
  readonly clock: Clock;
  readonly log: Log;
  /** Oldest first; the app's own where nothing else is said. */
  readonly migrations?: readonly Migration[];
}

/**
 * Opens `strongroom.db`: lock, damage, version, backup, migrations, in this order; what is refused is left as it lies.
 * Throws databaseInUse, dataDamaged, dataFromNewerVersion, notWritable, diskFull.
 */
export async function openDatabase({ dataDirectory, clock, log, migrations = ours }: OpenDatabaseOptions): Promise<Database> {
  let release: (() => void) | undefined;
  try {
    mkdirSync(dataDirectory, { recursive: true, mode: 0o700 });
    chmodSync(dataDirectory, 0o700);
    release = takeDirectory(join(dataDirectory, 'strongroom.lock'));
    const file = join(dataDirectory, 'strongroom.db');
    const done = existsSync(file) ? inspect(file, migrations) : createPrivate(file);
    const source = await createDataSource(file, migrations).initialize();
    try {
      await migrate(source, { dataDirectory, done, migrations, clock, log });
    } catch (error) {
      await source.destroy();
      throw error;
    }
    return createDatabase(source, file, release);
  } catch (error) {
    release?.();
    throw toAppError(error);
  }
}

/** SECURITY: made before SQLite opens it, because its -wal and -shm files take over the mode. */
function createPrivate(file: string): readonly string[] {
  closeSync(openSync(file, 'wx', 0o600));
  return [];
}

/** The names of the migrations that a database has had, read without writing a byte to it. */
function inspect(file: string, migrations: readonly Migration[]): readonly string[] {
  const stored = new BetterSqlite3(file, { readonly: true });
  try {
    const [check] = stored.pragma('quick_check(1)') as { quick_check: string }[];
    if (check?.quick_check !== 'ok') throw new AppError('dataDamaged', { what: 'database' });
    const done = migrationsIn(stored);
    const foreign = done.find((name) => !migrations.some((migration) => migration.name === name));
    if (foreign !== undefined) throw new AppError('dataFromNewerVersion', { what: foreign.slice(0, 200) });
    // SECURITY: no migration makes any; SQL that somebody else has put there would run within our own writes.
    if (stored.prepare("SELECT 1 FROM sqlite_master WHERE type IN ('trigger', 'view')").get() !== undefined)
      throw new AppError('dataDamaged', { what: 'database', reason: 'trigger' });
    chmodSync(file, 0o600);
    return done;
  } finally {
    stored.close();
  }
}

function migrationsIn(stored: BetterSqlite3.Database): string[] {
  const tables = stored.prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name = 'migrations'").all();
  return tables.length === 0 ? [] : (stored.prepare('SELECT name FROM migrations').all() as { name: string }[]).map((row) => row.name);
}

interface Migrating {
  readonly dataDirectory: string;
  readonly done: readonly string[];
  readonly migrations: readonly Migration[];
  readonly clock: Clock;
  readonly log: Log;
}

async function migrate(source: DataSource, { dataDirectory, done, migrations, clock, log }: Migrating): Promise<void> {
  const [next] = migrations.filter((migration) => !done.includes(migration.name));
  if (next === undefined) return;
  if (done.length > 0) await backUp(source, dataDirectory, `before-${next.name}-${clock.now()}.db`);
  try {
    await source.runMigrations();
  } catch (error) {
    const mapped = toAppError(error);
    if (mapped instanceof AppError) throw mapped;
    log('database.migrationFailed', { error: error instanceof Error ? error.name : typeof error });
    throw new AppError('dataDamaged', { what: `migration ${await firstMissing(source, migrations)}`, reason: 'migration' });
  }
}

async function backUp(source: DataSource, dataDirectory: string, name: string): Promise<void> {
  const directory = join(dataDirectory, 'backups');
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  createPrivate(join(directory, name));
  await source.query('VACUUM INTO ?', [join(directory, name)]);
}

async function firstMissing(source: DataSource, migrations: readonly Migration[]): Promise<string> {
  const done: { name: string }[] = await source.query('SELECT name FROM migrations');
  const names = new Set(done.map((row) => row.name));
  return migrations.find((migration) => !names.has(migration.name))?.name ?? '';
}
