import { AppError } from '../../src-shared/errors.ts';
import type { Input, Output } from '../../src-shared/contract/index.ts';
import { accountStatuses, type Activation, type PeopleQuery, type Person } from '../../src-shared/people.ts';
import { rowHolds, signedChanges, signedRow } from '../accounts/account-rows.ts';
import { type AccountRow, due } from '../accounts/accounts-entity.ts';
import { makeActivation } from '../accounts/activation.ts';
import { type AccountParts, newAccount, requireFree, tellCreated } from '../accounts/enrolment.ts';
import type { SessionService, Unlocked } from '../session/session-service.ts';
import { codeRules, requireFit } from './acts.ts';

interface PeopleParts extends AccountParts {
  readonly sessions: SessionService;
}

export type PeopleService = ReturnType<typeof createPeopleService>;

/** The accounts as administrators see them, and how they invite people. */
export function createPeopleService(parts: PeopleParts) {
  const { database, installation, audit, notifications, clock, sessions, newId } = parts;
  const key = installation.keys.accountRows;

  function personOf(row: AccountRow, liveSessions: number): Person {
    const { id, username, displayName, email, colour, role, status, createdAt, lastLogin, failedLoginAttempts } = row;
    return {
      ...{ id, username, displayName, email, colour, role, status, createdAt, lastLogin, failedLoginAttempts },
      lockedUntil: row.lockedUntil !== null && row.lockedUntil > clock.now() ? row.lockedUntil : null,
      passwordDue: row.passwordDue !== 0,
      passwordReleasable: row.passwordDue === due.asked,
      activationExpiresAt: row.activationExpiresAt,
      eraseAt: row.eraseAt,
      hasVault: row.passwordSlotId !== null,
      imported: row.importedHash !== null,
      recoveryCodeConfirmed: row.personalCodeConfirmedAt !== null,
      damaged: !rowHolds(key, row),
      liveSessions,
      unlocked: sessions.doors.vaultOf(id) !== null,
    };
  }

  return {
    async list(query: PeopleQuery): Promise<Output<'people.list'>> {
      const { rows, total } = await database.repositories.accounts.page(query);
      const live = await database.repositories.sessions.countLive(
        rows.map((row) => row.id),
        clock.now(),
      );
      const counted = await database.repositories.accounts.countByStatus();
      const counts = Object.fromEntries(accountStatuses.map((status) => [status, counted[status] ?? 0])) as Output<'people.list'>['counts'];
      return { people: rows.map((row) => personOf(row, live.get(row.id) ?? 0)), total, counts };
    },

    /** An account whose person chooses the password with the code. Throws usernameTaken; secondAdministratorNeeded for an administrator under the rule of two. */
    async create({ ownerId: actorId }: Unlocked, person: Input<'people.create'>): Promise<Activation> {
      if (person.role === 'administrator' && parts.policy.now.twoAdministrators) throw new AppError('secondAdministratorNeeded');
      const { code, ...activation } = makeActivation(parts, clock.now());
      const accountId = newId();
      await database.transaction(async (r) => {
        await requireFree(r, person);
        const unsigned = await newAccount(parts, r, { id: accountId, ...person, status: 'invited' });
        await r.accounts.insert(signedRow(key, { ...unsigned, ...activation }));
        await tellCreated(parts, r, actorId, accountId);
      });
      sessions.announceToAdministrators();
      return { accountId, username: person.username, code, expiresAt: activation.activationExpiresAt };
    },

    /** Throws notAllowedNow for somebody who has a password; secondAdministratorNeeded for an administrator under the rule of two. */
    invite({ ownerId: actorId }: Unlocked, id: string): Promise<Activation> {
      return this.makeCode(actorId, id, 'account.invited');
    },

    /**
     * A new activation code for this account; the previous one no longer opens.
     * Throws notFound, notAllowedNow, secondAdministratorNeeded, dataDamaged.
     */
    async makeCode(actorId: string, id: string, action: 'account.invited' | 'account.reset'): Promise<Activation> {
      const { code, ...activation } = makeActivation(parts, clock.now());
      const username = await database.transaction(async (r) => {
        const row = await r.accounts.find(id);
        if (row === null) throw new AppError('notFound', { what: 'account' });
        // SECURITY: as of now: whoever has chosen a password meanwhile would lose the vault by a code that was meant for a newcomer.
        requireFit(codeRules[action], row);
        const newcomer = action === 'account.invited' && row.role === 'administrator';
        if (newcomer && parts.policy.now.twoAdministrators) throw new AppError('secondAdministratorNeeded');
        await r.accounts.update(id, signedChanges(key, row, activation));
        await audit.record({ actorId, action, targetKind: 'account', targetId: id, outcome: 'ok' }, r);
        if (action === 'account.reset') await notifications.tell(r, id, 'account.reset', {});
        return row.username;
      });
      sessions.announceToAdministrators();
      return { accountId: id, username, code, expiresAt: activation.activationExpiresAt };
    },
  };
}
