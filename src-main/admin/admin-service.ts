import { AppError } from '../../src-shared/errors.ts';
import type { Act, Activation, ActResult } from '../../src-shared/people.ts';
import type { Policy, PolicyView } from '../../src-shared/policy.ts';
import { checkRow, rowHolds, signedChanges } from '../accounts/account-rows.ts';
import { withPassword } from '../accounts/account-service.ts';
import type { AccountRow } from '../accounts/accounts-entity.ts';
import type { AccountParts } from '../accounts/enrolment.ts';
import { everyAccount } from '../accounts/every-account.ts';
import type { AuditAction } from '../audit/audit-actions.ts';
import type { Repositories } from '../database/database.ts';
import { shortened } from '../session/session-rows.ts';
import type { SessionService, Unlocked } from '../session/session-service.ts';
import { type ActRule, actRules, codeRules, requireFit } from './acts.ts';
import { eraseAccount } from './erasure.ts';
import { ensureGuest } from './guest.ts';
import type { InstallationCode } from './installation-code.ts';
import { mendRow } from './mending.ts';
import type { PeopleService } from './people-service.ts';
import type { RequestsService } from './requests-service.ts';

export interface AdminParts extends AccountParts {
  readonly sessions: SessionService;
  readonly people: PeopleService;
  readonly requests: RequestsService;
  readonly installationCode: Pick<InstallationCode, 'allow'>;
}

const day = 86_400_000;

/** What administrators do to accounts and policy; none of it opens a vault or learns a password. */
export class AdminService {
  readonly #parts: AdminParts;

  constructor(parts: AdminParts) {
    this.#parts = parts;
  }

  /** Does one act to each of these accounts; what one of them refuses keeps nobody else from it. */
  async act({ ownerId: actorId }: Unlocked, act: Act, ids: readonly string[]): Promise<ActResult> {
    const result: ActResult = { done: [], requested: [], refused: [] };
    for (const id of new Set(ids)) {
      try {
        const outcome = await this.#actOn(actorId, act, id);
        result[outcome].push(id);
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        result.refused.push({ id, error: error.toFailure() });
      }
    }
    this.#parts.sessions.announceToAdministrators();
    return result;
  }

  /** An activation code that begins an empty vault; null where a second administrator has to confirm. Throws notAllowedNow, invalidInput. */
  async reset({ ownerId: actorId }: Unlocked, id: string, name: string): Promise<Activation | null> {
    const row = await this.#account(id);
    if (row.username !== name.trim().toLowerCase()) throw new AppError('invalidInput', { what: 'name' });
    // Whoever still gets in chooses a new password, or takes the recovery code.
    if (id === actorId) throw new AppError('notAllowedNow', { what: 'self' });
    requireFit(codeRules['account.reset'], row);
    if (this.#parts.policy.now.twoAdministrators) {
      await this.#parts.requests.make(actorId, 'reset', id);
      return null;
    }
    return this.#parts.people.makeCode(actorId, id, 'account.reset');
  }

  /** As the second administrator. Throws notFound, denied (one's own request), dataDamaged, notAllowedNow, lastAdministrator. */
  async confirm({ ownerId: actorId }: Unlocked, requestId: string): Promise<{ activation: Activation | null }> {
    const { requests, policy, people } = this.#parts;
    const request = await requests.check(actorId, requestId);
    const { act, ownerId } = request;
    let activation: Activation | null = null;
    switch (act) {
      case 'delete':
      case 'makeAdministrator':
        await this.#apply(actorId, actRules[act], await this.#account(ownerId));
        break;
      case 'reset':
        activation = await people.makeCode(actorId, ownerId, 'account.reset');
        break;
      case 'liftTwoAdministrators':
        await policy.change(actorId, (before) => ({ ...before, twoAdministrators: false }));
        break;
      case 'renewInstallationCode':
        break;
    }
    await requests.settle(actorId, request);
    // Only now that it is written down; whoever asked makes the code, with the own password.
    if (act === 'renewInstallationCode') this.#parts.installationCode.allow(request.requestedBy);
    this.#parts.sessions.announceToAdministrators();
    return { activation };
  }

  /** Begins the grace period of the own account. Throws lastAdministrator, and as withPassword. */
  async deleteOwn(person: Unlocked, password: string): Promise<void> {
    await withPassword(this.#parts, person, password, async () => {
      const row = await this.#account(person.ownerId);
      await this.#apply(person.ownerId, { ...actRules.delete, trigger: null }, row);
      await this.#parts.database.transaction((r) =>
        this.#parts.notifications.tellAdministrators(r, 'account.deletedByOwner', { person: row.displayName }),
      );
    });
    this.#parts.sessions.announceToAdministrators();
  }

  /** Throws invalidInput, secondAdministratorNeeded. Lifting the rule of two waits for a second administrator; the rest holds at once. */
  async setPolicy({ ownerId: actorId }: Unlocked, wanted: Policy): Promise<PolicyView> {
    const { policy, requests, database, sessions, notifications } = this.#parts;
    if (wanted.longestDelaySeconds < wanted.firstDelaySeconds) throw new AppError('invalidInput', { what: 'longestDelaySeconds' });
    if (wanted.sessionAbsoluteDays < wanted.sessionIdleDays) throw new AppError('invalidInput', { what: 'sessionAbsoluteDays' });
    const administrators = (await this.#administrators(database.repositories)).length;
    // A policy that was spoiled has the rule of two on, and somebody alone could never take it off again.
    // SECURITY: unless another account was changed as well: it may be the second administrator's.
    const alone = policy.damaged && administrators < 2 && (await this.#everyRowHolds());
    if (wanted.twoAdministrators && administrators < 2) throw new AppError('secondAdministratorNeeded');
    let lifts = false;
    // SECURITY: decided in its turn: a change that came first may have begun the rule.
    const keys = await policy.change(actorId, (before) => {
      lifts = before.twoAdministrators && !wanted.twoAdministrators && !(policy.damaged && alone);
      return lifts ? { ...wanted, twoAdministrators: true } : wanted;
    });
    if (lifts) await requests.make(actorId, 'liftTwoAdministrators', actorId);
    await database.transaction(async (r) => {
      await ensureGuest(this.#parts, r, policy.now.guest);
      if (keys.length > 0)
        await notifications.tellAdministrators(r, 'policy.changed', { what: keys.join(', '), by: await nameOf(r, actorId) }, actorId);
    });
    await this.#cutSessions();
    if (!policy.now.guest) await sessions.expel(({ role }) => role === 'guest', 'byAdministrator');
    sessions.announceToAdministrators();
    return policy.view();
  }

  /** Everyone is locked before anything is written; every session ends, nobody joins until it is lifted. */
  async killSwitch({ ownerId: actorId }: Unlocked): Promise<void> {
    const { sessions, policy, clock, notifications, database } = this.#parts;
    const locked = sessions.lockAll('killSwitch', 'session.lockedEveryone');
    const expelled = sessions.expel(() => true, 'killSwitch');
    await policy.turnOnKillSwitch(actorId, async (r) => void (await r.sessions.revokeAll(null, clock.now())));
    await Promise.all([locked, expelled]);
    // SECURITY: it holds by now; a log that can't be written changes nothing about that.
    await database.transaction(async (r) => {
      await this.#tell(r, actorId, null, 'killSwitch.turnedOn');
      await notifications.tellAdministrators(r, 'killSwitch.on', { at: clock.now() });
    });
  }

  async liftKillSwitch({ ownerId: actorId }: Unlocked): Promise<PolicyView> {
    const { policy, database, notifications, sessions, clock } = this.#parts;
    await policy.liftKillSwitch(actorId);
    await database.transaction((r) => notifications.tellAdministrators(r, 'killSwitch.lifted', { at: clock.now() }, actorId));
    sessions.announceToAdministrators();
    return policy.view();
  }

  /** A policy that was made shorter holds for the sessions that have begun as well. */
  async #cutSessions(): Promise<void> {
    const { database, policy, sessions, clock } = this.#parts;
    const { sessionIdleDays, sessionAbsoluteDays } = policy.now;
    sessions.cut((row) => shortened(row, policy.now));
    await database.repositories.sessions.cut({ idle: sessionIdleDays * day, absolute: sessionAbsoluteDays * day }, clock.now());
  }

  async #actOn(actorId: string, act: Act, id: string): Promise<'done' | 'requested'> {
    const row = await this.#account(id);
    if (act === 'mend') {
      await mendRow(this.#parts, actorId, row);
      return 'done';
    }
    checkRow(this.#parts.installation.keys.accountRows, row);
    if (act === 'decline') {
      await eraseAccount(this.#parts, actorId, row.id, 'account.declined');
      return 'done';
    }
    const rule = actRules[act];
    requireFit(rule, row);
    if (rule.destructive === true && this.#parts.policy.now.twoAdministrators) {
      if (rule.removes === true) await this.#requireAnother(this.#parts.database.repositories, row);
      await this.#parts.requests.make(actorId, act === 'makeAdministrator' ? act : 'delete', id);
      return 'requested';
    }
    await this.#apply(actorId, rule, row);
    return 'done';
  }

  async #apply(actorId: string, rule: ActRule, row: AccountRow): Promise<void> {
    const { database, sessions, clock, policy, installation, notifications } = this.#parts;
    requireFit(rule, row);
    if (rule.removes === true) await this.#requireAnother(database.repositories, row);
    // SECURITY: the windows go first; neither a slow disk nor a full one keeps a vault open.
    if (rule.endsSessions === true) {
      await sessions.expel(({ ownerId }) => ownerId === row.id, 'byAdministrator');
      // Nor does a log that can't be written keep a session alive.
      await database.repositories.sessions.revokeOf(row.id, clock.now());
    }
    await database.transaction(async (r) => {
      const current = await r.accounts.find(row.id);
      if (current === null) throw new AppError('notFound', { what: 'account' });
      requireFit(rule, current);
      if (rule.removes === true) await this.#requireAnother(r, current);
      const now = clock.now();
      const changes = rule.changes(current, now, policy.now);
      await r.accounts.update(row.id, signedChanges(installation.keys.accountRows, current, changes));
      if (rule.endsSessions === true) await r.sessions.revokeOf(row.id, now);
      const detail = changes.role === undefined ? undefined : `${current.role} → ${changes.role}`;
      await this.#tell(r, actorId, row.id, rule.action, detail);
      if (rule.trigger !== null) await notifications.tell(r, row.id, rule.trigger, { by: await nameOf(r, actorId), ...roleOf(changes) });
    });
    // Whoever came in between the two is as unwelcome.
    if (rule.endsSessions === true) await sessions.expel(({ ownerId }) => ownerId === row.id, 'byAdministrator');
    sessions.announce(await this.#account(row.id));
  }

  /** Throws lastAdministrator where nobody would be left to administrate; rows that SQL has made count for nothing. */
  async #requireAnother(r: Repositories, row: AccountRow): Promise<void> {
    if (row.role !== 'administrator' || row.status !== 'active') return;
    const others = (await this.#administrators(r)).filter(({ id }) => id !== row.id);
    if (others.length === 0) throw new AppError('lastAdministrator');
  }

  async #administrators(r: Repositories): Promise<AccountRow[]> {
    return (await r.accounts.activeAdministrators()).filter((row) => rowHolds(this.#parts.installation.keys.accountRows, row));
  }

  async #everyRowHolds(): Promise<boolean> {
    const { database, installation } = this.#parts;
    for await (const row of everyAccount(database.repositories)) if (!rowHolds(installation.keys.accountRows, row)) return false;
    return true;
  }

  async #account(id: string): Promise<AccountRow> {
    const row = await this.#parts.database.repositories.accounts.find(id);
    if (row === null) throw new AppError('notFound', { what: 'account' });
    return row;
  }

  #tell(r: Repositories, actorId: string, targetId: string | null, action: AuditAction, detail?: string): Promise<void> {
    const entry = { actorId, action, targetKind: 'account', targetId, outcome: 'ok' } as const;
    return this.#parts.audit.record(detail === undefined ? entry : { ...entry, detail }, r);
  }
}

const nameOf = async (r: Repositories, id: string): Promise<string> => (await r.accounts.find(id))?.displayName ?? '';
const roleOf = ({ role }: Partial<AccountRow>): { what?: string } => (role === undefined ? {} : { what: role });
