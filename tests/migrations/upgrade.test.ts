import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src-main/database/open-database.ts';
import { type Migration, migrations as present } from '../../migrations/index.ts';
import { FakeClock } from '../helpers/fake-clock.ts';
import { evenLaterVersion, laterVersion } from '../helpers/later-migrations.ts';
import { accountRow } from '../helpers/rows.ts';
import { openStored } from '../helpers/stored.ts';
import { temporaryDirectory } from '../helpers/temporary-directory.ts';

describe('a later version on the database of this one', () => {
  let dataDirectory: string;
  const clock = new FakeClock();
  const backups = () => join(dataDirectory, 'backups');

  async function openAndClose(migrations: readonly Migration[]): Promise<void> {
    const database = await openDatabase({ dataDirectory, clock, log: () => undefined, migrations });
    expect((await database.repositories.accounts.list()).map(({ id }) => id)).toEqual(['ada']);
    expect(await database.integrityCheck()).toBe(true);
    await database.close();
  }
  const done = () =>
    openStored(dataDirectory)
      .all<{ name: string }>('SELECT name FROM migrations ORDER BY id')
      .map(({ name }) => name);
  const tables = () =>
    openStored(dataDirectory)
      .all<{ name: string }>("SELECT name FROM sqlite_master WHERE type = 'table'")
      .map(({ name }) => name);
  const ours = present.map(({ name }) => name);

  beforeEach(async () => {
    dataDirectory = temporaryDirectory();
    const database = await openDatabase({ dataDirectory, clock, log: () => undefined });
    await database.repositories.accounts.insert(accountRow('ada'));
    await database.close();
  });

  it('runs what is pending in order, once, and keeps every row', async () => {
    await openAndClose(laterVersion());
    await openAndClose(laterVersion());
    expect(done()).toEqual([...ours, 'PetNames9000000000001', 'Pets9000000000002']);
    expect(openStored(dataDirectory).all('SELECT id, pet_name FROM accounts')).toEqual([{ id: 'ada', pet_name: 'Rex' }]);
  });

  it('first makes a copy of the database as it was, for its owner alone', async () => {
    await openAndClose(laterVersion());
    const [name = '', ...others] = readdirSync(backups());
    expect([name, others]).toEqual([`before-PetNames9000000000001-${clock.now()}.db`, []]);
    expect([backups(), join(backups(), name)].map((path) => (statSync(path).mode & 0o777).toString(8))).toEqual(['700', '600']);
    const copy = new BetterSqlite3(join(backups(), name), { readonly: true });
    expect(copy.pragma('integrity_check')).toEqual([{ integrity_check: 'ok' }]);
    expect(copy.prepare('SELECT name FROM migrations').pluck().all()).toEqual(ours);
    expect(copy.prepare('SELECT id FROM accounts').pluck().all()).toEqual(['ada']);
    copy.close();
  });

  it('makes no copy where nothing is pending, nor of a database that it has just made', async () => {
    await openAndClose(present);
    expect(existsSync(backups())).toBe(false);
    dataDirectory = temporaryDirectory();
    await (await openDatabase({ dataDirectory, clock, log: () => undefined, migrations: laterVersion() })).close();
    expect(existsSync(backups())).toBe(false);
  });

  it('stops at the first migration that fails, takes its half back, and names it', async () => {
    const failing = evenLaterVersion(async () => {
      throw new Error('ran into something');
    });
    const log: string[] = [];
    const opening = openDatabase({ dataDirectory, clock, log: (event) => void log.push(event), migrations: failing });
    await expect(opening).rejects.toMatchObject({
      code: 'dataDamaged',
      detail: { what: 'migration Pets9000000000002', reason: 'migration' },
    });
    expect(log).toEqual(['database.migrationFailed']);
    expect(done()).toEqual([...ours, 'PetNames9000000000001']);
    expect(tables()).not.toContain('pets');
    expect(tables()).not.toContain('never');
    expect(readdirSync(backups())).toHaveLength(1);
    await openAndClose(evenLaterVersion(async () => undefined));
    expect(tables()).toEqual(expect.arrayContaining(['pets', 'never']));
  });

  it('tells a full disk as a full disk, with everything as it was', async () => {
    const full = laterVersion(async (runner) => {
      await runner.query('PRAGMA max_page_count = 1');
      await runner.query('INSERT INTO pets (id) VALUES (?)', ['x'.repeat(1e6)]);
    });
    await expect(openDatabase({ dataDirectory, clock, log: () => undefined, migrations: full })).rejects.toMatchObject({
      code: 'diskFull',
    });
    expect(tables()).not.toContain('pets');
    await openAndClose(laterVersion());
  });

  it('takes up where it was killed in the middle of a migration', async () => {
    const child = fork(new URL('../helpers/migrating-process.ts', import.meta.url), [dataDirectory], { execArgv: [] });
    const [, signal] = (await once(child, 'exit')) as [number | null, string | null];
    expect(signal).toBe('SIGKILL');
    await openAndClose(laterVersion());
    expect(done()).toEqual([...ours, 'PetNames9000000000001', 'Pets9000000000002']);
    expect(openStored(dataDirectory).all('SELECT id FROM pets')).toEqual([{ id: 'Rex' }]);
  });

  it('leaves a database that this version refuses, without changing a byte of it', async () => {
    await openAndClose(laterVersion());
    const before = readFileSync(join(dataDirectory, 'strongroom.db'));
    await expect(openAndClose(present)).rejects.toMatchObject({
      code: 'dataFromNewerVersion',
      detail: { what: 'PetNames9000000000001' },
    });
    expect(readFileSync(join(dataDirectory, 'strongroom.db'))).toEqual(before);
  });
});
