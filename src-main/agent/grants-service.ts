import type { GrantScope, GrantView, Use } from '../../src-shared/agent/programs.ts';
import type { EventName, EventPayload } from '../../src-shared/contract/events.ts';
import { AppError } from '../../src-shared/errors.ts';
import { limits } from '../../src-shared/limits.ts';
import type { AuditService } from '../audit/audit-service.ts';
import type { Database, Repositories } from '../database/database.ts';
import type { Clock, Log } from '../host.ts';
import type { NotificationService } from '../notifications/notification-service.ts';
import type { PolicyService } from '../policy/policy-service.ts';
import type { Lease } from '../session/leases.ts';
import type { OpenVault } from '../vault/open-vault.ts';
import type { RecordsService, StoredRecord } from '../vault/records-service.ts';
import { type Grant, GrantBook, type Grantee, grantRecordSchema, type Wanted } from './grant-book.ts';
import { PerVault } from './per-vault.ts';

export interface GrantsParts {
  readonly database: Pick<Database, 'transaction'>;
  readonly records: Pick<RecordsService, 'readAll' | 'put' | 'remove'>;
  readonly audit: Pick<AuditService, 'record'>;
  readonly notifications: Pick<NotificationService, 'tell'>;
  readonly policy: Pick<PolicyService, 'now'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly newId: () => string;
  /** The item of this id with the name that the person reads; null where it is gone. */
  readonly itemName: (vault: OpenVault, itemId: string) => Promise<string | null>;
  /** Tells every window and terminal of a person. */
  readonly push: <E extends EventName>(ownerId: string, event: E, payload: EventPayload<E>) => void;
}

/** What a person gives with one answer. */
export interface Giving {
  readonly program: Grantee & { readonly name: string };
  readonly scopes: readonly GrantScope[];
  readonly use: Use;
  readonly duration: Grant['duration'];
  readonly leaseMinutes: number;
}

export const grantsCollection = 'strongroom.grants';
const tenMinutes = 10 * 60_000;

export type GrantsService = ReturnType<typeof createGrantsService>;

/** What people have let programs do. Everything that reads stored grants throws dataDamaged where one isn't as it was written. */
export function createGrantsService(parts: GrantsParts) {
  const { database, records, audit, clock, newId, policy } = parts;
  const books = new PerVault(async (vault) => {
    const book = new GrantBook();
    for (const record of await records.readAll(vault, grantsCollection)) book.add(grantFrom(record));
    return book;
  });

  /** SECURITY: a policy that was tightened after the grant was given shortens its lease, or ends it. */
  function leaseEnd({ leaseUntil, registered, createdAt, expiresAt }: Grant): number {
    const { agent, leaseMaxMinutes } = policy.now;
    if (leaseUntil === null || !registered || !agent) return 0;
    return Math.min(leaseUntil, expiresAt ?? leaseUntil, createdAt + leaseMaxMinutes * 60_000);
  }

  const tell = (vault: OpenVault, action: 'grant.given' | 'grant.revoked', id: string, r?: Repositories): Promise<void> =>
    audit.record({ actorId: vault.ownerId, action, targetKind: 'grant', targetId: id, outcome: 'ok' }, r);

  async function store(vault: OpenVault, grant: Grant): Promise<void> {
    const { programKey, programName, scope, use, createdAt, leaseUntil } = grant;
    const value = JSON.stringify({ v: 1, programKey, programName, scope, use, createdAt, leaseUntil });
    await records.put(vault, { collection: grantsCollection, key: grant.id, value, expect: 'any' }, (r) =>
      tell(vault, 'grant.given', grant.id, r),
    );
  }

  async function notify({ ownerId }: OpenVault, { program, scopes, duration, leaseMinutes }: Giving): Promise<void> {
    // What ends by itself within the hour, or with the lock, is no news.
    if (duration !== 'always' && leaseMinutes === 0) return;
    await database.transaction((r) => parts.notifications.tell(r, ownerId, 'grant.given', { what: program.name, count: scopes.length }));
  }

  const timers = new Set<() => void>();

  async function add(vault: OpenVault, book: GrantBook, grant: Grant): Promise<void> {
    if (grant.duration === 'always') await store(vault, grant);
    else await tell(vault, 'grant.given', grant.id);
    book.add(grant);
    // By running time as well: a clock that is set back lengthens nothing.
    if (grant.duration !== 'tenMinutes') return;
    const callOff = clock.after(tenMinutes, () => {
      timers.delete(callOff);
      book.remove(grant.id);
    });
    timers.add(callOff);
  }

  async function revoke(vault: OpenVault, ids: readonly string[]): Promise<void> {
    const book = await books.of(vault);
    const found = ids.map((id) => book.find(id)).filter((grant) => grant !== undefined);
    // SECURITY: from here on nothing is given under them, whatever the database says; one that can't be removed there comes back.
    for (const { id } of found) book.remove(id);
    for (const grant of found) {
      try {
        if (grant.duration !== 'always') await tell(vault, 'grant.revoked', grant.id);
        else
          await records.remove(vault, { collection: grantsCollection, key: grant.id, expect: 'any' }, (r) =>
            tell(vault, 'grant.revoked', grant.id, r),
          );
      } catch (error) {
        if (grant.duration === 'always') book.add(grant);
        throw error;
      }
    }
    if (found.length > 0) parts.push(vault.ownerId, 'programs.changed', {});
  }

  return {
    /** The app ends, and no grant keeps its process until it runs out. */
    stop(): void {
      for (const callOff of timers) callOff();
    },

    /** Reads what is stored, so that a lease is known at once when the person locks. */
    prepare(vault: OpenVault): void {
      books.of(vault).catch((error: unknown) => {
        parts.log('grants.notRead', { ownerId: vault.ownerId, code: error instanceof AppError ? error.code : 'internal' });
      });
    },

    /** The grant that lets this program have it now; in a vault whose person has locked only one with a lease does. */
    async covering(vault: OpenVault, grantee: Grantee, wanted: Wanted, use: Use): Promise<Grant | null> {
      const book = await books.of(vault);
      const now = clock.now();
      return book.covering(grantee, wanted, use, now, (grant) => !vault.closed || now < leaseEnd(grant)) ?? null;
    },
    /** Whether a consent that was there a moment ago still is. */
    async holds(vault: OpenVault, { id, expiresAt }: Grant): Promise<boolean> {
      const grant = (await books.of(vault)).find(id);
      const now = clock.now();
      return grant !== undefined && (expiresAt === null || now < expiresAt) && (!vault.closed || now < leaseEnd(grant));
    },
    async used(vault: OpenVault, { id }: Grant): Promise<void> {
      (await books.of(vault)).used(id, clock.now());
    },

    /** Throws limitReached; where it throws, some of several may be given. */
    async give(vault: OpenVault, giving: Giving): Promise<void> {
      const { program, scopes, use, duration, leaseMinutes } = giving;
      const book = await books.of(vault);
      const createdAt = clock.now();
      const what = { programKey: program.key, programName: program.name, registered: program.registered, use, duration, createdAt };
      const ends = {
        expiresAt: duration === 'tenMinutes' ? createdAt + tenMinutes : null,
        leaseUntil: leaseMinutes === 0 ? null : createdAt + leaseMinutes * 60_000,
      };
      const wanted = scopes.map((scope) => ({ ...what, ...ends, scope }));
      const fresh = wanted.filter((grant) => book.sameAs(grant) === undefined);
      if (book.size + fresh.length > limits.grantsMax) throw new AppError('limitReached', { what: 'grants' });
      for (const grant of wanted) {
        const before = book.sameAs(grant);
        // Ten minutes begin anew under another id: the timer of the first ones is still running.
        if (before !== undefined && duration === 'tenMinutes') book.remove(before.id);
        await add(vault, book, { ...grant, id: before !== undefined && duration !== 'tenMinutes' ? before.id : newId() });
      }
      await notify(vault, giving);
      parts.push(vault.ownerId, 'programs.changed', {});
    },

    revoke,
    async revokeAllOf(vault: OpenVault, programKey: string): Promise<number> {
      const ids = (await books.of(vault)).all().flatMap((grant) => (grant.programKey === programKey ? [grant.id] : []));
      await revoke(vault, ids);
      return ids.length;
    },
    async all(vault: OpenVault): Promise<Grant[]> {
      const now = clock.now();
      return (await books.of(vault)).all().filter(({ expiresAt }) => expiresAt === null || now < expiresAt);
    },
    /** Newest first. */
    async list(vault: OpenVault): Promise<GrantView[]> {
      const book = await books.of(vault);
      const grants = (await this.all(vault)).toSorted((a, b) => b.createdAt - a.createdAt);
      const itemIds = [...new Set(grants.flatMap(({ scope }) => (scope.type === 'item' ? [scope.itemId] : [])))];
      const names = new Map(await Promise.all(itemIds.map(async (id) => [id, await parts.itemName(vault, id)] as const)));
      return grants.map((grant) => {
        const { registered: _, ...view } = grant;
        const end = leaseEnd(grant);
        return {
          ...view,
          itemName: grant.scope.type === 'item' ? (names.get(grant.scope.itemId) ?? null) : null,
          leaseUntil: end > clock.now() ? end : null,
          ...book.usesOf(grant.id),
        };
      });
    },

    /** For the moment at which its person locks: null where no program may go on. Grants that nobody has read yet give no lease. */
    leaseOf(vault: OpenVault): Lease | null {
      const now = clock.now();
      const leased = (books.known(vault)?.all() ?? []).filter((grant) => now < leaseEnd(grant));
      if (leased.length === 0) return null;
      return { until: Math.max(...leased.map(leaseEnd)), programs: [...new Set(leased.map(({ programKey }) => programKey))] };
    },
    /** No program goes on any more when this person locks; what they were given stays otherwise. */
    async endLeases(vault: OpenVault): Promise<void> {
      const book = await books.of(vault);
      const leased = book.all().filter(({ leaseUntil }) => leaseUntil !== null);
      for (const grant of leased) book.add({ ...grant, leaseUntil: null });
      for (const grant of leased) {
        if (grant.duration === 'always' && book.find(grant.id) !== undefined) await store(vault, { ...grant, leaseUntil: null });
      }
      if (leased.length === 0) return;
      const target = { targetKind: 'account', targetId: vault.ownerId } as const;
      await audit.record({ actorId: vault.ownerId, action: 'lease.ended', ...target, outcome: 'ok' });
      parts.push(vault.ownerId, 'programs.changed', {});
    },
  };
}

function grantFrom({ record, value }: StoredRecord): Grant {
  try {
    const { v: _, ...stored } = grantRecordSchema.parse(JSON.parse(value));
    return { ...stored, id: record.key, registered: true, duration: 'always', expiresAt: null };
  } catch {
    throw new AppError('dataDamaged', { what: 'grant' });
  }
}
