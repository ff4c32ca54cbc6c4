import { AppError } from '../../src-shared/errors.ts';
import type { Output } from '../../src-shared/contract/index.ts';
import { requireJoining } from '../policy/policy-service.ts';
import { activationHashOf } from './activation.ts';
import { checkRow, signedChanges } from './account-rows.ts';
import type { AccountRow } from './accounts-entity.ts';
import { type AccountParts, enrol, type Enrolled, insertVault, makeVault, type NewPerson, vaultColumns } from './enrolment.ts';
import { requireStrong } from './password-policy.ts';
import type { RecoveryService } from './recovery-service.ts';
import { putVaultAway } from '../vault/old-vault.ts';

interface JoiningParts extends AccountParts {
  readonly recovery: Pick<RecoveryService, 'forget'>;
}

const spent = { activationHash: null, activationExpiresAt: null } as const;

/** How people come to have an account of their own: by themselves, with approval, or with an activation code. */
export function createJoiningService(parts: JoiningParts) {
  const { policy, database, installation, audit, notifications, clock } = parts;

  /** Throws wrongActivationCode, also for one that has run out. */
  async function accountFor(code: string): Promise<AccountRow> {
    return requireOpen(await database.repositories.accounts.findByActivation(activationHashOf(installation, code)));
  }

  /** Throws as activate. SECURITY: asked again when the vault is stored, for the derivation takes long enough to disable somebody. */
  function requireOpen(account: AccountRow | null): AccountRow {
    if (account === null) throw new AppError('wrongActivationCode');
    checkRow(installation.keys.accountRows, account);
    if ((account.activationExpiresAt ?? 0) <= clock.now()) throw new AppError('wrongActivationCode', { reason: 'expired' });
    if (account.status !== 'invited' && account.status !== 'active') throw new AppError('accountDisabled');
    if (account.status === 'invited') requireNewcomer(account);
    return account;
  }

  function requireNewcomer({ role }: AccountRow): void {
    // A policy that was spoiled may have had the kill switch on.
    if (policy.killSwitch !== null || policy.damaged) throw new AppError('joiningClosed', { reason: 'closed' });
    // SECURITY: invited before the rule of two came, by one administrator alone, who would be both of the two.
    if (role === 'administrator' && policy.now.twoAdministrators) throw new AppError('secondAdministratorNeeded');
  }

  async function activate(account: AccountRow, code: string, password: string): Promise<Enrolled> {
    const enrolled = await makeVault(
      parts,
      account.id,
      (keeper, order) => keeper.call('createVault', { ...order, password }),
      async (r, made) => {
        const current = requireOpen(await r.accounts.findByActivation(activationHashOf(installation, code)));
        // SECURITY: a code that waits is one of the vault that is put away; confirmed afterwards it would replace the new vault's.
        parts.recovery.forget(current.id);
        await putVaultAway(r, { ownerId: current.id, now: clock.now(), newId: parts.newId });
        await insertVault(r, current.id, made);
        const now = clock.now();
        const changes = { ...vaultColumns(made), ...spent, status: 'active', importedHash: null, passwordDue: 0 } as const;
        await r.accounts.update(current.id, {
          ...signedChanges(installation.keys.accountRows, current, changes),
          ...{ lastLogin: now, failedLoginAttempts: 0, failuresSinceLastLogin: 0, lastFailureAt: null, lockedUntil: null },
        });
        const target = { targetKind: 'account', targetId: current.id } as const;
        await audit.record({ actorId: current.id, action: 'account.activated', ...target, outcome: 'ok' }, r);
      },
    );
    await database.truncateWal();
    return enrolled;
  }

  return {
    /** False where an account that somebody makes for themselves has to be approved first. Throws joiningClosed. */
    async mayEnter(): Promise<boolean> {
      requireJoining(policy);
      return policy.now.joining === 'open';
    },

    join(person: NewPerson): Promise<Enrolled> {
      return enrol(parts, person, { role: 'user' }, async () => {
        requireJoining(policy);
        // SECURITY: asked again, for the derivation takes long enough to decide that joining takes approval.
        if (policy.now.joining !== 'open') throw new AppError('conflict', { what: 'joining' });
      });
    },

    /** Makes the account with its vault and leaves it waiting for an administrator. */
    async apply(person: NewPerson): Promise<Extract<Output<'accounts.create'>, { status: 'waiting' }>> {
      const { vault } = await enrol(parts, person, { role: 'user', status: 'pending' }, async (r) => {
        requireJoining(policy);
        await notifications.tellAdministrators(r, 'account.joined', { person: person.displayName });
      });
      vault.end();
      return { status: 'waiting' };
    },

    async checkActivation(code: string): Promise<Output<'accounts.checkActivation'>> {
      const { username, displayName, passwordSlotId } = await accountFor(code);
      return { username, displayName, replacesVault: passwordSlotId !== null };
    },

    /**
     * Gives the account the password that its person has chosen, and an empty vault; one that was there is put away sealed.
     * Throws wrongActivationCode, accountDisabled, joiningClosed, secondAdministratorNeeded, weakPassword, keychainUnavailable, keychainLocked, busy.
     */
    async activate(code: string, password: string): Promise<Enrolled> {
      const { id, username, displayName, email } = await accountFor(code);
      await requireStrong(password, [username, displayName, email], policy.now.passwordMinCharacters);
      return parts.turns.take(id, async () => activate(await accountFor(code), code, password));
    },
  };
}
