import { AppError } from '../../src-shared/errors.ts';
import type { AuditReport } from '../../src-shared/models.ts';
import { chainHash, genesisHash } from '../crypto/audit-chain.ts';
import type { AuditHead, AuditRecord } from '../crypto/formats.ts';
import { equalBytes } from '../crypto/primitives.ts';
import type { Database, Repositories } from '../database/database.ts';
import type { Clock, Log } from '../host.ts';
import { auditHeadEntry, type Keychain } from '../keychain/keychain.ts';
import type { AuditAction } from './audit-actions.ts';
import { decodeHead, encodeHead } from './audit-head.ts';
import { verifyChain } from './verify-chain.ts';

/** What happened, without names of items, values or passwords. */
export interface AuditEntry {
  readonly actorId: string | null;
  readonly action: AuditAction;
  readonly targetKind: string | null;
  readonly targetId: string | null;
  readonly outcome: AuditRecord['outcome'];
  readonly client: string;
  readonly detail?: string;
}

interface AuditParts {
  readonly database: Database;
  readonly keychain: Keychain;
  readonly clock: Clock;
  readonly log: Log;
  readonly installationId: string;
  readonly auditKey: Uint8Array;
}

const anchorEveryMilliseconds = 1000;

/** The append-only, chained log. */
export class AuditService {
  readonly #parts: AuditParts;
  #callOffAnchor: (() => void) | null = null;
  /** The keychain's head, once it was found not to be in the log: kept as evidence, and no newer one replaces it. */
  #contradicted: AuditHead | null = null;

  constructor(parts: AuditParts) {
    this.#parts = parts;
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

  /** Compares the log with the head that the keychain remembers. */
  async checkAtStart(): Promise<void> {
    const remembered = await this.#remembered();
    if (remembered === null) return;
    const row = await this.#parts.database.repositories.audit.find(remembered.sequence);
    if (row !== null && equalBytes(row.hash, remembered.hash)) return;
    this.#contradicted = remembered;
    this.#parts.log('audit.contradicted', { sequence: remembered.sequence });
  }

  /** Walks the whole chain of the present epoch and compares it with what vault and keychain have seen. */
  async verify(witnessed: AuditHead | null): Promise<AuditReport> {
    const { database, auditKey, installationId } = this.#parts;
    const { rows, problem } = await verifyChain(database.repositories.audit, { auditKey, installationId }, [witnessed, this.#contradicted]);
    return { status: problem === null ? 'intact' : 'damaged', rows, problem, witnessedSequence: witnessed?.sequence ?? 0 };
  }

  /** Begins a new chain after the key of the old one was lost; its first row names the old head, which nobody can verify any more. */
  async startEpoch(): Promise<void> {
    await this.#parts.database.transaction(async (r) => {
      const last = await r.audit.last();
      if (last === null) return;
      const targetId = `${last.epoch}:${last.sequence}:${Buffer.from(last.hash).toString('hex')}`;
      const entry = { actorId: null, action: 'audit.epochStarted', targetKind: 'audit', targetId, outcome: 'ok', client: 'main' } as const;
      await this.#append(entry, r, last.epoch + 1);
    });
    await this.flush();
  }

  /** Writes the head into the keychain now. */
  async flush(): Promise<void> {
    this.#callOffAnchor?.();
    this.#callOffAnchor = null;
    if (this.#contradicted !== null) return;
    try {
      const head = await this.head();
      if (head !== null) await this.#parts.keychain.write(auditHeadEntry(this.#parts.installationId), encodeHead(head));
    } catch (error) {
      this.#parts.log('audit.notAnchored', { code: error instanceof AppError ? error.code : 'internal' });
    }
  }

  async #append(entry: AuditEntry, r: Repositories, newEpoch?: number): Promise<void> {
    const { auditKey, installationId, clock } = this.#parts;
    const last = await r.audit.last();
    const epoch = newEpoch ?? last?.epoch ?? 1;
    const previous = last !== null && last.epoch === epoch ? last.hash : genesisHash(installationId, epoch);
    const row = { sequence: (last?.sequence ?? 0) + 1, epoch, at: clock.now(), detail: null, ...entry };
    await r.audit.append({ ...row, hash: chainHash(auditKey, previous, row) });
  }

  #anchorSoon(): void {
    this.#callOffAnchor ??= this.#parts.clock.after(anchorEveryMilliseconds, () => void this.flush());
  }

  async #remembered(): Promise<AuditHead | null> {
    try {
      return decodeHead(await this.#parts.keychain.read(auditHeadEntry(this.#parts.installationId)));
    } catch (error) {
      if (error instanceof AppError && error.code === 'keychainEntryMissing') return null;
      throw error;
    }
  }
}
