import { AppError } from '../../src-shared/errors.ts';
import type { Input, Output } from '../../src-shared/contract/index.ts';
import type { SessionView } from '../../src-shared/people.ts';
import type { AuditService } from '../audit/audit-service.ts';
import type { Database, Repositories } from '../database/database.ts';
import type { Clock } from '../host.ts';
import type { NotificationService } from '../notifications/notification-service.ts';
import { isLive } from './session-rows.ts';
import type { SessionService, Unlocked } from './session-service.ts';
import type { SessionRow } from './sessions-entity.ts';

interface SessionListParts {
  readonly database: Database;
  readonly sessions: SessionService;
  readonly audit: AuditService;
  readonly notifications: NotificationService;
  readonly clock: Clock;
}

type Page = Output<'sessions.own'>;

/** Who is signed in where, and the end of it. Windows go first: no vault waits for a row to be written. */
export function createSessionListService({ database, sessions, audit, notifications, clock }: SessionListParts) {
  async function pageOf(rows: readonly SessionRow[], me: Unlocked, more: boolean): Promise<Page> {
    const names = await database.repositories.accounts.names([...new Set(rows.map((row) => row.ownerId))]);
    const now = clock.now();
    const view = (row: SessionRow): SessionView => {
      const expiresAt = Math.min(row.idleExpiresAt, row.expiresAt);
      const live = isLive(row, now);
      return {
        ...{ id: row.id, ownerId: row.ownerId, kind: row.kind, client: row.client, createdAt: row.createdAt },
        ...{ ownerName: names.get(row.ownerId) ?? '', lastActivityAt: row.lastActivityAt, expiresAt },
        endedAt: live ? null : (row.revokedAt ?? expiresAt),
        current: row.id === me.sessionId,
        unlocked: live && sessions.doors.vaultOf(row.ownerId) !== null,
      };
    };
    return { sessions: rows.map(view), more };
  }

  const tell = (r: Repositories, actorId: string, ownerId: string): Promise<void> =>
    audit.record({ actorId, action: 'session.ended', targetKind: 'account', targetId: ownerId, outcome: 'ok' }, r);

  async function tellEnded(r: Repositories, actorId: string, ownerId: string): Promise<void> {
    await tell(r, actorId, ownerId);
    if (ownerId !== actorId) await notifications.tell(r, ownerId, 'sessions.ended', { count: 1 });
  }

  async function end(actorId: string, row: SessionRow): Promise<void> {
    const byAnother = row.ownerId !== actorId;
    await sessions.expel(({ sessionId }) => sessionId === row.id, byAnother ? 'byAdministrator' : 'ended');
    sessions.doors.leases.end(row.ownerId);
    // SECURITY: ended first; a log that can't be written keeps no session alive.
    await database.repositories.sessions.revoke(row.id, clock.now());
    await database.transaction((r) => tellEnded(r, actorId, row.ownerId));
    sessions.announceToAdministrators();
  }

  async function find(id: string): Promise<SessionRow> {
    const row = await database.repositories.sessions.find(id);
    if (row === null) throw new AppError('notFound', { what: 'session' });
    return row;
  }

  return {
    own: async (me: Unlocked): Promise<Page> => pageOf(await database.repositories.sessions.listLive(me.ownerId, clock.now()), me, false),

    /** Throws notFound, also for somebody else's. */
    async endOwn(me: Unlocked, id: string): Promise<void> {
      const row = await find(id);
      if (row.ownerId !== me.ownerId) throw new AppError('notFound', { what: 'session' });
      await end(me.ownerId, row);
    },

    async endOthers({ ownerId, sessionId }: Unlocked): Promise<void> {
      await sessions.expel((session) => session.ownerId === ownerId && session.sessionId !== sessionId, 'ended');
      // SECURITY: ended first; a log that can't be written keeps no session alive.
      const ended = await database.repositories.sessions.revokeOthers(ownerId, sessionId, clock.now());
      if (ended > 0) await database.transaction((r) => tell(r, ownerId, ownerId));
    },

    async everyone(me: Unlocked, query: Input<'sessions.everyone'>): Promise<Page> {
      const rows = await database.repositories.sessions.page({ ...query, limit: query.limit + 1 }, clock.now());
      return pageOf(rows.slice(0, query.limit), me, rows.length > query.limit);
    },

    /** Anybody's. Throws notFound. */
    endAny: async ({ ownerId }: Unlocked, id: string): Promise<void> => end(ownerId, await find(id)),

    /** Everybody else's. */
    async endAll({ ownerId }: Unlocked): Promise<{ ended: number }> {
      await sessions.expel((session) => session.ownerId !== ownerId, 'byAdministrator');
      const owners = await database.repositories.sessions.ownersLive(ownerId, clock.now());
      const ended = await database.repositories.sessions.revokeAll(ownerId, clock.now());
      await database.transaction(async (r) => {
        for (const owner of owners) await tellEnded(r, ownerId, owner);
      });
      sessions.announceToAdministrators();
      return { ended };
    },
  };
}
