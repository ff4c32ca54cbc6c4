import { beforeEach, describe, expect, it } from 'vitest';
import { type AnalyticsService, createAnalyticsService } from '../../src-main/analytics/analytics-service.ts';
import type { AuditService } from '../../src-main/audit/audit-service.ts';
import type { Database } from '../../src-main/database/database.ts';
import { day, entry, openAuditLog } from '../helpers/audit-log.ts';
import type { FakeClock } from '../helpers/fake-clock.ts';
import { accountRow, sessionRow } from '../helpers/rows.ts';

const minute = 60_000;

describe('analytics', () => {
  let database: Database;
  let clock: FakeClock;
  let audit: AuditService;
  let sql: (text: string) => void;
  let analytics: AnalyticsService;

  beforeEach(async () => {
    const log = await openAuditLog();
    ({ database, clock, sql } = log);
    clock.set(new Date(2026, 4, 20, 12).getTime());
    audit = log.start();
    analytics = createAnalyticsService({ database, clock });
  });

  const session = (id: string, changes: Partial<ReturnType<typeof sessionRow>>) =>
    database.repositories.sessions.insert({ ...sessionRow(id, 'ada'), ...changes });

  it('has every day up to today, also where nothing happened', async () => {
    const { days, kinds } = await analytics.read(7);
    expect(days).toEqual(
      [14, 15, 16, 17, 18, 19, 20].map((date) => ({
        ...{ day: new Date(2026, 4, date).getTime(), signIns: 0, failures: 0, activePeople: 0 },
      })),
    );
    expect(kinds).toEqual(['desktop', 'cli', 'program'].map((kind) => ({ kind, sessions: 0, medianMinutes: null })));
  });

  it('counts sign-ins and recoveries, failures of both, and each person once a day', async () => {
    await audit.record(entry('ada'));
    await audit.record(entry('ada', { action: 'session.recovered' }));
    await audit.record(entry('ben'));
    await audit.record(entry(null, { action: 'session.signInFailed', outcome: 'failed', targetId: 'cora' }));
    await audit.record(entry('cora', { action: 'item.revealed' }));
    clock.advance(day);
    await audit.record(entry(null, { action: 'session.recoveryFailed', outcome: 'denied' }));
    await audit.record(entry('ben'));
    const { days } = await analytics.read(7);
    expect(days.slice(-2).map(({ signIns, failures, activePeople }) => [signIns, failures, activePeople])).toEqual([
      [3, 1, 2],
      [1, 1, 1],
    ]);
  });

  it('puts what happened at midnight, and a moment before, on its own day', async () => {
    const midnight = new Date(2026, 4, 20).getTime();
    clock.set(midnight - 1);
    await audit.record(entry());
    clock.set(midnight);
    await audit.record(entry());
    expect((await analytics.read(7)).days.slice(-2).map(({ signIns }) => signIns)).toEqual([1, 1]);
  });

  it('leaves out what was before the days asked for, and what a clock ahead has dated later than now', async () => {
    const now = clock.now();
    clock.set(new Date(2026, 4, 14).getTime() - 1);
    await audit.record(entry());
    clock.set(now + day);
    await audit.record(entry());
    clock.set(now);
    await audit.record(entry());
    expect((await analytics.read(7)).days.map(({ signIns }) => signIns)).toEqual([0, 0, 0, 0, 0, 0, 1]);
  });

  it('counts thousands on one day', async () => {
    sql(`WITH RECURSIVE n(s) AS (SELECT 1 UNION ALL SELECT s + 1 FROM n WHERE s < 5000)
      INSERT INTO audit SELECT s, 1, ${clock.now() - day} + s, 'p' || (s % 1234), 'session.signedIn', NULL, NULL, 'ok', 'desktop', x'00', NULL FROM n`);
    expect((await analytics.read(30)).days.at(-2)).toMatchObject({ signIns: 5000, activePeople: 1234 });
  });

  it('tells how many sessions of each kind began, and how long they were used in the middle', async () => {
    await database.repositories.accounts.insert(accountRow('ada'));
    const now = clock.now();
    await session('1', { createdAt: now - day, lastActivityAt: now - day + 10 * minute });
    await session('2', { createdAt: now - 2 * day, lastActivityAt: now - 2 * day + 30 * minute, revokedAt: now });
    await session('3', { createdAt: now, lastActivityAt: now, kind: 'cli' });
    await session('4', { createdAt: now - 3 * day, lastActivityAt: now - 3 * day + 90 * minute });
    await session('5', { createdAt: now - 40 * day, lastActivityAt: now });
    await session('6', { createdAt: now, lastActivityAt: now - minute, kind: 'cli' });
    expect((await analytics.read(7)).kinds).toEqual([
      { kind: 'desktop', sessions: 3, medianMinutes: 30 },
      { kind: 'cli', sessions: 2, medianMinutes: 0 },
      { kind: 'program', sessions: 0, medianMinutes: null },
    ]);
  });
});
