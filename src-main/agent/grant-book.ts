import { z } from 'zod';
import { type GrantScope, grantScopeSchema, type Use, useSchema } from '../../src-shared/agent/programs.ts';
import type { ItemSummary } from '../../src-shared/items.ts';
import { timeSchema } from '../../src-shared/models.ts';

/** One consent that goes on: `always` ones are records of the vault, the others end with the memory that they are kept in. */
export interface Grant {
  readonly id: string;
  readonly programKey: string;
  readonly programName: string;
  /** Given to a registered program: it holds for nobody who merely has the same key. */
  readonly registered: boolean;
  readonly scope: GrantScope;
  readonly use: Use;
  readonly duration: 'tenMinutes' | 'untilLock' | 'always';
  readonly createdAt: number;
  readonly expiresAt: number | null;
  readonly leaseUntil: number | null;
}

/** What somebody wants: a value of an item, or an identity token. */
export type Wanted = { readonly item: ItemSummary } | { readonly audience: string };
/** A program as a grant knows it; `registered` as this very vault says. */
export interface Grantee {
  readonly key: string;
  readonly registered: boolean;
}

/** A stored grant; its id is the record's key. */
export const grantRecordSchema = z.strictObject({
  v: z.literal(1),
  programKey: z.string(),
  programName: z.string(),
  scope: grantScopeSchema,
  use: useSchema,
  createdAt: timeSchema,
  leaseUntil: timeSchema.nullable(),
});

interface Uses {
  readonly uses: number;
  readonly lastUsedAt: number | null;
}

/** The grants of one open vault. */
export class GrantBook {
  readonly #grants = new Map<string, Grant>();
  readonly #uses = new Map<string, Uses>();

  get size(): number {
    return this.#grants.size;
  }

  all(): Grant[] {
    return [...this.#grants.values()];
  }

  find(id: string): Grant | undefined {
    return this.#grants.get(id);
  }

  add(grant: Grant): void {
    this.#grants.set(grant.id, grant);
  }

  remove(id: string): void {
    this.#grants.delete(id);
    this.#uses.delete(id);
  }

  /** The grant of the same program for the same things and use that lasts as long. */
  sameAs({ programKey, registered, scope, use, duration }: Omit<Grant, 'id'>): Grant | undefined {
    const same = (grant: Grant): boolean =>
      grant.programKey === programKey && grant.registered === registered && grant.use === use && grant.duration === duration;
    return this.all().find((grant) => same(grant) && scopeText(grant.scope) === scopeText(scope));
  }

  /** A consent that holds at `now` for this program, thing and use; `mayUse` narrows it down further, for a lease. */
  covering(grantee: Grantee, wanted: Wanted, use: Use, now: number, mayUse: (grant: Grant) => boolean): Grant | undefined {
    // SECURITY: such an item asks each time, whatever was given for it before it was marked, or to its tags.
    if ('item' in wanted && (wanted.item.askBeforeUse || wanted.item.trashedAt !== null)) return undefined;
    return this.all().find(
      (grant) =>
        grant.programKey === grantee.key &&
        grant.registered === grantee.registered &&
        (grant.expiresAt === null || now < grant.expiresAt) &&
        (grant.use === 'reveal' || use === 'inject') &&
        fits(grant.scope, wanted) &&
        mayUse(grant),
    );
  }

  used(id: string, now: number): void {
    if (this.#grants.has(id)) this.#uses.set(id, { uses: this.usesOf(id).uses + 1, lastUsedAt: now });
  }

  usesOf(id: string): Uses {
    return this.#uses.get(id) ?? { uses: 0, lastUsedAt: null };
  }
}

function fits(scope: GrantScope, wanted: Wanted): boolean {
  if ('audience' in wanted) return scope.type === 'identity' && scope.audience === wanted.audience;
  if (scope.type === 'item') return scope.itemId === wanted.item.id;
  return scope.type === 'tag' && wanted.item.tags.includes(scope.tag);
}

function scopeText(scope: GrantScope): string {
  if (scope.type === 'item') return `item ${scope.itemId}`;
  return scope.type === 'tag' ? `tag ${scope.tag}` : `identity ${scope.audience}`;
}
