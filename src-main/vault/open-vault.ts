import { AppError } from '../../src-shared/errors.ts';
import type { AuditHead, AuditRecord } from '../crypto/formats.ts';
import type { SeenHead } from '../audit/audit-head.ts';
import type { AuditService } from '../audit/audit-service.ts';
import type { Database, Repositories } from '../database/database.ts';
import type { Clock, Log } from '../host.ts';
import type { KeeperInput, KeeperOutput, VaultCommit, WritingCall } from '../keeper/keeper-protocol.ts';
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

type ResultOf<C extends WritingCall> = KeeperOutput<C>['result'];

const rowsPerBatch = 1000;
const foldAfterChanges = 64;
const foldWhenIdleMilliseconds = 500;

/** One person's vault while its keeper lives: writes one after the other, folds its log when idle. */
export class OpenVault {
  readonly ownerId: string;
  readonly keeper: Keeper;
  #shut = false;
  #generation: number;
  #changes: number;
  #witnessed: SeenHead | null;
  #turn: Promise<unknown> = Promise.resolve();
  #callOffFold: () => void = () => undefined;
  readonly #changedListeners: ((generation: number) => void)[] = [];
  readonly #parts: VaultParts;

  constructor(
    parts: VaultParts,
    ownerId: string,
    keeper: Keeper,
    opened: { generation: number; changes: number; witnessed: SeenHead | null },
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

  /** The audit head that this vault has sealed last, and when. */
  get witnessed(): SeenHead | null {
    return this.#witnessed;
  }

  /** Its person has locked; where the keeper lives on, it is for programs alone. */
  get closed(): boolean {
    return this.#shut || this.keeper.stopped;
  }

  shut(): void {
    this.#shut = true;
    this.#callOffFold();
  }

  /** Announces every commit with its generation. */
  onChanged(listener: (generation: number) => void): void {
    this.#changedListeners.push(listener);
  }

  /** Runs a task between two writes, so that what it reads of the database and what the keeper knows belong together. */
  read<T>(task: () => Promise<T>): Promise<T> {
    return this.#inTurn(task);
  }

  /**
   * Lets the keeper propose a change and commits it in one transaction together with `alongside` (its audit row, say), which learns
   * what the change comes to.
   * `input` is made when this write's turn has come. Throws what the keeper throws, and conflict, diskFull, notWritable;
   * nothing is changed then.
   */
  write<C extends WritingCall>(
    call: C,
    input: () => Promise<KeeperInput<C>>,
    alongside: (r: Repositories, result: ResultOf<C>) => Promise<void>,
  ): Promise<ResultOf<C>> {
    return this.#inTurn(async () => {
      const proposal: KeeperOutput<WritingCall> = await this.keeper.call<WritingCall>(call, await input());
      const result = proposal.result as ResultOf<C>;
      await this.#commit(proposal.commit, (r) => alongside(r, result));
      return result;
    });
  }

  /** Checks the audit chain since the last witness and seals its head into this vault; answers whether it held. */
  witness(auditKey: Uint8Array): Promise<boolean> {
    return this.#inTurn(async () => {
      for (;;) {
        const ends = await this.#parts.audit.ends();
        if (ends === null) return true;
        if (await this.#follows(auditKey, ends)) return this.#sealWitness(ends.head);
        // What retention removed under the walk says nothing about the log.
        if ((await this.#parts.audit.ends())?.cut?.sequence === ends.cut?.sequence) return false;
      }
    });
  }

  async #sealWitness(head: AuditHead): Promise<true> {
    const at = this.#parts.clock.now();
    const { commit, signature } = await this.keeper.call('sealWitness', { head, now: at });
    const { epoch, sequence, hash } = head;
    await this.#commit(commit, (r) => r.audit.saveWitness({ ownerId: this.ownerId, epoch, sequence, hash, signature, at }));
    this.#witnessed = { epoch, sequence, hash, at };
    return true;
  }

  /** The keeper's walk: from the witnessed row up to the head, in batches; from the cut on where retention has removed that row. */
  async #follows(auditKey: Uint8Array, { head, cut }: { head: AuditHead; cut: AuditHead | null }): Promise<boolean> {
    const { audit } = this.#parts.database.repositories;
    const now = this.#parts.clock.now();
    const seen = this.#witnessed;
    const first = await audit.find((seen ?? head).sequence);
    const begin = first ?? cut;
    // A log that lacks the row which this vault has sealed was cut: `audit.verify` says so, and the vault opens all the same.
    if (begin === null || (first === null && (seen ?? head).sequence > begin.sequence)) return false;
    const check = async (rows: readonly AuditRecord[], cut: AuditHead | null): Promise<boolean> =>
      (await this.keeper.call('checkAudit', { auditKey, cut, rows, now })) === null;
    if (!(await check(first === null ? [] : [first], first === null ? begin : null))) return false;
    // The rows between belong to epochs whose key is lost: only the new chain can be followed.
    const start = begin.epoch < head.epoch ? await audit.startOfEpoch(head.epoch) : null;
    for (let from = start?.sequence ?? begin.sequence + 1; from <= head.sequence;) {
      const rows = (await audit.range(from, rowsPerBatch)).filter((row) => row.sequence <= head.sequence);
      if (rows.length === 0 || !(await check(rows, null))) return false;
      from = (rows.at(-1)?.sequence ?? from) + 1;
    }
    return true;
  }

  /** Ends the keeper at once: the key is gone with its process. */
  end(): void {
    this.shut();
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
    for (const listener of this.#changedListeners) listener(commit.generation);
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
