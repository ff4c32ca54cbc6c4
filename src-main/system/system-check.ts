import { setImmediate as nextTask } from 'node:timers/promises';
import type { CheckPart, SystemCheck } from '../../src-shared/system.ts';
import { rowHolds } from '../accounts/account-rows.ts';
import { everyAccount } from '../accounts/every-account.ts';
import type { AuditService } from '../audit/audit-service.ts';
import type { Database } from '../database/database.ts';
import { checkIntegrity } from '../database/integrity-check.ts';
import type { Clock, Log } from '../host.ts';
import type { Installation } from '../installation/installation.ts';
import type { Work } from '../notifications/work.ts';
import type { PolicyService } from '../policy/policy-service.ts';

interface CheckParts {
  readonly database: Database;
  readonly audit: AuditService;
  readonly installation: Pick<Installation, 'id' | 'keys'>;
  readonly policy: Pick<PolicyService, 'damaged'>;
  readonly clock: Clock;
  readonly log: Log;
  /** Tells whoever began it what came of it, where it took long. */
  readonly work: Pick<Work, 'run'>;
}

const accountsAtOnce = 200;

/** Looks at everything that is stored, piece by piece beside the work that goes on; one at a time. The last result is kept until the app ends. */
export function createSystemCheck({ database, audit, installation, policy, clock, log, work }: CheckParts) {
  let present: SystemCheck | null = null;
  let stopping: AbortController | null = null;
  let running: Promise<unknown> = Promise.resolve();

  const change = (changes: Partial<SystemCheck>): void => {
    if (present !== null) present = { ...present, ...changes };
  };
  const begin = (part: CheckPart, of = 0): void => change({ part, done: 0, of });
  const found = (part: CheckPart, checked: number, problems: number): void =>
    change({ results: [...(present?.results ?? []), { part, checked, problems }] });

  async function lookAtLog(signal: AbortSignal): Promise<void> {
    const [first, last] = [await database.repositories.audit.first(), await database.repositories.audit.last()];
    begin('log', first === null || last === null ? 0 : last.sequence - first.sequence + 1);
    const report = await audit.verify(null, null, (rows) => {
      signal.throwIfAborted();
      change({ done: rows });
    });
    found('log', report.rows, report.problem === null ? 0 : 1);
  }

  async function lookAtAccounts(signal: AbortSignal): Promise<void> {
    const { repositories } = database;
    begin('accounts', await repositories.accounts.count());
    let [done, problems] = [0, 0];
    for await (const row of everyAccount(repositories)) {
      if (!rowHolds(installation.keys.accountRows, row)) problems += 1;
      done += 1;
      if (done % accountsAtOnce !== 0) continue;
      signal.throwIfAborted();
      change({ done });
      await nextTask();
    }
    found('accounts', done, problems);
  }

  async function run(signal: AbortSignal): Promise<void> {
    const { problems, orphans, tables } = await checkIntegrity(database.file, signal);
    found('database', tables, problems);
    begin('relations');
    found('relations', tables, orphans);
    await lookAtLog(signal);
    await lookAtAccounts(signal);
    begin('policy', 1);
    found('policy', 1, policy.damaged ? 1 : 0);
  }

  async function finish(actorId: string, signal: AbortSignal): Promise<SystemCheck['status']> {
    let status: SystemCheck['status'];
    try {
      await run(signal);
      status = present?.results.every(({ problems }) => problems === 0) === true ? 'intact' : 'damaged';
    } catch {
      status = signal.aborted ? 'stopped' : 'failed';
    }
    change({ status, finishedAt: clock.now() });
    if (status === 'stopped') return status;
    const target = { targetKind: 'installation', targetId: installation.id } as const;
    const outcome = status === 'intact' ? 'ok' : 'failed';
    // What was found counts, also where a damaged database can't write it down.
    await audit
      .record({ actorId, action: 'system.checked', ...target, outcome })
      .catch(() => log('audit.notWritten', { action: 'system.checked' }));
    return status;
  }

  /** Whoever has stopped it knows. */
  const factsOf = (status: SystemCheck['status']): { count: number; failed: number } | null =>
    status === 'stopped'
      ? null
      : { count: (present?.results ?? []).reduce((sum, { checked }) => sum + checked, 0), failed: status === 'intact' ? 0 : 1 };

  return {
    state: (): SystemCheck | null => present,
    start(actorId: string): SystemCheck {
      if (present?.status === 'running') return present;
      const begun: SystemCheck = {
        ...{ status: 'running', startedAt: clock.now(), finishedAt: null },
        ...{ part: 'database', done: 0, of: 0, results: [] },
      };
      present = begun;
      stopping = new AbortController();
      const { signal } = stopping;
      running = work.run(actorId, 'integrity', () => finish(actorId, signal), factsOf);
      return begun;
    },
    /** Resolves when it has stopped. */
    async stop(): Promise<SystemCheck | null> {
      stopping?.abort();
      await running;
      return present;
    },
  };
}
