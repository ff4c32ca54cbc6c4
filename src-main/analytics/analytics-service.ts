import { setImmediate as nextTask } from 'node:timers/promises';
import type { Analytics } from '../../src-shared/audit.ts';
import { sessionKinds } from '../../src-shared/people.ts';
import type { AuditAction } from '../audit/audit-actions.ts';
import type { Database } from '../database/database.ts';
import type { Clock } from '../host.ts';
import type { Happened } from './analytics-repository.ts';
import { dayIndex, lastMidnights, median } from './days.ts';

interface AnalyticsParts {
  readonly database: Database;
  readonly clock: Clock;
}

/** Some 5 ms. */
const batch = 2000;
const minute = 60_000;

const signInActions = ['session.signedIn', 'session.recovered'] as const;
const failureActions = ['session.signInFailed', 'session.recoveryFailed'] as const;

export type AnalyticsService = ReturnType<typeof createAnalyticsService>;

/** How the machine is used, from the audit log and the sessions; whoever reads it learns of no single person. */
export function createAnalyticsService({ database, clock }: AnalyticsParts) {
  const { analytics, audit } = database.repositories;

  /** Along the index of one action, from the first row of these times on. */
  async function each(action: AuditAction, [from, to]: readonly [number, number], told: (row: Happened) => void): Promise<void> {
    const within = await audit.within(from, to);
    if (within === null) return;
    for (let after = within.from - 1; ;) {
      const rows = await analytics.happened(action, after, batch);
      for (const row of rows) if (row.at >= from && row.at <= to) told(row);
      const last = rows.at(-1);
      if (last === undefined || rows.length < batch || last.sequence >= within.to) return;
      after = last.sequence;
      await nextTask();
    }
  }

  async function daysFrom(midnights: readonly number[], now: number): Promise<Analytics['days']> {
    const days = midnights.map((day) => ({ day, signIns: 0, failures: 0, people: new Set<string>() }));
    const times = [midnights[0] ?? now, now] as const;
    const dayOf = ({ at }: Happened) => days[dayIndex(midnights, at)];
    for (const action of signInActions) {
      await each(action, times, (row) => {
        const day = dayOf(row);
        if (day === undefined) return;
        day.signIns += 1;
        if (row.actorId !== null) day.people.add(row.actorId);
      });
    }
    for (const action of failureActions) {
      await each(action, times, (row) => {
        const day = dayOf(row);
        if (day !== undefined) day.failures += 1;
      });
    }
    return days.map(({ people, ...day }) => ({ ...day, activePeople: people.size }));
  }

  async function kindsFrom(midnights: readonly number[], now: number): Promise<Analytics['kinds']> {
    const minutes = new Map<string, number[]>(sessionKinds.map((kind) => [kind, []]));
    for (const [index, midnight] of midnights.entries()) {
      const rows = await analytics.sessionLengths(midnight, midnights[index + 1] ?? now + 1);
      for (const { kind, milliseconds } of rows) minutes.get(kind)?.push(Math.max(0, milliseconds) / minute);
      await nextTask();
    }
    return sessionKinds.map((kind) => {
      const all = minutes.get(kind) ?? [];
      return { kind, sessions: all.length, medianMinutes: median(all) };
    });
  }

  return {
    /**
     * The last so many days up to today. A person is active on a day on which the own vault was opened by a sign-in or a recovery:
     * vaults lock by themselves after a few hours at most, so nobody uses one for a day without, and no other rows need be read.
     */
    async read(days: number): Promise<Analytics> {
      const now = clock.now();
      const midnights = lastMidnights(days, now);
      return { days: await daysFrom(midnights, now), kinds: await kindsFrom(midnights, now) };
    },
  };
}
