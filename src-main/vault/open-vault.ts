import { AppError } from '../../src-shared/errors.ts';
import type { AuditHead, AuditRecord } from '../crypto/formats.ts';
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

const rowsPerBatch = 1000;
const foldAfterChanges = 64;
const foldWhenIdleMilliseconds = 500;

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

  /** Runs a task between two writes, so that what it reads of the database and what the keeper knows belong together. */
  read<T>(task: () => Promise<T>): Promise<T> {
    return this.#inTurn(task);
  }

  /**
   * Lets the keeper propose a change and commits it in one transaction together with `alongside` (its audit row, say).
   * `input` is made when this write's turn has come. Throws what the keeper throws, and conflict, diskFull, notWritable;
   * nothing is changed then.
   */
  write<C extends WritingCall>(
    call: C,
    input: () => Promise<KeeperInput<C>>,
    alongside: (r: Repositories) => Promise<void>,
  ): Promise<ResultOf<C>> {
    return this.#inTurn(async () => {
      const proposal: KeeperOutput<WritingCall> = await this.keeper.call<WritingCall>(call, await input());
      await this.#commit(proposal.commit, alongside);
      return proposal.result as ResultOf<C>;
    });
  }

  /** Checks the audit chain since the last witness and seals its head into this vault; answers whether it held. */
  witness(auditKey: Uint8Array): Promise<boolean> {
    return this.#inTurn(async () => {
      const head = await this.#parts.audit.head();
      if (head === null) return true;
      const seen = this.#witnessed;
      // A log that lacks the row which this vault has sealed was cut: `audit.verify` says so, and the vault opens all the same.
      if (seen !== null && (await this.#parts.database.repositories.audit.find(seen.sequence)) === null) return false;
      for await (const rows of this.#rowsSinceWitness(head)) {
        if ((await this.keeper.call('checkAudit', { auditKey, rows })) !== null) return false;
      }
      const { commit, signature } = await this.keeper.call('sealWitness', { head });
      const at = this.#parts.clock.now();
      const { epoch, sequence, hash } = head;
      await this.#commit(commit, (r) => r.audit.saveWitness({ ownerId: this.ownerId, epoch, sequence, hash, signature, at }));
      this.#witnessed = { epoch, sequence, hash };
      return true;
    });
  }

  /** The witnessed row and what follows up to the head, in batches; from the head's own epoch on where the witness is of an older one. */
  async *#rowsSinceWitness(head: AuditHead): AsyncGenerator<readonly AuditRecord[]> {
    const { audit } = this.#parts.database.repositories;
    const first = await audit.find((this.#witnessed ?? head).sequence);
    yield first === null ? [] : [first];
    const crossed = this.#witnessed !== null && this.#witnessed.epoch < head.epoch;
    let from = crossed ? ((await audit.firstOfEpoch(head.epoch))?.sequence ?? head.sequence) : (first?.sequence ?? head.sequence) + 1;
    while (from <= head.sequence) {
      const rows = (await audit.range(from, rowsPerBatch)).filter((row) => row.sequence <= head.sequence);
      if (rows.length === 0) return;
      yield rows;
      from = (rows.at(-1)?.sequence ?? from) + 1;
    }
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
      // A keeper that has ended meanwhile has nothing to settle, and must not hide what went wrong.
      await this.keeper.call('settle', { committed: false }).catch(() => undefined);
      throw error;
    }
    // SECURITY: before anything that a lock may cut short, or this state could be taken back unnoticed.
    this.#parts.anchors.note(this.ownerId, commit.generation);
    await this.keeper.call('settle', { committed: true });
    this.#generation = commit.generation;
    this.#changes = commit.snapshot === null ? this.#changes + (commit.change === null ? 0 : 1) : 0;
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
