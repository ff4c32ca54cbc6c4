import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { createDataSource } from '../../src-main/database/data-source.ts';
import { createDatabase, type Database } from '../../src-main/database/database.ts';
import { openDatabase } from '../../src-main/database/open-database.ts';
import { accountRow, commitFrom, sealedItem, vaultRows } from '../helpers/rows.ts';
import { FakeClock } from '../helpers/fake-clock.ts';
import { openStored } from '../helpers/stored.ts';
import { temporaryDirectory } from '../helpers/temporary-directory.ts';

describe('the database', () => {
  let dataDirectory: string;
  const file = () => join(dataDirectory, 'strongroom.db');
  const mode = (path: string) => (statSync(path).mode & 0o777).toString(8);

  beforeEach(() => {
    dataDirectory = join(temporaryDirectory(), 'data');
  });

  async function open(): Promise<Database> {
    const database = await openDatabase({ dataDirectory, clock: new FakeClock(), log: () => undefined });
    onTestFinished(() => database.close());
    return database;
  }
  async function make(): Promise<void> {
    const database = await openDatabase({ dataDirectory, clock: new FakeClock(), log: () => undefined });
    await database.repositories.accounts.insert(accountRow('ada'));
    await database.close();
  }

  describe('its files', () => {
    it('can be read by their owner alone, whatever the umask and whatever lay there', async () => {
      const umask = process.umask(0);
      try {
        mkdirSync(dataDirectory, { mode: 0o777 });
        const database = await open();
        await database.repositories.accounts.insert(accountRow('ada'));
      } finally {
        process.umask(umask);
      }
      expect(mode(dataDirectory)).toBe('700');
      const files = readdirSync(dataDirectory).toSorted();
      expect(files).toEqual(['strongroom.db', 'strongroom.db-shm', 'strongroom.db-wal', 'strongroom.lock']);
      expect(files.map((name) => mode(join(dataDirectory, name)))).toEqual(['600', '600', '600', '600']);
    });

    it('are closed to others again where somebody opened them', async () => {
      await make();
      chmodSync(file(), 0o644);
      chmodSync(dataDirectory, 0o755);
      await open();
      expect([mode(file()), mode(dataDirectory)]).toEqual(['600', '700']);
    });

    it('hold nothing any more of what was deleted, once the log is truncated', async () => {
      const database = await open();
      await database.repositories.accounts.insert(accountRow('ada'));
      const canary = Buffer.from('a slot that has to go, byte for byte, from everywhere');
      await database.repositories.slots.insert({
        ...{ id: 'slot', ownerId: 'ada', kind: 'recovery', kdf: null, salt: canary, secretId: null, wrapped: canary },
        ...{ verifier: null, createdAt: 1, retiredAt: null },
      });
      const stored = openStored(dataDirectory);
      expect(stored.bytesContain(canary)).toBe(true);
      await database.repositories.slots.remove('ada', 'slot');
      await database.truncateWal();
      expect(stored.bytesContain(canary)).toBe(false);
    });

    it('survive being closed at once, with everything in place', async () => {
      await make();
      const database = await open();
      expect(await database.repositories.accounts.list()).toEqual([accountRow('ada')]);
      expect(await database.integrityCheck()).toBe(true);
      expect(database.sizeBytes()).toBe(statSync(file()).size);
    });
  });

  describe('a second process', () => {
    /** Another process that holds this data directory. */
    async function holder(): Promise<ChildProcess> {
      const child = fork(new URL('../helpers/database-process.ts', import.meta.url), [dataDirectory], { execArgv: [] });
      onTestFinished(() => void child.kill('SIGKILL'));
      const [message] = (await once(child, 'message')) as [string];
      expect(message).toBe('open');
      return child;
    }

    it('is refused while the first one lives, and let in at once when that was killed', async () => {
      const first = await holder();
      await expect(open()).rejects.toMatchObject({ code: 'databaseInUse' });
      const gone = once(first, 'exit');
      first.kill('SIGKILL');
      await gone;
      const database = await open();
      expect((await database.repositories.accounts.list()).map(({ id }) => id)).toEqual(['ada']);
    });

    it('is refused in the same process too, and let in after a close', async () => {
      await make();
      const first = await openDatabase({ dataDirectory, clock: new FakeClock(), log: () => undefined });
      await expect(open()).rejects.toMatchObject({ code: 'databaseInUse' });
      await first.close();
      await open();
    });

    it('is let in after an opening that failed', async () => {
      await make();
      const whole = readFileSync(file());
      writeFileSync(file(), 'no database');
      await expect(open()).rejects.toMatchObject({ code: 'dataDamaged' });
      writeFileSync(file(), whole);
      await open();
    });
  });

  describe('what is wrong with the disk', () => {
    const damage = () => expect(open()).rejects.toMatchObject({ code: 'dataDamaged', detail: { what: 'database' } });

    it('a file that is no database is damaged, and left as it is', async () => {
      mkdirSync(dataDirectory);
      writeFileSync(file(), 'a shopping list, long enough to be taken for a header of a database');
      await damage();
      expect(readFileSync(file(), 'utf8')).toMatch(/^a shopping list/);
    });

    it('a database that was cut is damaged, and left as it is', async () => {
      await make();
      truncateSync(file(), statSync(file()).size - 5000);
      const before = readFileSync(file());
      await damage();
      expect(readFileSync(file())).toEqual(before);
    });

    it('a database with pages of rubbish is damaged, and left as it is', async () => {
      await make();
      const bytes = readFileSync(file());
      for (let page = 1; page < bytes.length / 4096; page += 1) bytes.fill(0xa5, page * 4096, page * 4096 + 100);
      writeFileSync(file(), bytes);
      await damage();
      expect(readFileSync(file())).toEqual(bytes);
    });

    it('an empty file is what a kill at the very first moment leaves, and no damage', async () => {
      mkdirSync(dataDirectory);
      writeFileSync(file(), '');
      await expect(open()).resolves.toBeDefined();
    });

    /** The database of `make`, with a connection that the test has prepared. */
    async function prepared(pragma: string): Promise<Database> {
      await make();
      const source = await createDataSource(file()).initialize();
      await source.query(`PRAGMA ${pragma}`);
      const database = createDatabase(source, file(), () => undefined);
      onTestFinished(() => database.close());
      return database;
    }

    it.each([
      'CREATE TRIGGER quiet BEFORE INSERT ON audit BEGIN SELECT RAISE(IGNORE); END',
      'CREATE VIEW people AS SELECT * FROM accounts',
    ])('a schema that somebody has added to is damaged: %s', async (added) => {
      await make();
      openStored(dataDirectory).run(added);
      await expect(open()).rejects.toMatchObject({ code: 'dataDamaged', detail: { what: 'database', reason: 'trigger' } });
    });

    it('a full disk is told by a lone write and by a transaction, and takes nothing back that was there', async () => {
      const database = await prepared('max_page_count = 60');
      await database.repositories.vaults.insert('ada', vaultRows(1));
      const commit = commitFrom(1, { upserts: [sealedItem('1', 1)], head: Buffer.alloc(1e6) });
      await expect(database.transaction((r) => r.vaults.commit('ada', commit))).rejects.toMatchObject({ code: 'diskFull' });
      await expect(database.repositories.preferences.write('ada', { much: 'x'.repeat(1e6) })).rejects.toMatchObject({ code: 'diskFull' });
      expect(await database.repositories.vaults.read('ada')).toEqual(vaultRows(1));
      expect(await database.repositories.items.readSecret('ada', '1')).toBeNull();
      expect(await database.integrityCheck()).toBe(true);
      await database.transaction((r) => r.vaults.commit('ada', commitFrom(1)));
    });

    it('a database that can only be read is told as not writable, and can be read', async () => {
      const database = await prepared('query_only = ON');
      await expect(database.repositories.accounts.update('ada', { role: 'guest' })).rejects.toMatchObject({ code: 'notWritable' });
      await expect(database.transaction((r) => r.accounts.insert(accountRow('ben')))).rejects.toMatchObject({ code: 'notWritable' });
      expect(await database.repositories.accounts.list()).toEqual([accountRow('ada')]);
    });

    it('a place where nothing can be made is not writable', async () => {
      writeFileSync(dataDirectory, 'a file, where the data directory should be');
      await expect(open()).rejects.toMatchObject({ code: 'notWritable' });
      dataDirectory = join(dataDirectory, 'deeper');
      await expect(open()).rejects.toMatchObject({ code: 'notWritable' });
    });
  });

  describe('a database from a newer version', () => {
    it('is refused with the name of what is unknown, and not one byte of it is changed', async () => {
      await make();
      openStored(dataDirectory).run("INSERT INTO migrations (timestamp, name) VALUES (9999999999999, 'Teleport9999999999999')");
      const before = readFileSync(file());
      const failure = { code: 'dataFromNewerVersion', detail: { what: 'Teleport9999999999999' } };
      await expect(open()).rejects.toMatchObject(failure);
      expect(readFileSync(file())).toEqual(before);
      expect(existsSync(join(dataDirectory, 'backups'))).toBe(false);
    });
  });
});
