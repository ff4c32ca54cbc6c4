import { limits } from '../../src-shared/limits.ts';
import { defaultPreferences } from '../../src-shared/models.ts';
import { type Policy, type PolicyKey, type PolicyPreview, policySchema } from '../../src-shared/policy.ts';
import type { Database } from '../database/database.ts';
import type { Clock } from '../host.ts';
import type { SessionService } from '../session/session-service.ts';
import type { PolicyService } from './policy-service.ts';

interface PreviewParts {
  readonly database: Database;
  readonly policy: Pick<PolicyService, 'now'>;
  readonly sessions: SessionService;
  readonly clock: Clock;
  readonly countBackups: () => Promise<number>;
}

type Effect = PolicyPreview[number]['effect'];
interface Found {
  readonly effect: Effect;
  readonly count: number | null;
  /** Whom it concerns; a person is named once. */
  readonly owners?: readonly string[];
}

const day = 86_400_000;
const next: Found = { effect: 'next', count: null };

/** Tells an administrator whom a change of the policy concerns at this moment. It reads, and stores nothing. */
export function createPolicyPreview({ database, policy, sessions, clock, countBackups }: PreviewParts) {
  const { repositories } = database;

  async function choosing(key: 'autoLockMinutes' | 'clipboardSeconds', most: number): Promise<Found> {
    const owners = await repositories.preferences.ownersAbove(key, defaultPreferences[key], most);
    return { effect: 'people', count: owners.length, owners };
  }

  async function ending({ sessionIdleDays, sessionAbsoluteDays }: Pick<Policy, 'sessionIdleDays' | 'sessionAbsoluteDays'>): Promise<Found> {
    const ages = { idle: sessionIdleDays * day, absolute: sessionAbsoluteDays * day };
    const rows = await repositories.sessions.olderThan(ages, clock.now());
    return { effect: 'sessions', count: rows.length, owners: rows.map(({ ownerId }) => ownerId) };
  }

  async function rowsBefore(at: number): Promise<number> {
    const [first, within] = [await repositories.audit.first(), await repositories.audit.within(0, at - 1)];
    return first === null || within === null ? 0 : Math.max(0, within.to - first.sequence + 1);
  }

  async function accounts(status: 'pending' | 'invited' | 'deleted'): Promise<Found> {
    const { [status]: count = 0 } = await repositories.accounts.countByStatus();
    return count === 0 ? next : { effect: 'accounts', count };
  }

  function connected(kinds: readonly string[], effect: Effect): Found {
    const owners = sessions.places().flatMap(({ kind, session }) => (kinds.includes(kind) ? [session.ownerId] : []));
    return { effect, count: owners.length, owners };
  }

  function leases(): Found {
    const owners = sessions.doors.leases.owners();
    return { effect: 'leases', count: owners.length, owners };
  }

  async function find(key: PolicyKey, before: Policy, wanted: Policy): Promise<Found> {
    switch (key) {
      case 'autoLockMaxMinutes':
        return choosing('autoLockMinutes', wanted.autoLockMaxMinutes);
      case 'clipboardMaxSeconds':
        return choosing('clipboardSeconds', wanted.clipboardMaxSeconds);
      case 'sessionIdleDays':
        return wanted[key] < before[key] ? ending({ ...before, sessionIdleDays: wanted[key], sessionAbsoluteDays: 36_500 }) : next;
      case 'sessionAbsoluteDays':
        return wanted[key] < before[key] ? ending({ ...before, sessionIdleDays: 36_500, sessionAbsoluteDays: wanted[key] }) : next;
      case 'guest': {
        if (wanted.guest) return next;
        const owners = sessions.places().flatMap(({ role, session }) => (role === 'guest' ? [session.ownerId] : []));
        return { effect: 'sessions', count: owners.length };
      }
      case 'agent':
        return wanted.agent ? next : connected(['cli', 'program'], 'clients');
      case 'api':
        return wanted.api ? next : connected(['program'], 'clients');
      case 'leaseMaxMinutes':
        return wanted[key] < before[key] ? leases() : next;
      case 'sessionHistoryDays': {
        const keeps = clock.now() - wanted.sessionHistoryDays * day;
        return wanted[key] < before[key] ? { effect: 'rows', count: await repositories.sessions.countEndedBefore(keeps) } : next;
      }
      case 'auditDays':
        return wanted[key] < before[key] ? { effect: 'rows', count: await rowsBefore(clock.now() - wanted.auditDays * day) } : next;
      case 'backupsKept':
        return { effect: 'files', count: Math.max(0, (await countBackups()) - wanted.backupsKept) };
      case 'trashDays':
        return wanted[key] < before[key] ? { effect: 'sealed', count: null } : next;
      case 'joining':
        return accounts('pending');
      case 'activationDays':
        return accounts('invited');
      case 'deletionGraceDays':
        return accounts('deleted');
      case 'twoAdministrators':
        return wanted.twoAdministrators ? next : { effect: 'second', count: null };
      case 'passwordMinCharacters':
      case 'failuresBeforeDelay':
      case 'firstDelaySeconds':
      case 'longestDelaySeconds':
      case 'loginScreen':
      case 'apiQueryToken':
        return next;
    }
  }

  return {
    async preview(wanted: Policy): Promise<PolicyPreview> {
      const before = policy.now;
      const keys = (Object.keys(policySchema.shape) as PolicyKey[]).filter((key) => before[key] !== wanted[key]);
      const found: PolicyPreview = [];
      for (const key of keys) {
        const { effect, count, owners = [] } = await find(key, before, wanted);
        const ids = [...new Set(owners)];
        const names = await repositories.accounts.names(ids.slice(0, limits.previewPeopleMax));
        const people = ids.flatMap((id) => names.get(id) ?? []);
        found.push({ key, effect, count, people, more: ids.length - people.length });
      }
      return found;
    },
  };
}
