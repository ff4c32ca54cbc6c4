import BetterSqlite3 from 'better-sqlite3';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { AdminStage } from '../helpers/admin-stage.ts';

describe('the check of everything that is stored', () => {
  let stage: AdminStage;

  beforeEach(async () => {
    stage = await AdminStage.set();
    onTestFinished(() => stage.harness.close());
  });

  const state = () => stage.as(stage.adas).call('system.check', undefined);
  async function check() {
    await stage.as(stage.adas).call('system.startCheck', undefined);
    await expect.poll(async () => (await state())?.status, { timeout: 10_000 }).not.toBe('running');
    return state();
  }

  it('was never made at first, and keeps what it has found with its time', async () => {
    expect(await state()).toBeNull();
    expect(await stage.harness.call('system.stopCheck', undefined)).toBeNull();
    const found = await check();
    expect(found).toMatchObject({ status: 'intact', startedAt: stage.harness.clock.now(), finishedAt: stage.harness.clock.now() });
    expect(found?.results.map(({ part, problems }) => [part, problems])).toEqual([
      ['database', 0],
      ['relations', 0],
      ['log', 0],
      ['accounts', 0],
      ['policy', 0],
    ]);
    expect(found?.results.find(({ part }) => part === 'accounts')?.checked).toBe(2);
    expect(await stage.actions()).toContain('system.checked');
  });

  it('is made once at a time', async () => {
    const first = await stage.as(stage.adas).call('system.startCheck', undefined);
    expect(first.status).toBe('running');
    stage.harness.clock.advance(1000);
    expect((await stage.harness.call('system.startCheck', undefined)).startedAt).toBe(first.startedAt);
    await check();
  });

  const told = async () =>
    (await stage.as(stage.adas).call('notifications.list', { before: null, limit: 50 })).notifications
      .filter(({ trigger }) => trigger === 'work.finished')
      .map(({ facts }) => facts);

  it('is told to whoever began it once it took long, and to nobody where it was stopped or short', async () => {
    await check();
    await stage.harness.call('system.startCheck', undefined);
    stage.harness.clock.advance(3000);
    await stage.harness.call('system.stopCheck', undefined);
    expect(await told()).toEqual([]);
    await stage.harness.call('system.startCheck', undefined);
    stage.harness.clock.advance(3000);
    await expect.poll(told).toMatchObject([{ what: 'integrity', failed: 0 }]);
    expect((await told())[0]?.count).toBeGreaterThan(2);
  });

  it('stops when it is told to, and begins anew', async () => {
    await stage.as(stage.adas).call('system.startCheck', undefined);
    expect(await stage.harness.call('system.stopCheck', undefined)).toMatchObject({ status: 'stopped' });
    expect(await stage.actions()).not.toContain('system.checked');
    expect((await check())?.status).toBe('intact');
  });

  it.each([
    ['an account that SQL has changed', "UPDATE accounts SET role = 'administrator' WHERE username = 'ben'", 'accounts'],
    ['a row of the log that SQL has changed', "UPDATE audit SET actor_id = 'nobody' WHERE sequence = 3", 'log'],
  ] as const)('finds %s', async (_what, sql, part) => {
    stage.sql(sql);
    const found = await check();
    expect(found?.status).toBe('damaged');
    expect(found?.results.find((result) => result.part === part)?.problems).toBeGreaterThan(0);
  });

  it('finds a row that names an account which is not there', async () => {
    const database = new BetterSqlite3(join(stage.dataDirectory, 'strongroom.db'));
    database.pragma('foreign_keys = OFF');
    database.prepare("INSERT INTO notifications (id, owner_id, created_at, sealed) VALUES ('lost', 'nobody', 1, x'00')").run();
    database.close();
    const found = await check();
    expect(found?.status).toBe('damaged');
    expect(found?.results.find(({ part }) => part === 'relations')?.problems).toBe(1);
  });
});
