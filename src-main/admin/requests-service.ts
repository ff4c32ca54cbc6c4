import { AppError } from '../../src-shared/errors.ts';
import { limits } from '../../src-shared/limits.ts';
import type { AdminRequest, DestructiveAct } from '../../src-shared/people.ts';
import { rowHolds } from '../accounts/account-rows.ts';
import type { AccountParts } from '../accounts/enrolment.ts';
import type { AuditAction } from '../audit/audit-actions.ts';
import { checkMac, macOf } from '../crypto/row-mac.ts';
import type { Repositories } from '../database/database.ts';
import type { Unlocked } from '../session/session-service.ts';
import type { AdminRequestRow } from './requests-entity.ts';

const hour = 3_600_000;
const covered = (row: Omit<AdminRequestRow, 'mac'>) => [row.act, row.ownerId, row.requestedBy, row.requestedAt, row.expiresAt];

export type RequestsService = ReturnType<typeof createRequestsService>;

/** Destructive acts that wait for a second administrator. */
export function createRequestsService(parts: AccountParts) {
  const { database, installation, audit, notifications, clock, newId } = parts;
  const key = installation.keys.accountRows;

  const tell = (r: Repositories, actorId: string, action: AuditAction, { act, ownerId }: AdminRequestRow): Promise<void> =>
    audit.record({ actorId, action, targetKind: 'account', targetId: ownerId, outcome: 'ok', detail: act }, r);

  async function tellAsker(
    r: Repositories,
    actorId: string,
    trigger: 'request.confirmed' | 'request.declined',
    { act, ownerId, requestedBy }: AdminRequestRow,
  ): Promise<void> {
    const names = await r.accounts.names([actorId, ownerId]);
    const facts = { by: names.get(actorId) ?? '', person: names.get(ownerId) ?? '', what: act };
    await notifications.tell(r, requestedBy, trigger, facts);
  }

  /** Throws notFound, dataDamaged. */
  async function find(id: string): Promise<AdminRequestRow> {
    const row = await database.repositories.requests.find(id);
    if (row === null || row.expiresAt <= clock.now()) throw new AppError('notFound', { what: 'request' });
    if (!checkMac(key, 'admin_requests', row.id, covered(row), row.mac)) throw new AppError('dataDamaged', { what: 'request' });
    return row;
  }

  return {
    /** The same act on the same account waits only once. */
    async make(actorId: string, act: DestructiveAct, ownerId: string): Promise<void> {
      const now = clock.now();
      const waiting = await database.repositories.requests.listLive(now);
      if (waiting.some((row) => row.act === act && row.ownerId === ownerId)) return;
      const unsigned = { id: newId(), act, ownerId, requestedBy: actorId, requestedAt: now, expiresAt: now + limits.requestHours * hour };
      const row = { ...unsigned, mac: macOf(key, 'admin_requests', unsigned.id, covered(unsigned)) };
      await database.transaction(async (r) => {
        await r.requests.insert(row);
        await tell(r, actorId, 'request.made', row);
        const names = await r.accounts.names([actorId, ownerId]);
        const facts = { by: names.get(actorId) ?? '', person: names.get(ownerId) ?? '', what: act };
        await notifications.tellAdministrators(r, 'request.waiting', facts, actorId);
      });
    },

    async list({ ownerId: me }: Unlocked): Promise<AdminRequest[]> {
      const rows = await database.repositories.requests.listLive(clock.now());
      const names = await database.repositories.accounts.names(rows.flatMap((row) => [row.ownerId, row.requestedBy]));
      return rows.map(({ id, act, ownerId, requestedBy, requestedAt, expiresAt }) => ({
        ...{ id, act, targetId: ownerId, targetName: names.get(ownerId) ?? '' },
        ...{ requestedById: requestedBy, requestedByName: names.get(requestedBy) ?? '', requestedAt, expiresAt, mine: requestedBy === me },
      }));
    },

    /** Whether this person may confirm it now. Throws notFound, dataDamaged, denied for the one who asked. */
    async check(actorId: string, id: string): Promise<AdminRequestRow> {
      const row = await find(id);
      if (row.requestedBy === actorId) throw new AppError('denied', { what: 'request' });
      const asker = await database.repositories.accounts.find(row.requestedBy);
      // SECURITY: two administrators, as of now: whoever asked may have been disabled since.
      if (asker?.role !== 'administrator' || asker.status !== 'active' || !rowHolds(key, asker))
        throw new AppError('notFound', { what: 'request' });
      return row;
    },

    /** What was asked for is done, or may be done now by whoever asked. */
    settle: (actorId: string, row: AdminRequestRow): Promise<void> =>
      database.transaction(async (r) => {
        await r.requests.remove(row.id);
        await tell(r, actorId, 'request.confirmed', row);
        await tellAsker(r, actorId, 'request.confirmed', row);
      }),

    async decline({ ownerId: me }: Unlocked, id: string): Promise<void> {
      const row = await find(id);
      await database.transaction(async (r) => {
        await r.requests.remove(id);
        await tell(r, me, 'request.declined', row);
        if (row.requestedBy !== me) await tellAsker(r, me, 'request.declined', row);
      });
    },
  };
}
