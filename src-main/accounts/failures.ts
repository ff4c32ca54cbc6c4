import { AppError } from '../../src-shared/errors.ts';
import type { AuditService } from '../audit/audit-service.ts';
import type { Database } from '../database/database.ts';
import type { Clock } from '../host.ts';
import type { AccountRow } from './accounts-entity.ts';
import { afterFailure, type Failures, noFailures, rebased, type Slowing, waitUntil } from './throttle.ts';

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
    await audit.record({ actorId: null, action: 'session.signInFailed', ...target, outcome: 'failed' }, r);
    return failures.lockedUntil;
  });
  return new AppError('wrongPassword', lockedUntil === null ? undefined : { retryAt: lockedUntil });
}

/** How guesses at one account are slowed down: requireNoDelay and countFailure, or their like. */
export interface Guesses {
  requireNoDelay(account: AccountRow): Promise<void>;
  count(account: AccountRow): Promise<AppError>;
  /** The right password was given. */
  forgive(account: AccountRow): void;
}

/** Guesses at windows and terminals: stored with the account, so that a restart gives none back. */
export const storedGuesses = (parts: FailureParts): Guesses => ({
  requireNoDelay: (account) => requireNoDelay(parts, account),
  count: (account) => countFailure(parts, account),
  // The account's row is written anew by whoever let the person in.
  forgive: () => undefined,
});

/**
 * Guesses by programs, counted beside the others: a program that guesses delays every program, and never the person at the window.
 */
export function programGuesses({ database, audit, clock, policy }: FailureParts): Guesses {
  const counted = new Map<string, Failures>();
  return {
    async requireNoDelay({ id }) {
      const failures = counted.get(id);
      if (failures === undefined) return;
      const now = clock.now();
      const present = rebased(failures, now, policy.now);
      counted.set(id, present);
      const retryAt = waitUntil(present, now);
      if (retryAt !== null) throw new AppError('tooManyAttempts', { retryAt });
    },
    forgive: ({ id }) => void counted.delete(id),
    async count(account) {
      const { id } = account;
      const failures = afterFailure(counted.get(id) ?? noFailures, clock.now(), policy.now);
      counted.set(id, failures);
      await database.transaction(async (r) => {
        const stored = (await r.accounts.find(id)) ?? account;
        await r.accounts.update(id, { failuresSinceLastLogin: stored.failuresSinceLastLogin + 1 });
        const target = { targetKind: 'account', targetId: id };
        await audit.record({ actorId: null, action: 'session.signInFailed', ...target, outcome: 'failed' }, r);
      });
      return new AppError('wrongPassword', failures.lockedUntil === null ? undefined : { retryAt: failures.lockedUntil });
    },
  };
}
