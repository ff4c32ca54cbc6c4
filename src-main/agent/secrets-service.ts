import type { Use } from '../../src-shared/agent/programs.ts';
import { parseReference, type Reference } from '../../src-shared/agent/references.ts';
import type { Input, Output } from '../../src-shared/contract/index.ts';
import { AppError } from '../../src-shared/errors.ts';
import type { ItemSummary } from '../../src-shared/items.ts';
import type { AuditService } from '../audit/audit-service.ts';
import type { Database } from '../database/database.ts';
import type { Clock } from '../host.ts';
import type { OpenVault } from '../vault/open-vault.ts';
import type { Located, NamedField, ReferenceService } from '../vault/reference-service.ts';
import type { ApprovalsService } from './approvals-service.ts';
import type { Askings } from './askings.ts';
import { BackOff } from './back-off.ts';
import { withinTime } from './within-time.ts';
import type { Grant, Wanted } from './grant-book.ts';
import type { GrantsParts, GrantsService } from './grants-service.ts';
import type { OpeningQueue } from './opening-queue.ts';
import { type Calling, reach, type Reached, type ReachingParts, unknownAsker } from './reaching.ts';

interface SecretsParts extends ReachingParts {
  readonly programs: ReachingParts['programs'] & { readonly askings: Askings };
  readonly database: Pick<Database, 'transaction'>;
  readonly audit: Pick<AuditService, 'record'>;
  readonly references: Pick<ReferenceService, 'locate' | 'name' | 'open'>;
  readonly grants: Pick<GrantsService, 'covering' | 'holds' | 'used'>;
  readonly approvals: Pick<ApprovalsService, 'ask'>;
  readonly queue: Pick<OpeningQueue, 'serve'>;
  readonly clock: Clock;
  readonly push: GrantsParts['push'];
  /** The `iss` of identity tokens. */
  readonly issuer: string;
}

/** On what ground something is given: the grants that covered it, and the vault that it comes from. */
interface Consent {
  readonly vault: OpenVault;
  readonly grants: readonly Grant[];
}
interface Call {
  readonly calling: Calling;
  readonly account: string | null;
  readonly use: Use;
  readonly consentSeconds: number | undefined;
  /** In whose books it stands that this call has asked. */
  readonly counted: Set<string>;
}
/** What a call is after, and how it is taken out of the vault once it may be. */
interface Plan<T> {
  readonly wants: readonly Wanted[];
  /** The names of the fields that are wanted of each item, by its id; asked for where a person has to read them. */
  readonly describe: () => Promise<ReadonlyMap<string, readonly string[]>>;
  readonly open: (vault: OpenVault) => Promise<T>;
}
type Row = {
  readonly action: 'secret.used' | 'identity.issued';
  readonly targetKind: 'item' | 'account';
  readonly targetId: string;
  readonly detail?: string;
};

const identitySeconds = 600;
/** Somebody who mistypes is let try; somebody who tries names one after the other is not. */
const guessing = { failuresBeforeDelay: 10, firstDelaySeconds: 30, longestDelaySeconds: 900 };

/** How values and identities leave a vault for terminals and programs. */
export function createSecretsService(parts: SecretsParts) {
  const { database, audit, references, grants, approvals, programs, clock } = parts;
  const guesses = new BackOff(clock, guessing);

  /**
   * Looks something up for somebody whom nobody has let have it yet. SECURITY: what isn't there is told at once; a program must not
   * find out by it, one after the other, the names of everything.
   */
  async function lookUp<T>({ vault, by, asker, leased }: Reached, task: () => Promise<T>): Promise<T> {
    // What it was given it may look up; of anything else `attempt` tells it nothing.
    if (by === 'session' || leased) return task();
    const key = `${vault.ownerId} ${asker.key}`;
    const retryAt = guesses.until(key);
    if (retryAt !== null) throw new AppError('denied', { retryAt });
    try {
      return await task();
    } catch (error) {
      if (isMissing(error)) guesses.failed(key);
      throw error;
    }
  }

  /** Null where only the person, who has locked, could consent. */
  async function consent<T>(
    { calling, use, consentSeconds }: Call,
    reached: Reached,
    { wants, describe }: Plan<T>,
  ): Promise<Consent | null> {
    const { sender } = calling;
    const { vault, by, asker, leased } = reached;
    const covered: Grant[] = [];
    const open: Wanted[] = [];
    for (const want of wants) {
      if (by === 'session') {
        if ('item' in want && want.item.askBeforeUse) open.push(want);
        continue;
      }
      const grant = await grants.covering(vault, asker, want, use);
      if (grant === null) open.push(want);
      else covered.push(grant);
    }
    if (open.length === 0) return { vault, grants: covered };
    if (leased || vault.closed) return null;
    const fields = await describe();
    const items = open.flatMap((want) => ('item' in want ? [{ item: want.item, fields: fields.get(want.item.id) ?? [] }] : []));
    const [audience = null] = open.flatMap((want) => ('audience' in want ? [want.audience] : []));
    const asking = { ownerId: vault.ownerId, sender, asker, use, items, audience };
    const answered = await withinTime(clock, consentSeconds, calling.signal, (signal) => approvals.ask({ ...asking, signal }));
    for (const want of open) {
      const grant = by === 'program' ? await grants.covering(answered, asker, want, use) : null;
      if (grant !== null) covered.push(grant);
    }
    return { vault: answered, grants: covered };
  }

  /** SECURITY: the rows first; then whatever was locked or revoked while they were written counts. */
  async function release(calling: Calling, by: Reached['by'], { vault, grants: used }: Consent, rows: readonly Row[]): Promise<void> {
    await database.transaction(async (r) => {
      for (const row of rows) await audit.record({ actorId: vault.ownerId, ...row, outcome: 'ok' }, r);
    });
    for (const grant of used) if (!(await grants.holds(vault, grant))) throw new AppError(vault.closed ? 'vaultLocked' : 'denied');
    const byLease = vault.closed && by === 'program' && parts.sessions.doors.leases.of(vault.ownerId)?.vault === vault;
    const consentedOnce = used.length < rows.length;
    if (vault.keeper.stopped || (vault.closed && (!byLease || consentedOnce))) throw new AppError('vaultLocked');
    if (by === 'session' && parts.sessions.standing(calling.sender)?.vault !== vault) throw new AppError('vaultLocked');
    for (const grant of used) await grants.used(vault, grant);
    const ids = [...new Set(rows.flatMap(({ action, targetId }) => (action === 'secret.used' ? [targetId] : [])))];
    if (ids.length > 0) parts.push(vault.ownerId, 'items.used', { ids });
  }

  /** Null where it has to wait for the person to unlock. */
  async function attempt<T>(call: Call, plan: (reached: Reached) => Promise<Plan<T>>): Promise<T | null> {
    const { calling, account, counted } = call;
    const reached = await reach(parts, calling, account);
    if (reached === null) return null;
    const { vault, by, asker } = reached;
    try {
      if (by === 'program' && !counted.has(vault.ownerId)) programs.askings.asked(vault.ownerId, asker);
      counted.add(vault.ownerId);
      const planned = await plan(reached).catch((error: unknown) => {
        // SECURITY: of a vault whose person has locked a program learns what it was given: what isn't there is like what it wasn't given.
        if (reached.leased && isMissing(error)) return null;
        throw error;
      });
      if (planned === null) return null;
      const consented = await consent(call, reached, planned);
      if (consented === null) return null;
      const value = await planned.open(consented.vault);
      // Not its name, which it may have chosen to say something; the page of connected programs knows it by this key.
      const who = by === 'session' ? {} : { detail: asker.key };
      const rows = planned.wants.map((want) => ({ ...rowOf(vault.ownerId, want), ...who }));
      await release(calling, by, consented, rows);
      return value;
    } catch (error) {
      // A lock that overtakes the reading ends the keeper in the middle of it.
      if (error instanceof AppError && error.code === 'keeperStopped') throw new AppError('vaultLocked');
      throw error;
    }
  }

  function serve<T>(call: Omit<Call, 'counted'>, seconds: number, plan: (reached: Reached) => Promise<Plan<T>>): Promise<T> {
    const counted = new Set<string>();
    const { sender, asker, signal } = call.calling;
    return parts.queue.serve((asker ?? unknownAsker(sender)).key, seconds, signal, () => attempt({ ...call, counted }, plan));
  }

  return {
    /** Throws vaultLocked, ambiguous, notFound, denied, timedOut, busy, agentOff, dataDamaged, and as reach. */
    read(calling: Calling, { references: texts, use, account, waitSeconds, consentSeconds }: Input<'secrets.read'>): Promise<string[]> {
      const wanted = texts.map(referenceFrom);
      return serve({ calling, account, use, consentSeconds }, waitSeconds, async (reached) => {
        const { vault } = reached;
        let located = await lookUp(reached, () => references.locate(vault, wanted));
        return {
          wants: [...new Map(located.map(({ item }) => [item.id, { item }])).values()],
          async describe() {
            const named = await lookUp(reached, () => references.name(vault, located));
            // SECURITY: by their ids from here on: what the person has read is what is given, whatever is renamed meanwhile.
            located = located.map(({ item }, at) => ({ item, field: named[at]?.fieldId ?? null }));
            return fieldNames(located, named);
          },
          open: async (answered) => (await references.open(answered, located)).map(({ value }) => value),
        };
      });
    },

    /** A signed statement for one audience; throws as `read`. */
    identity(
      calling: Calling,
      { audience, account, waitSeconds, consentSeconds }: Input<'tokens.identity'>,
    ): Promise<Output<'tokens.identity'>> {
      return serve({ calling, account, use: 'reveal', consentSeconds }, waitSeconds, async ({ asker }) => ({
        wants: [{ audience }],
        describe: async () => new Map(),
        open: async (vault) => {
          const now = clock.now();
          // SECURITY: the name of a program that nobody has registered is its own word; a signature must not vouch for it.
          const program = asker.registered ? asker.name : null;
          const claims = { issuer: parts.issuer, audience, program, now, seconds: identitySeconds };
          return { token: await vault.keeper.call('signIdentity', claims), expiresAt: now + identitySeconds * 1000 };
        },
      }));
    },

    /**
     * Asks the person before a terminal or program that they have signed in at gets at an item that is to ask each time, whichever way
     * it takes. Throws as `ask` of the approvals.
     */
    async askFirst({ sender, asker, signal }: Calling, vault: OpenVault, item: ItemSummary, field: string | null): Promise<void> {
      if (sender.kind === 'desktop' || !item.askBeforeUse) return;
      const items = [{ item, fields: field === null ? [] : [field] }];
      const who = await programs.recognised(vault, sender, asker ?? unknownAsker(sender));
      await approvals.ask({ ownerId: vault.ownerId, sender, asker: who, use: 'reveal', items, audience: null, signal });
    },
  };
}

const isMissing = (error: unknown): boolean => error instanceof AppError && (error.code === 'notFound' || error.code === 'ambiguous');

function referenceFrom(text: string): Reference {
  const reference = parseReference(text);
  if (reference === null) throw new AppError('invalidInput', { what: 'references' });
  return reference;
}

/** Of each item, by its id, the names of its fields that are meant, each once. */
function fieldNames(located: readonly Located[], named: readonly NamedField[]): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, Set<string>>();
  for (const [at, { item }] of located.entries()) names.set(item.id, (names.get(item.id) ?? new Set()).add(named[at]?.fieldName ?? ''));
  return new Map([...names].map(([id, its]) => [id, [...its]]));
}

const rowOf = (ownerId: string, want: Wanted): Row =>
  'item' in want
    ? { action: 'secret.used', targetKind: 'item', targetId: want.item.id }
    : { action: 'identity.issued', targetKind: 'account', targetId: ownerId };
