import type { Output } from '../../src-shared/contract/index.ts';
import { type FindingPage, type FindingQuery, type HealthSummary, worseByPoints } from '../../src-shared/health.ts';
import { AppError } from '../../src-shared/errors.ts';
import { limits } from '../../src-shared/limits.ts';
import type { Database } from '../database/database.ts';
import type { Clock, Log } from '../host.ts';
import type { HealthContext } from '../keeper/health-protocol.ts';
import type { NotificationService } from '../notifications/notification-service.ts';
import { createItemSecrets } from '../vault/item-access.ts';
import type { OpenVault } from '../vault/open-vault.ts';
import type { HealthNotes, Point } from './health-notes.ts';
import { dayOf } from './local-days.ts';
import type { UsageService } from './usage-service.ts';

interface HealthParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly notes: HealthNotes;
  readonly usage: UsageService;
  readonly notifications: Pick<NotificationService, 'tell'>;
}

/** In one call: few enough that the next call of a window comes between. */
const assessedAtOnce = 50;
const keptAtOnce = 2000;
const weekMilliseconds = 7 * 86_400_000;

/** How a person's vault is: worked out by the keeper from its index, remembered day by day. Everything throws keeperStopped. */
export function createHealthService({ database, clock, log, notes, usage, notifications }: HealthParts) {
  const { secretsOf } = createItemSecrets(database);

  async function contextOf(vault: OpenVault): Promise<HealthContext> {
    const now = clock.now();
    const accepted = Object.keys((await notes.read(vault, 'accepted')).keys);
    const { used, since } = await usage.known(vault);
    return { now, used, logSince: since ?? now, accepted };
  }

  /** A point for today, where it isn't there or says something else. */
  async function note(vault: OpenVault, { score, counts }: HealthSummary): Promise<readonly Point[]> {
    const { points } = await notes.read(vault, 'scores');
    if (score === null) return points;
    const point = { day: dayOf(clock.now()), score, findings: Object.values(counts).reduce((sum, count) => sum + count, 0) };
    const before = points.filter(({ day }) => day < point.day);
    const same = points.find(({ day }) => day === point.day);
    // A clock that was set back takes nothing away: what lies ahead stays until its day has come.
    const after = points.filter(({ day }) => day > point.day);
    const next = [...before, point, ...after].slice(-limits.healthDaysMax);
    if (same?.score === point.score && same.findings === point.findings) return points;
    await notes.write(vault, 'scores', { v: 1, points: next });
    await tellWorse(vault, before.at(-1)?.score ?? null, score);
    return next;
  }

  /** At most once a week, and not for what comes and goes within a day. */
  async function tellWorse(vault: OpenVault, before: number | null, score: number): Promise<void> {
    const now = clock.now();
    const told = await notes.read(vault, 'told');
    if (before === null || score > before - worseByPoints) return;
    if (told.worse !== null && Math.abs(now - told.worse.at) < weekMilliseconds) return;
    await notes.write(vault, 'told', { ...told, worse: { at: now, score } }, (r) =>
      notifications.tell(r, vault.ownerId, 'health.worse', { count: score, before }),
    );
  }

  async function keepFound(vault: OpenVault): Promise<void> {
    while (
      (await vault.write(
        'keepStrengths',
        async () => ({ limit: keptAtOnce }),
        async () => undefined,
      )) === keptAtOnce
    );
  }

  return {
    async report(vault: OpenVault): Promise<Output<'health.report'>> {
      const summary = await vault.keeper.call('health', await contextOf(vault));
      return { ...summary, history: [...(await note(vault, summary))] };
    },
    async findings(vault: OpenVault, query: FindingQuery): Promise<FindingPage> {
      const page = await vault.keeper.call('findings', { ...(await contextOf(vault)), query });
      const about = page.findings.flatMap(({ items }) => items.flatMap(({ id, fieldId }) => (fieldId === null ? [] : [id])));
      const fieldNames = await vault.read(async () =>
        vault.keeper.call('fieldNames', { secrets: await secretsOf(vault, [...new Set(about)]) }),
      );
      return { ...page, fieldNames };
    },
    /**
     * Looks at the values of some of the items that wait, in slices of a few milliseconds; answers how many still wait. What was found
     * is kept in the index with the last of them.
     */
    async assess(vault: OpenVault): Promise<{ left: number }> {
      const { ids, total } = await vault.keeper.call('unassessed', { limit: assessedAtOnce });
      if (total === 0) return { left: 0 };
      await vault.read(async () => {
        let secrets = await secretsOf(vault, ids);
        // The first slice only loads the dictionaries.
        for (let slices = 0; secrets.length > 0 && slices <= ids.length; slices += 1) {
          const { done } = await vault.keeper.call('assess', { secrets });
          secrets = secrets.slice(done);
        }
      });
      const { total: left } = await vault.keeper.call('unassessed', { limit: 1 });
      if (left === 0) await keepFound(vault).catch((error: unknown) => log('health.notKept', { code: codeOf(error) }));
      return { left };
    },
    /** Throws limitReached where too much is accepted already. */
    async accept(vault: OpenVault, keys: readonly string[], accepted: boolean): Promise<void> {
      const { keys: before } = await notes.read(vault, 'accepted');
      const others = Object.entries(before).filter(([key]) => !keys.includes(key));
      const now = clock.now();
      const next = accepted ? [...others, ...keys.map((key) => [key, now] as const)] : others;
      if (next.length > limits.acceptedFindingsMax) throw new AppError('limitReached', { what: 'findings' });
      await notes.write(vault, 'accepted', { v: 1, keys: Object.fromEntries(next) });
    },
  };
}

const codeOf = (error: unknown): string => (error instanceof AppError ? error.code : 'internal');
