import { AppError } from '../../src-shared/errors.ts';
import type { Act, AccountStatus } from '../../src-shared/people.ts';
import type { NotificationTrigger } from '../../src-shared/notifications.ts';
import type { Policy } from '../../src-shared/policy.ts';
import { type AccountRow, due } from '../accounts/accounts-entity.ts';
import { noFailures } from '../accounts/throttle.ts';
import type { AuditAction } from '../audit/audit-actions.ts';

type Changes = Partial<Omit<AccountRow, 'mac'>>;

/** What one act asks of an account and does to it. */
export interface ActRule {
  readonly from: readonly AccountStatus[];
  /** Further conditions that the row itself decides. */
  readonly fits?: (row: AccountRow) => boolean;
  /** Takes an administrator away, so that one has to be left. */
  readonly removes?: true;
  /** Takes a second administrator where the policy says so. */
  readonly destructive?: true;
  readonly endsSessions?: true;
  readonly changes: (row: AccountRow, now: number, policy: Policy) => Changes;
  readonly action: AuditAction;
  readonly trigger: NotificationTrigger | null;
}

const day = 86_400_000;
const living: readonly AccountStatus[] = ['active', 'pending', 'invited', 'disabled'];
const hasVault = (row: AccountRow): boolean => row.passwordSlotId !== null;
const isUser = (row: AccountRow): boolean => row.role === 'user';

/** What an account goes back to: as it was, or what its contents say where that is not known. */
const former = (row: AccountRow): AccountStatus => row.statusBefore ?? (hasVault(row) || row.importedHash !== null ? 'active' : 'invited');

/** Every act but declining and mending, which leave no row or a row that was not ours. */
export const actRules: Readonly<Record<Exclude<Act, 'decline' | 'mend'>, ActRule>> = {
  approve: {
    from: ['pending'],
    changes: () => ({ status: 'active' }),
    action: 'account.approved',
    trigger: 'account.approved',
  },
  disable: {
    from: ['active', 'invited'],
    removes: true,
    endsSessions: true,
    changes: ({ status }) => ({ status: 'disabled', statusBefore: status }),
    action: 'account.disabled',
    trigger: 'account.disabled',
  },
  enable: {
    from: ['disabled'],
    changes: (row) => ({ status: former(row), statusBefore: null }),
    action: 'account.enabled',
    trigger: 'account.enabled',
  },
  unlock: {
    from: ['active'],
    changes: () => ({ ...noFailures }),
    action: 'account.unlocked',
    trigger: 'account.unlocked',
  },
  makeAdministrator: {
    from: ['active'],
    fits: (row) => isUser(row) && hasVault(row),
    // Whoever could make the second administrator alone would be both of the two.
    destructive: true,
    changes: () => ({ role: 'administrator' }),
    action: 'account.roleChanged',
    trigger: 'account.roleChanged',
  },
  makeUser: {
    from: ['active', 'disabled', 'invited'],
    fits: (row) => row.role === 'administrator',
    removes: true,
    changes: () => ({ role: 'user' }),
    action: 'account.roleChanged',
    trigger: 'account.roleChanged',
  },
  endSessions: {
    from: ['active'],
    endsSessions: true,
    changes: () => ({}),
    action: 'session.ended',
    trigger: 'sessions.ended',
  },
  requirePassword: {
    from: ['active'],
    fits: (row) => hasVault(row) && row.passwordDue === 0,
    changes: () => ({ passwordDue: due.asked }),
    action: 'account.passwordRequired',
    trigger: 'account.passwordDue',
  },
  releasePassword: {
    from: ['active'],
    fits: (row) => row.passwordDue === due.asked,
    changes: () => ({ passwordDue: 0 }),
    action: 'account.passwordReleased',
    trigger: 'account.passwordReleased',
  },
  delete: {
    from: living,
    removes: true,
    destructive: true,
    endsSessions: true,
    changes: ({ status }, now, { deletionGraceDays }) => ({
      ...{ status: 'deleted', statusBefore: status, eraseAt: now + deletionGraceDays * day },
      ...{ activationHash: null, activationExpiresAt: null },
    }),
    action: 'account.deleted',
    trigger: 'account.deleted',
  },
  restore: {
    from: ['deleted'],
    changes: (row) => ({ status: former(row), statusBefore: null, eraseAt: null }),
    action: 'account.restored',
    trigger: 'account.restored',
  },
};

/** Who is given a new activation code: whoever has no password yet, or one that is to be replaced together with the vault. */
export const codeRules: Readonly<Record<'account.invited' | 'account.reset', Pick<ActRule, 'from' | 'fits'>>> = {
  'account.invited': { from: ['invited', 'active'], fits: (row) => !hasVault(row) },
  'account.reset': { from: ['active'], fits: hasVault },
};

/** Throws notAllowedNow where the account is not in a state that this act is for. */
export function requireFit(rule: Pick<ActRule, 'from' | 'fits'>, row: AccountRow): void {
  if (row.role === 'guest' || !rule.from.includes(row.status) || rule.fits?.(row) === false)
    throw new AppError('notAllowedNow', { what: row.status });
}
