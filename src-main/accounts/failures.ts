import { AppError } from '../../src-shared/errors.ts';
import type { AuditService } from '../audit/audit-service.ts';
import type { Database } from '../database/database.ts';
import type { Clock } from '../host.ts';
import type { AccountRow } from './accounts-entity.ts';
import { afterFailure, rebased, type Slowing, waitUntil } from './throttle.ts';

interface FailureParts {
  readonly database: Database;
  readonly audit: AuditService;
  readonly clock: Clock;
  readonly policy: { readonly now: Slowing };
}

/** Throws tooManyAttempts with detail.retryAt while a delay runs. */
export async function requireNoDelay({ database, clock, policy }: FailureParts, account: AccountRow): Promise<void> {
  const now = clock.now();
  const failures = rebased(account, now, policy.now);
  if (failures !== account) {
    const { lastFailureAt, lockedUntil } = failures;
    await database.transaction((r) => r.accounts.update(account.id, { lastFailureAt, lockedUntil }));
  }
  const retryAt = waitUntil(failures, now);
  if (retryAt !== null) throw new AppError('tooManyAttempts', { retryAt });
}

/** Counts a wrong password against the account; answers with the error to throw, which says when a delay has begun. */
export async function countFailure({ database, audit, clock, policy }: FailureParts, account: AccountRow): Promise<AppError> {
  const lockedUntil = await database.transaction(async (r) => {
    // The counters may have moved while this try was being derived; the stored ones decide.
    const stored = (await r.accounts.find(account.id)) ?? account;
    const failures = afterFailure(stored, clock.now(), policy.now);
    await r.accounts.update(account.id, { ...failures, failuresSinceLastLogin: stored.failuresSinceLastLogin + 1 });
    const target = { targetKind: 'account', targetId: account.id };
    await audit.record({ actorId: null, action: 'session.signInFailed', ...target, outcome: 'failed', client: 'desktop' }, r);
    return failures.lockedUntil;
  });
  return new AppError('wrongPassword', lockedUntil === null ? undefined : { retryAt: lockedUntil });
}
