import { AppError } from '../../src-shared/errors.ts';
import { rowHolds } from '../accounts/account-rows.ts';
import { everyAccount } from '../accounts/every-account.ts';
import type { AccountParts } from '../accounts/enrolment.ts';
import type { Log } from '../host.ts';
import type { OpenVault } from '../vault/open-vault.ts';
import type { ItemsService } from '../vault/items-service.ts';
import type { AttachmentsService } from '../attachments/attachments-service.ts';
import { eraseAccount } from './erasure.ts';

interface HousekeepingParts extends AccountParts {
  readonly log: Log;
  readonly items: ItemsService;
  readonly attachments: AttachmentsService;
  readonly pruneBackups: (keep: number) => Promise<void>;
}

const day = 86_400_000;
const hour = 3_600_000;
const trashDelayMilliseconds = 2000;

/** What the policy has done by itself: what has run out goes, what was changed from outside is noticed. */
export function createHousekeeping(parts: HousekeepingParts) {
  const { database, installation, audit, notifications, policy, clock, log, items, attachments } = parts;
  let callOff: () => void = () => undefined;
  let present: Promise<void> = Promise.resolve();
  const trashTimers = new Set<() => void>();
  let stopped = false;
  let damaged = 0;

  async function task(name: string, work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      // The others are no less due because of this one; it comes up again in an hour.
      log('housekeeping.failed', { task: name, code: error instanceof AppError ? error.code : 'internal' });
    }
  }

  async function eraseDue(): Promise<void> {
    for (const row of await database.repositories.accounts.listToErase(clock.now())) {
      await task('erasure', () => eraseAccount(parts, null, row.id, 'account.erased'));
    }
  }

  async function run(): Promise<void> {
    // Nobody knows what was to be kept, so everything is.
    if (policy.damaged) return;
    const now = clock.now();
    const { sessionHistoryDays, auditDays, backupsKept } = policy.now;
    await task('sessions', () => database.repositories.sessions.removeEndedBefore(now - sessionHistoryDays * day));
    await task('tokens', async () => {
      // A day longer than they count: a clock that is set back a little must not bring a revoked one to life.
      await database.repositories.refreshTokens.removeExpired(now - day);
      await database.repositories.revokedTokens.removeExpired(now - day);
    });
    await task('requests', () => database.repositories.requests.removeExpired(now));
    await task('accounts', eraseDue);
    await task('audit', () => audit.prune(now - auditDays * day));
    await task('backups', () => parts.pruneBackups(backupsKept));
  }

  async function hourly(): Promise<void> {
    await run();
    if (!stopped) callOff = clock.after(hour, () => void (present = hourly()));
  }

  /** A row that was changed is told to the administrators and the log, once per start. */
  async function sweep(): Promise<void> {
    const found: string[] = [];
    for await (const row of everyAccount(database.repositories)) if (!rowHolds(installation.keys.accountRows, row)) found.push(row.id);
    damaged = found.length;
    if (found.length === 0) return;
    await database.transaction(async (r) => {
      for (const id of found) {
        const target = { targetKind: 'account', targetId: id } as const;
        await audit.record({ actorId: null, action: 'account.damaged', ...target, outcome: 'failed', client: 'main' }, r);
      }
      await notifications.tellAdministrators(r, 'account.damaged', { count: found.length });
    });
  }

  return {
    /** Looks at every account, then runs every hour; nobody waits for it. */
    begin(): void {
      present = task('sweep', sweep).then(hourly);
    },
    /** Resolves when what is under way has ended. */
    async stop(): Promise<void> {
      stopped = true;
      callOff();
      for (const forget of trashTimers) forget();
      await present;
    },

    /** How many account rows something other than the app has changed, as of the last sweep. */
    damagedAccounts: () => damaged,

    /** The trash of a vault that was just opened, once its person has seen the list. */
    emptyTrashOf(vault: OpenVault): void {
      const forget = clock.after(trashDelayMilliseconds, () => {
        trashTimers.delete(forget);
        if (vault.closed) return;
        if (!policy.damaged) void task('trash', () => items.emptyTrash(vault, clock.now() - policy.now.trashDays * day));
        void task('attachments', () => attachments.sweep(vault));
      });
      trashTimers.add(forget);
    },
  };
}
