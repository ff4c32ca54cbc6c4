import type { AuditReport } from '../../src-shared/audit.ts';
import { AppError } from '../../src-shared/errors.ts';
import { rowHolds } from '../accounts/account-rows.ts';
import { chainHash, genesisHash } from '../crypto/audit-chain.ts';
import type { AuditHead, AuditRecord } from '../crypto/formats.ts';
import { aeadKey, equalBytes } from '../crypto/primitives.ts';
import type { Database, Repositories } from '../database/database.ts';
import type { Clock, Log } from '../host.ts';
import { auditHeadEntry, type Keychain } from '../keychain/keychain.ts';
import { attestedCut, standingOf } from './attested-cut.ts';
import type { AuditAction } from './audit-actions.ts';
import { callingClient } from './calling-client.ts';
import { decodeHead, encodeHead, headFrom, headText, type SeenHead } from './audit-head.ts';
import { checkWitnesses } from './check-witnesses.ts';
import { beforeWhich, nextStretch, removeSlices, type Stretch } from './prune.ts';
import { type ChainKeys, contradiction, walkChain } from './verify-chain.ts';

/** What happened, without names of items, values or passwords. */
export interface AuditEntry {
  readonly actorId: string | null;
  readonly action: AuditAction;
  readonly targetKind: string | null;
  readonly targetId: string | null;
  readonly outcome: AuditRecord['outcome'];
  /** Who called; left out, it is the kind of the sender whose call this is part of, or `main`. */
  readonly client?: string;
  readonly detail?: string;
}

interface AuditParts {
  readonly database: Database;
  readonly keychain: Keychain;
  readonly clock: Clock;
  readonly log: Log;
  readonly installationId: string;
  readonly auditKey: Uint8Array;
  readonly accountRowsKey: Uint8Array;
}

const anchorEveryMilliseconds = 1000;

/** The append-only, chained log. */
export class AuditService {
  readonly #parts: AuditParts;
  readonly #keys: ChainKeys;
  #callOffAnchor: (() => void) | null = null;
  #ended = false;
  /** A head that the keychain or this process has seen, once it was found not to be in the log: kept as evidence, and no newer one replaces it. */
  #contradicted: SeenHead | null = null;
  /** The newest row that was committed since the start, or lay there then. */
  #committed: AuditHead | null = null;
  /** What each transaction that is under way has appended last. */
  readonly #appended = new WeakMap<Repositories, AuditHead>();
  /** Walks over the whole log and removals from it, one after the other. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(parts: AuditParts) {
    this.#parts = parts;
    this.#keys = { auditKey: aeadKey(parts.auditKey), installationId: parts.installationId };
  }

  /** Appends a row, inside the caller's transaction where `r` is given, so that an act whose row can't be written doesn't happen. */
  async record(entry: AuditEntry, r?: Repositories): Promise<void> {
    if (r === undefined) await this.#parts.database.transaction((own) => this.#append(entry, own));
    else await this.#append(entry, r);
    this.#anchorSoon();
  }

  /** The newest committed row; null in an empty log. */
  async head(): Promise<AuditHead | null> {
    // Through a transaction, so that a row which is about to be rolled back is never taken for the head.
    return this.#parts.database.transaction((r) => r.audit.last());
  }

  /** The newest row together with the last one that retention has removed; null in an empty log. */
  async ends(): Promise<{ head: AuditHead; cut: AuditHead | null } | null> {
    return this.#parts.database.transaction(async ({ audit }) => {
      const head = await audit.last();
      return head === null ? null : { head, cut: await attestedCut(audit, this.#keys.auditKey) };
    });
  }

  /** Compares the log with the head that the keychain remembers. */
  async checkAtStart(): Promise<void> {
    const remembered = await this.#remembered();
    const { audit } = this.#parts.database.repositories;
    this.#committed = await audit.last();
    if (remembered === null) return;
    const row = await audit.find(remembered.sequence);
    if (standingOf(remembered, await attestedCut(audit, this.#keys.auditKey), row?.hash, this.#parts.clock.now()) === 'holds') return;
    this.#contradict(remembered);
  }

  /**
   * Walks the whole chain of the present epoch and compares it with what vault, keychain and everybody's witnesses have seen.
   * Only an administrator reads what others have signed; null for `readerId` reads all. `onRows` hears how far it is, and what it
   * throws ends it.
   */
  verify(witnessed: SeenHead | null, readerId: string | null = null, onRows?: (rows: number) => void): Promise<AuditReport> {
    return this.#inTurn(async () => {
      const { database, installationId, clock } = this.#parts;
      const now = clock.now();
      const { audit, accounts } = database.repositories;
      const { rows, firstSequence, lostEpochs, cut, ...walk } = await walkChain(audit, this.#keys, onRows);
      const { witnesses, contradicting } = await checkWitnesses(audit, installationId, { cut, now });
      const committed = this.#committed === null ? null : { ...this.#committed, at: now };
      const seen = [witnessed, contradicting, this.#contradicted, committed];
      const problem = walk.problem ?? (await contradiction(audit, { cut, now }, seen));
      const reader = readerId === null ? null : await accounts.find(readerId);
      const isAdministrator = reader?.role === 'administrator' && rowHolds(this.#parts.accountRowsKey, reader);
      const readsAll = readerId === null || isAdministrator;
      return {
        status: problem === null ? 'intact' : 'damaged',
        ...{ rows, problem, firstSequence, lostEpochs },
        witnessedSequence: witnessed?.sequence ?? 0,
        witnesses: witnesses.filter(({ ownerId }) => readsAll || ownerId === readerId),
      };
    });
  }

  /**
   * Removes the rows of the days before that of `before` (epoch milliseconds) from the log's beginning; answers with how many. Each
   * transaction that removes some writes a row that names the last of them, from which on the chain can still be verified.
   * A log that doesn't hold, or that the keychain contradicts, keeps its rows as they are, and so does every log while the clock may
   * have been set ahead.
   */
  prune(before: number): Promise<number> {
    return this.#inTurn(async () => {
      const { database, clock } = this.#parts;
      const { audit } = database.repositories;
      const end = await beforeWhich(audit, before, clock.now());
      if (end === null) return 0;
      let removed = 0;
      for (let more = this.#contradicted === null; more;) {
        const stretch = await nextStretch(audit, this.#keys, end);
        if (stretch === null) break;
        await this.#remove(stretch);
        removed += stretch.cut.sequence - stretch.from + 1;
        ({ more } = stretch);
      }
      if (removed > 0) await database.truncateWal();
      return removed;
    });
  }

  async #remove({ from, cut }: Stretch): Promise<void> {
    await this.#parts.database.transaction(async (r) => {
      await this.#append(tellingOf('audit.pruned', headText(cut)), r);
      if (this.#contradicted !== null) throw new AppError('dataDamaged', { what: 'audit' });
      await removeSlices(r.audit, { from, to: cut.sequence });
    });
    this.#anchorSoon();
  }

  /** Begins a new chain after the key of the old one was lost; its first row names the old head, which nobody can verify any more. */
  async startEpoch(): Promise<void> {
    await this.#parts.database.transaction(async (r) => {
      const last = await r.audit.last();
      if (last === null) return;
      await this.#append(tellingOf('audit.epochStarted', headText(last)), r, last.epoch + 1);
      const cut = await this.#unattestedCut(r);
      if (cut !== null) await this.#append(tellingOf('audit.pruned', cut), r);
    });
    await this.flush();
  }

  /** Where the log was cut under the lost key: the new epoch has to vouch for it from here on. */
  async #unattestedCut({ audit }: Repositories): Promise<string | null> {
    const [first, pruned] = [await audit.first(), await audit.lastOf('audit.pruned')];
    const cut = pruned?.targetId == null ? null : headFrom(pruned.targetId);
    return cut !== null && first?.sequence === cut.sequence + 1 ? headText(cut) : null;
  }

  /** Writes the head into the keychain now; the one that the log contradicts where there is one. */
  async flush(): Promise<void> {
    this.#callOffAnchor?.();
    this.#callOffAnchor = null;
    try {
      // Nothing is asked of the database where the evidence is to be kept: that comes up inside transactions.
      const head = this.#contradicted ?? (await this.#newest());
      if (this.#contradicted !== null && head !== this.#contradicted) return;
      if (head !== null) await this.#parts.keychain.write(auditHeadEntry(this.#parts.installationId), encodeHead(head));
    } catch (error) {
      this.#parts.log('audit.notAnchored', { code: error instanceof AppError ? error.code : 'internal' });
    }
  }

  /** The last flush, of every row that was begun before: a timer that came after it would find the database closed. */
  async end(): Promise<void> {
    this.#ended = true;
    await this.flush();
  }

  async #append(entry: AuditEntry, r: Repositories, newEpoch?: number): Promise<void> {
    const { auditKey, installationId } = this.#keys;
    const last = await r.audit.last();
    if (!this.#appended.has(r)) await this.#requireCommitted(r.audit, last);
    const epoch = newEpoch ?? last?.epoch ?? 1;
    const previous = last !== null && last.epoch === epoch ? last.hash : genesisHash(installationId, epoch);
    const row = {
      sequence: (last?.sequence ?? 0) + 1,
      epoch,
      at: this.#parts.clock.now(),
      detail: null,
      client: callingClient.getStore() ?? 'main',
      ...entry,
    };
    const hash = chainHash(auditKey, previous, row);
    await r.audit.append({ ...row, hash });
    const stored = await r.audit.find(row.sequence);
    // SECURITY: a trigger may swallow or change what was written; an act whose row isn't there doesn't happen.
    if (stored === null || !equalBytes(chainHash(auditKey, previous, stored), hash)) throw new AppError('dataDamaged', { what: 'audit' });
    this.#note(r, { sequence: row.sequence, epoch, hash });
  }

  /** The newest committed row, after a look whether the one that was the newest before is still there. */
  #newest(): Promise<AuditHead | null> {
    return this.#parts.database.transaction(async ({ audit }) => {
      const last = await audit.last();
      await this.#requireCommitted(audit, last);
      return last;
    });
  }

  #note(r: Repositories, head: AuditHead): void {
    if (!this.#appended.has(r)) this.#parts.database.onCommitted(r, () => void (this.#committed = this.#appended.get(r) ?? null));
    this.#appended.set(r, head);
  }

  /** SECURITY: rows that are cut off while the app runs would otherwise be missed by nobody but whoever had witnessed them. */
  async #requireCommitted(audit: Repositories['audit'], last: AuditHead | null): Promise<void> {
    const known = this.#committed;
    if (known === null || this.#contradicted !== null) return;
    const row = last?.sequence === known.sequence ? last : await audit.find(known.sequence);
    if (row !== null && equalBytes(row.hash, known.hash)) return;
    this.#contradict({ ...known, at: this.#parts.clock.now() });
    void this.flush();
  }

  #contradict(head: SeenHead): void {
    this.#contradicted = head;
    this.#parts.log('audit.contradicted', { sequence: head.sequence });
  }

  #inTurn<T>(task: () => Promise<T>): Promise<T> {
    const mine = this.#turn.then(task, task);
    this.#turn = mine.catch(() => undefined);
    return mine;
  }

  #anchorSoon(): void {
    if (this.#ended) return;
    this.#callOffAnchor ??= this.#parts.clock.after(anchorEveryMilliseconds, () => void this.flush());
  }

  async #remembered(): Promise<SeenHead | null> {
    try {
      // The keychain doesn't say when; a head of no time is believed to be as old as the cut says.
      return { ...decodeHead(await this.#parts.keychain.read(auditHeadEntry(this.#parts.installationId))), at: 0 };
    } catch (error) {
      if (error instanceof AppError && error.code === 'keychainEntryMissing') return null;
      throw error;
    }
  }
}

const tellingOf = (action: AuditAction, targetId: string): AuditEntry => ({
  ...{ actorId: null, action, targetKind: 'audit', targetId },
  ...{ outcome: 'ok', client: 'main' },
});
