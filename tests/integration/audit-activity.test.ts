import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { type ActivityService, createActivityService } from '../../src-main/audit/activity-service.ts';
import { pageQuery } from '../../src-main/audit/audit-repository.ts';
import type { AuditService } from '../../src-main/audit/audit-service.ts';
import type { Database } from '../../src-main/database/database.ts';
import { type AuditFilter, everything } from '../../src-shared/audit.ts';
import { day, entry, openAuditLog, write } from '../helpers/audit-log.ts';
import type { FakeClock } from '../helpers/fake-clock.ts';
import { accountRow } from '../helpers/rows.ts';
import { openStored } from '../helpers/stored.ts';

describe('activity', () => {
  let database: Database;
  let clock: FakeClock;
  let audit: AuditService;
  let sql: (text: string) => void;
  let dataDirectory: string;
  let exportsDirectory: string;
  let activity: ActivityService;

  beforeEach(async () => {
    const log = await openAuditLog();
    ({ database, clock, sql, dataDirectory } = log);
    audit = log.start();
    exportsDirectory = join(dataDirectory, 'exports');
    activity = createActivityService({ database, audit, clock, exportsDirectory });
  });

  const sequences = ({ rows }: Awaited<ReturnType<ActivityService['everyone']>>) => rows.map(({ sequence }) => sequence);
  const found = async (filter: Partial<AuditFilter>, before: number | null = null) =>
    sequences(await activity.everyone({ ...everything, ...filter }, before, 50));

  it('is read page by page: what a person did or what was done to the account, and everything', async () => {
    await database.repositories.accounts.insert({ ...accountRow('ada'), displayName: 'Ada Lovelace' });
    await database.repositories.accounts.insert(accountRow('ben'));
    await audit.record(entry('ada'));
    await audit.record(entry('ben'));
    await audit.record(entry('ada', { targetId: 'ben', action: 'account.roleChanged', detail: 'user → administrator' }));
    await audit.record(entry('gone', { targetKind: 'item', targetId: 'ada' }));
    expect(sequences(await activity.own('ben', null, 10))).toEqual([3, 2]);
    expect(sequences(await activity.own('ada', null, 10))).toEqual([4, 3, 1]);
    expect(sequences(await activity.own('ada', 4, 1))).toEqual([3]);
    expect(await activity.own('ada', 3, 1)).toMatchObject({ more: false });
    expect(sequences(await activity.own('nobody', null, 10))).toEqual([]);
    const page = await activity.everyone(everything, null, 3);
    expect([sequences(page), page.more]).toEqual([[4, 3, 2], true]);
    const rest = await activity.everyone(everything, 2, 3);
    expect([sequences(rest), rest.more]).toEqual([[1], false]);
    expect(page.rows[0]).toMatchObject({ actorName: null, targetName: null, detail: null });
    expect(page.rows[1]).toMatchObject({ actorName: 'Ada Lovelace', targetName: 'ben', detail: 'user → administrator' });
    expect(JSON.stringify(page)).not.toContain('hash');
  });

  describe('of everyone', () => {
    it('is empty where nothing was written', async () => {
      expect(await activity.everyone(everything, null, 10)).toEqual({ rows: [], more: false });
      expect(await found({ from: 0, to: clock.now() })).toEqual([]);
    });

    it('is what was asked for: of a person, an action, an outcome, and all at once', async () => {
      await audit.record(entry('ada'));
      await audit.record(entry('ada', { action: 'session.signInFailed', outcome: 'failed' }));
      await audit.record(entry('ben', { targetId: 'ada', action: 'account.disabled' }));
      await audit.record(entry('ben', { action: 'session.signInFailed', outcome: 'failed' }));
      await audit.record(entry('ben', { action: 'session.signInFailed', outcome: 'denied' }));
      expect(await found({ personId: 'ada' })).toEqual([3, 2, 1]);
      expect(await found({ action: 'session.signInFailed' })).toEqual([5, 4, 2]);
      expect(await found({ outcome: 'failed' })).toEqual([4, 2]);
      expect(await found({ outcome: 'ok' })).toEqual([3, 1]);
      expect(await found({ personId: 'ben', action: 'session.signInFailed', outcome: 'denied' })).toEqual([5]);
      expect(await found({ action: 'session.signInFailed', outcome: 'failed' }, 4)).toEqual([2]);
      expect(await found({ action: "x' OR '1' = '1" })).toEqual([]);
    });

    it('is what happened between two times, both of them included', async () => {
      const started = clock.now();
      for (let row = 0; row < 30; row += 1) {
        await audit.record(entry(row % 2 === 0 ? 'ada' : 'ben'));
        clock.advance(day);
      }
      expect(await found({ from: started + 10 * day, to: started + 12 * day })).toEqual([13, 12, 11]);
      expect(await found({ from: started + 10 * day + 1, to: started + 12 * day - 1 })).toEqual([12]);
      expect(await found({ from: started + 28 * day })).toEqual([30, 29]);
      expect(await found({ to: started })).toEqual([1]);
      expect(await found({ personId: 'ben', from: started + 10 * day, to: started + 14 * day })).toEqual([14, 12]);
      expect(await found({ from: started + 10 * day, to: started + 12 * day }, 12)).toEqual([11]);
      expect(await found({ from: clock.now() })).toEqual([]);
      expect(await found({ to: started - 1 })).toEqual([]);
      expect(await found({ from: started + 2 * day, to: started + day })).toEqual([]);
    });

    it('loses no row to a clock that was set back', async () => {
      const started = clock.now();
      await audit.record(entry());
      clock.set(started + 5 * day);
      await audit.record(entry());
      clock.set(started + day);
      await audit.record(entry());
      clock.set(started + 6 * day);
      await audit.record(entry());
      expect(await found({ from: started + 4 * day })).toEqual([4, 2]);
      expect(await found({ to: started + 2 * day })).toEqual([3, 1]);
      expect(await found({ from: started + day, to: started + 5 * day })).toEqual([3, 2]);
    });

    it('goes on behind many rows that the filter leaves out', async () => {
      await write(audit, 3);
      sql(`WITH RECURSIVE n(s) AS (SELECT 4 UNION ALL SELECT s + 1 FROM n WHERE s < 45000)
        INSERT INTO audit SELECT s, 1, 1, 'ben', 'item.revealed', NULL, NULL, 'ok', 'desktop', x'00', NULL FROM n`);
      expect(await found({ personId: 'ada' })).toEqual([3, 2, 1]);
      expect(await found({ action: 'session.signedIn', outcome: 'ok' })).toEqual([3, 2, 1]);
      expect(sequences(await activity.everyone({ ...everything, action: 'item.revealed' }, 6, 10))).toEqual([5, 4]);
    });
  });

  it('is never looked for through the whole table, nor sorted, whatever is asked for', () => {
    const choices = {
      personId: [null, 'ada'],
      action: [null, 'item.revealed'],
      outcome: [null, 'ok', 'failed', 'denied'],
      from: [null, 5],
      to: [null, 9],
    } as const;
    const { all } = openStored(dataDirectory);
    let combinations = 0;
    for (const personId of choices.personId)
      for (const action of choices.action)
        for (const outcome of choices.outcome)
          for (const from of choices.from)
            for (const to of choices.to) {
              const { sql: text, values } = pageQuery({ personId, action, outcome, from, to }, { from: 1, to: 1_000_000 }, 50);
              const plan = all<{ detail: string }>(`EXPLAIN QUERY PLAN ${text}`, ...values).map(({ detail }) => detail);
              const scans = plan.filter((step) => /\baudit\b/.test(step));
              expect(scans.length, text).toBe(personId === null ? 1 : 2);
              for (const step of scans) expect(step, text).toMatch(/^SEARCH audit USING (INTEGER PRIMARY KEY|INDEX by_\w+_sequence) \(/);
              if (personId === null) expect(plan.join(), text).not.toContain('TEMP B-TREE');
              combinations += 1;
            }
    expect(combinations).toBe(64);
  });

  it('finds the ends of a range of times without looking through what lies between', () => {
    const { all } = openStored(dataDirectory);
    for (const text of [
      'SELECT at AS found FROM audit WHERE at >= 5 ORDER BY at LIMIT 1',
      'SELECT at AS found FROM audit WHERE at <= 5 ORDER BY at DESC LIMIT 1',
      'SELECT min(sequence) AS found FROM audit INDEXED BY by_at_sequence WHERE at >= 5 AND at <= 9',
    ]) {
      const plan = all<{ detail: string }>(`EXPLAIN QUERY PLAN ${text}`).map(({ detail }) => detail);
      expect(plan).toEqual([expect.stringMatching(/^SEARCH audit USING COVERING INDEX by_at_sequence/)]);
    }
  });

  describe('in a file', () => {
    const exported = async (format: 'csv' | 'json', filter: Partial<AuditFilter> = {}) => {
      const { path, rows } = await activity.export('ada', { ...everything, ...filter }, format);
      return { path, rows, text: readFileSync(path, 'utf8') };
    };

    beforeEach(async () => {
      await database.repositories.accounts.insert({ ...accountRow('ada'), displayName: '=HYPERLINK("x", "Ada")' });
    });

    it('is CSV with a header and one line for each row, in which nothing is a formula', async () => {
      await audit.record(entry('ada', { detail: 'one\n"two", three' }));
      await audit.record(entry(null, { targetKind: null, client: '@SUM(A1)' }));
      const { path, rows, text } = await exported('csv');
      const time = new Date(clock.now()).toISOString();
      expect([path, rows]).toEqual([join(exportsDirectory, 'strongroom-activity-2026-01-15.csv'), 2]);
      expect(text).toBe(
        [
          'sequence,time,actor,actor_id,action,target_kind,target,target_id,outcome,client,detail',
          `2,${time},,,session.signedIn,,,,ok,'@SUM(A1),`,
          `1,${time},"'=HYPERLINK(""x"", ""Ada"")",ada,session.signedIn,account,"'=HYPERLINK(""x"", ""Ada"")",ada,ok,desktop,"one\n""two"", three"`,
          '',
        ].join('\r\n'),
      );
    });

    it('is JSON: the rows as they are read, also none', async () => {
      expect(JSON.parse((await exported('json')).text)).toEqual([]);
      await audit.record(entry('ada'));
      const { text, rows } = await exported('json');
      expect(rows).toBe(2);
      expect(JSON.parse(text)).toEqual((await activity.everyone(everything, 3, 10)).rows);
    });

    it('holds what the filter lets through, of however many rows', async () => {
      sql(`WITH RECURSIVE n(s) AS (SELECT 1 UNION ALL SELECT s + 1 FROM n WHERE s < 2500)
        INSERT INTO audit SELECT s, 1, s, 'ada', 'item.revealed', NULL, NULL, CASE s % 2 WHEN 0 THEN 'ok' ELSE 'denied' END, 'desktop', x'00', NULL FROM n`);
      const { rows, text } = await exported('json', { outcome: 'ok' });
      expect(rows).toBe(1250);
      expect((JSON.parse(text) as { sequence: number }[]).map(({ sequence }) => sequence)).toEqual(
        Array.from({ length: 1250 }, (_, index) => 2500 - 2 * index),
      );
    });

    it('is for this login alone, and takes the place of no other', async () => {
      mkdirSync(exportsDirectory);
      writeFileSync(join(exportsDirectory, 'strongroom-activity-2026-01-15.csv'), 'mine');
      const first = await exported('csv');
      const second = await exported('csv');
      expect([first.path, second.path]).toEqual([2, 3].map((n) => join(exportsDirectory, `strongroom-activity-2026-01-15-${n}.csv`)));
      expect(readFileSync(join(exportsDirectory, 'strongroom-activity-2026-01-15.csv'), 'utf8')).toBe('mine');
      if (process.platform !== 'win32') expect(statSync(first.path).mode & 0o777).toBe(0o600);
      expect(readdirSync(exportsDirectory)).toHaveLength(3);
    });

    it('is in the log before it has its name; where the log takes nothing, there is no file', async () => {
      await exported('csv');
      expect(await audit.head()).toMatchObject({ actorId: 'ada', action: 'audit.exported', outcome: 'ok' });
      sql("CREATE TRIGGER refuse BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'no room'); END");
      await expect(activity.export('ada', everything, 'json')).rejects.toThrow();
      expect(readdirSync(exportsDirectory)).toEqual(['strongroom-activity-2026-01-15.csv']);
    });

    it('is refused where the directory cannot be made, and the log tells of none', async () => {
      writeFileSync(exportsDirectory, 'a file');
      await expect(activity.export('ada', everything, 'csv')).rejects.toMatchObject({ code: 'notWritable', detail: { what: 'exports' } });
      expect(await audit.head()).toBeNull();
    });

    it.skipIf(process.platform === 'win32' || process.getuid?.() === 0)('is refused where nobody may write', async () => {
      mkdirSync(exportsDirectory);
      chmodSync(exportsDirectory, 0o500);
      await expect(activity.export('ada', everything, 'csv')).rejects.toMatchObject({ code: 'notWritable' });
      expect(existsSync(join(exportsDirectory, 'strongroom-activity-2026-01-15.csv'))).toBe(false);
    });
  });
});
