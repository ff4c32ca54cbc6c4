import { AppError } from '../../src-shared/errors.ts';
import type { AuditHead } from '../crypto/formats.ts';
import type { AuditService } from '../audit/audit-service.ts';
import type { Database, Repositories } from '../database/database.ts';
import type { Clock, Log } from '../host.ts';
import type { KeeperInput, KeeperOutput, VaultCommit } from '../keeper/keeper-protocol.ts';
import type { Keeper } from '../keeper/keeper.ts';
import type { Anchors } from './anchors.ts';

/** What every open vault works with. */
export interface VaultParts {
  readonly database: Database;
  readonly anchors: Anchors;
  readonly audit: AuditService;
  readonly clock: Clock;
  readonly log: Log;
}

/** The calls that answer with a proposal to commit. */
type WritingCall = 'create' | 'update' | 'duplicate' | 'mark' | 'purge';
type ResultOf<C extends WritingCall> = KeeperOutput<C>['result'];

const foldAfterChanges = 64;
const foldWhenIdleMilliseconds = 3000;

/** One person's vault while its keeper lives: writes one after the other, folds its log when idle. */
export class OpenVault {
  readonly ownerId: string;
  readonly keeper: Keeper;
  #generation: number;
  #changes: number;
  #witnessed: AuditHead | null;
  #turn: Promise<unknown> = Promise.resolve();
  #callOffFold: () => void = () => undefined;
  #onChanged: (generation: number) => void = () => undefined;
  readonly #parts: VaultParts;

  constructor(
    parts: VaultParts,
    ownerId: string,
    keeper: Keeper,
    opened: { generation: number; changes: number; witnessed: AuditHead | null },
  ) {
    this.#parts = parts;
    this.ownerId = ownerId;
    this.keeper = keeper;
    this.#generation = opened.generation;
    this.#changes = opened.changes;
    this.#witnessed = opened.witnessed;
    parts.anchors.note(ownerId, opened.generation);
    this.#foldWhenIdle();
  }

  get generation(): number {
    return this.#generation;
  }

  /** The audit head that this vault has sealed last. */
  get witnessed(): AuditHead | null {
    return this.#witnessed;
  }

  /** Announces every commit with its generation. */
  onChanged(listener: (generation: number) => void): void {
    this.#onChanged = listener;
  }

  /**
   * Lets the keeper propose a change and commits it in one transaction together with `alongside` (its audit row, say).
   * Throws what the keeper throws, and conflict, diskFull, notWritable; nothing is changed then.
   */
  write<C extends WritingCall>(call: C, input: KeeperInput<C>, alongside: (r: Repositories) => Promise<void>): Promise<ResultOf<C>> {
    return this.#inTurn(async () => {
      const proposal: KeeperOutput<WritingCall> = await this.keeper.call<WritingCall>(call, input);
      await this.#commit(proposal.commit, alongside);
      return proposal.result as ResultOf<C>;
    });
  }

  /** Checks the audit chain since the last witness and seals its head into this vault; answers whether it held. */
  witness(auditKey: Uint8Array): Promise<boolean> {
    return this.#inTurn(async () => {
      const { audit } = this.#parts.database.repositories;
      const head = this.#parts.audit.head();
      if (head === null) return true;
      let from = this.#witnessed?.sequence ?? 1;
      for (;;) {
        const rows = (await audit.range(from, 1000)).filter((row) => row.sequence <= head.sequence);
        const problem = await this.keeper.call('checkAudit', { auditKey, rows });
        if (problem !== null) return false;
        const last = rows.at(-1);
        if (last === undefined || last.sequence >= head.sequence) break;
        from = last.sequence + 1;
      }
      const { commit, signature } = await this.keeper.call('sealWitness', { head });
      const at = this.#parts.clock.now();
      await this.#commit(commit, (r) => r.audit.saveWitness({ ownerId: this.ownerId, ...head, signature, at }));
      this.#witnessed = head;
      return true;
    });
  }

  /** Ends the keeper at once: the key is gone with its process. */
  end(): void {
    this.#callOffFold();
    this.keeper.end();
    void this.#parts.anchors.flush(this.ownerId);
  }

  async #commit(commit: VaultCommit, alongside: (r: Repositories) => Promise<void>): Promise<void> {
    try {
      await this.#parts.database.transaction(async (r) => {
        await r.vaults.commit(this.ownerId, commit);
        await alongside(r);
      });
    } catch (error) {
      await this.keeper.call('settle', { committed: false });
      throw error;
    }
    await this.keeper.call('settle', { committed: true });
    this.#generation = commit.generation;
    this.#changes = commit.snapshot === null ? this.#changes + (commit.change === null ? 0 : 1) : 0;
    this.#parts.anchors.note(this.ownerId, commit.generation);
    this.#foldWhenIdle();
    this.#onChanged(commit.generation);
  }

  #foldWhenIdle(): void {
    this.#callOffFold();
    if (this.#changes >= foldAfterChanges) this.#callOffFold = this.#parts.clock.after(foldWhenIdleMilliseconds, () => void this.#fold());
  }

  async #fold(): Promise<void> {
    try {
      await this.#inTurn(async () => {
        const commit = await this.keeper.call('compact', undefined);
        if (commit !== null) await this.#commit(commit, async () => undefined);
      });
    } catch (error) {
      // The log just stays longer; the next idle moment tries again.
      this.#parts.log('vault.notFolded', { ownerId: this.ownerId, code: error instanceof AppError ? error.code : 'internal' });
    }
  }

  #inTurn<T>(task: () => Promise<T>): Promise<T> {
    const mine = this.#turn.then(task, task);
    this.#turn = mine.catch(() => undefined);
    return mine;
  }
}
