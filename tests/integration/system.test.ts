import { mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { openDatabase } from '../../src-main/database/open-database.ts';
import { createSystemService, type SystemService } from '../../src-main/system/system-service.ts';
import { migrations } from '../../migrations/index.ts';
import { FakeClock } from '../helpers/fake-clock.ts';
import { temporaryDirectory } from '../helpers/temporary-directory.ts';

describe('the state of the installation', () => {
  let dataDirectory: string;
  let backups: string;
  let system: SystemService;

  beforeEach(async () => {
    dataDirectory = temporaryDirectory();
    backups = join(dataDirectory, 'backups');
    const database = await openDatabase({ dataDirectory, clock: new FakeClock(), log: () => undefined });
    onTestFinished(() => database.close());
    system = createSystemService({
      ...{ version: '1.2.3', dataDirectory, exportsDirectory: dataDirectory, clipboard: { write: async () => undefined }, database },
      installation: { lost: ['audit'] },
      damagedAccounts: () => 3,
    });
  });

  const copy = (name: string, bytes = 1): void => {
    mkdirSync(backups, { recursive: true });
    writeFileSync(join(backups, name), 'x'.repeat(bytes));
  };

  it('says what is where, how much room there is, and what was lost', async () => {
    const read = await system.read();
    expect(read).toMatchObject({
      ...{ version: '1.2.3', dataDirectory, backups: [], lostKeys: ['audit'], damagedAccounts: 3 },
      databaseBytes: statSync(join(dataDirectory, 'strongroom.db')).size,
      migrations: migrations.map((Migration) => ({ name: new Migration().name, at: null })),
    });
    expect(read.diskFreeBytes).toBeGreaterThan(0);
  });

  it('lists the copies that the app has made, newest first, and nothing else', async () => {
    copy('before-FirstVault-1700000000000.db', 5);
    copy('before-People1763800000000-1800000000000.db', 7);
    for (const name of ['mine.db', 'before-.db', 'before-x.db', 'before-x-1.db.bak', 'before-a b-1.db']) copy(name);
    mkdirSync(join(backups, 'before-directory-1.db'));
    symlinkSync(join(backups, 'mine.db'), join(backups, 'before-link-1.db'));
    expect((await system.read()).backups).toEqual([
      { name: 'before-People1763800000000-1800000000000.db', bytes: 7, at: 1_800_000_000_000 },
      { name: 'before-FirstVault-1700000000000.db', bytes: 5, at: 1_700_000_000_000 },
    ]);
  });

  it('keeps the newest copies and everything that is not ours', async () => {
    for (const at of [3, 1, 4, 2]) copy(`before-x-${at}.db`);
    for (const name of ['mine.db', 'before-x.db', 'notes.txt']) copy(name);
    await system.pruneBackups(2);
    expect(readdirSync(backups).toSorted()).toEqual(['before-x-3.db', 'before-x-4.db', 'before-x.db', 'mine.db', 'notes.txt']);
    await system.pruneBackups(2);
    await system.pruneBackups(0);
    expect((await system.read()).backups.map(({ at }) => at)).toEqual([4]);
  });

  it('has nothing to remove where no copy was ever made, and says where the place cannot be read', async () => {
    await expect(system.pruneBackups(1)).resolves.toBeUndefined();
    writeFileSync(backups, 'a file');
    await expect(system.pruneBackups(1)).rejects.toMatchObject({ code: 'notWritable' });
    await expect(system.read()).rejects.toMatchObject({ code: 'notWritable' });
  });
});
