import { AppError } from '../../src-shared/errors.ts';
import type { Here, HerePerson, HerePlace } from '../../src-shared/here.ts';
import type { NotificationTrigger } from '../../src-shared/notifications.ts';
import type { AccountRow } from '../accounts/accounts-entity.ts';
import type { AuditAction } from '../audit/audit-actions.ts';
import type { AuditService } from '../audit/audit-service.ts';
import type { Database } from '../database/database.ts';
import type { Clock } from '../host.ts';
import type { NotificationService } from '../notifications/notification-service.ts';
import type { Place, SessionService, Unlocked } from './session-service.ts';
import type { SessionRow } from './sessions-entity.ts';

interface HereParts {
  readonly database: Database;
  readonly sessions: SessionService;
  readonly audit: AuditService;
  readonly notifications: NotificationService;
  readonly clock: Clock;
}

/** Who merely waits locked is cut off behind so many. */
const peopleMost = 200;
const waitingRead = 1000;
/** What opens and closes within this is told once: somebody may sign in and out all day long. */
const gatherMilliseconds = 250;

/** Who is here now, and how an administrator locks them. Nothing here opens a vault. */
export function createHereService({ database, sessions, audit, notifications, clock }: HereParts) {
  const { doors } = sessions;
  let telling: (() => void) | null = null;
  const tellSoon = (): void => {
    telling ??= clock.after(gatherMilliseconds, () => {
      telling = null;
      sessions.announceToAdministrators();
    });
  };
  doors.onOpened(tellSoon);
  doors.onClosed(tellSoon);
  doors.leases.onChanged(tellSoon);

  async function account(id: string): Promise<AccountRow> {
    const row = await database.repositories.accounts.find(id);
    if (row === null) throw new AppError('notFound', { what: 'account' });
    return row;
  }

  /** Once the vault is closed; a log that can't be written keeps none open. */
  async function tell(
    actorId: string,
    ownerIds: readonly string[],
    action: AuditAction,
    trigger: NotificationTrigger,
    count?: number,
  ): Promise<void> {
    const counted = count === undefined ? {} : { count };
    await database.transaction(async (r) => {
      const by = (await r.accounts.find(actorId))?.displayName ?? '';
      for (const ownerId of ownerIds) {
        await audit.record({ actorId, action, targetKind: 'account', targetId: ownerId, outcome: 'ok' }, r);
        if (ownerId !== actorId) await notifications.tell(r, ownerId, trigger, { by, ...counted });
      }
    });
    sessions.announceToAdministrators();
  }

  function personOf(row: AccountRow, rows: readonly SessionRow[], places: readonly Place[], me: Unlocked): HerePerson {
    const { id, username, displayName, colour, role } = row;
    const lease = doors.leases.of(id)?.lease ?? null;
    const presence = sessions.presenceOf(id);
    return {
      ...{ id, username, displayName, colour, role },
      unlockedSince: doors.openSince(id),
      seenAt: presence?.seenAt ?? null,
      locksAt: presence?.locksAt ?? null,
      lease: lease === null ? null : { until: lease.until, programs: lease.programs.length },
      places: rows.map((session) => placeOf(session, places, me)),
    };
  }

  return {
    /** Nobody is there any more to be told. */
    stop(): void {
      telling?.();
    },

    async here(me: Unlocked): Promise<Here> {
      const now = clock.now();
      const places = sessions.places();
      const waiting = await database.repositories.sessions.liveDesktops(now, waitingRead);
      // Whoever has something open comes before those who merely wait, however many these are.
      const present = new Set([...doors.owners(), ...doors.leases.owners(), ...places.map(({ session }) => session.ownerId)]);
      const all = [...new Set([...present, ...waiting.map(({ ownerId }) => ownerId)])];
      const ids = all.slice(0, Math.max(peopleMost, present.size));
      const rows = await database.repositories.sessions.liveOf(ids, now);
      const people: HerePerson[] = [];
      for (const id of ids) {
        const row = await database.repositories.accounts.find(id);
        const own = rows.filter(({ ownerId }) => ownerId === id);
        if (row !== null) people.push(personOf(row, own, places, me));
      }
      return { people: people.toSorted((a, b) => rankOf(a) - rankOf(b) || lastSeen(b) - lastSeen(a)), more: all.length - ids.length };
    },

    /** Nothing happens to a vault that is locked already. Throws notFound. */
    async lockPerson({ ownerId: actorId }: Unlocked, id: string): Promise<void> {
      await account(id);
      const open = doors.vaultOf(id) !== null;
      doors.leases.end(id, actorId);
      await sessions.lockPeople([id]);
      if (open) await tell(actorId, [id], 'session.lockedByAdministrator', 'session.lockedByAdministrator');
    },

    /** All at once, the programs that go on by a lease too; the caller last where `meToo`. Answers with how many vaults were open. */
    async lockEveryone({ ownerId: actorId }: Unlocked, meToo: boolean): Promise<{ locked: number }> {
      const others = doors.owners().filter((id) => id !== actorId);
      const leases = doors.leases.owners().filter((id) => id !== actorId);
      for (const id of leases) doors.leases.end(id, actorId);
      await sessions.lockPeople(meToo ? [...others, actorId] : others);
      await tell(actorId, others, 'session.lockedByAdministrator', 'session.lockedByAdministrator');
      return { locked: others.length };
    },

    /** The programs go on no longer; the grants stay. Throws notFound where nothing goes on. */
    async endLease({ ownerId: actorId }: Unlocked, id: string): Promise<void> {
      if (doors.leases.of(id) === null) throw new AppError('notFound', { what: 'lease' });
      doors.leases.end(id, actorId);
      await database.transaction(async (r) => {
        const by = (await r.accounts.find(actorId))?.displayName ?? '';
        if (id !== actorId) await notifications.tell(r, id, 'lease.ended', { by });
      });
      sessions.announceToAdministrators();
    },

    /** Every session of one person, a guest's as well. Throws notFound, notAllowedNow for the own. */
    async endPerson({ ownerId: actorId }: Unlocked, id: string): Promise<void> {
      if (id === actorId) throw new AppError('notAllowedNow', { what: 'self' });
      await account(id);
      doors.leases.end(id, actorId);
      await sessions.expel(({ ownerId }) => ownerId === id, 'byAdministrator');
      // SECURITY: ended first; a log that can't be written keeps no session alive.
      const ended = await database.repositories.sessions.revokeOf(id, clock.now());
      if (ended > 0) await tell(actorId, [id], 'session.ended', 'sessions.ended', ended);
    },
  };
}

function placeOf(session: SessionRow, places: readonly Place[], me: Unlocked): HerePlace {
  const { id, kind, client } = session;
  const here = places.filter((place) => place.session.id === id);
  const state = here.length === 0 ? 'waiting' : here.some(({ open }) => open) ? 'open' : 'locked';
  return { sessionId: id, kind, client, lastActivityAt: session.lastActivityAt, state, current: id === me.sessionId };
}

/** Open vaults, then guests, then programs that go on, then whoever waits. */
function rankOf({ unlockedSince, role, lease }: HerePerson): number {
  if (unlockedSince !== null) return 0;
  if (role === 'guest') return 1;
  return lease === null ? 3 : 2;
}

const lastSeen = ({ seenAt, places }: HerePerson): number => seenAt ?? Math.max(0, ...places.map(({ lastActivityAt }) => lastActivityAt));
