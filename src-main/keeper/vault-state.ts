import { AppError } from '../../src-shared/errors.ts';
import type { PersonKeys } from '../crypto/formats.ts';
import { type KeyObject, type Randomness, sha256 } from '../crypto/primitives.ts';
import type { VaultCipher } from '../crypto/vault-keys.ts';
import { AuditWitness } from './audit-witness.ts';
import type { SealedItem, VaultCommit } from './keeper-protocol.ts';
import { ItemLookup } from './references.ts';
import { Search } from './search.ts';
import type { IndexChange, VaultIndex } from './vault-index.ts';
import { sealChange, sealHead, sealSnapshot, type VaultHead } from './vault-log.ts';

interface Opened {
  readonly installationId: string;
  readonly cipher: VaultCipher;
  readonly vaultKey: Uint8Array;
  readonly keys: PersonKeys;
  readonly identity: KeyObject;
  readonly index: VaultIndex;
  readonly head: VaultHead;
  /** The newest generation ever seen; commits count on from it, so that a vault put back never repeats a lost one's numbers. */
  readonly newestSeen: number;
}

interface Pending {
  readonly head: VaultHead;
  readonly change: IndexChange | null;
}

/** One open vault: its index, its head, and at most one commit that waits for the database. */
export class VaultState {
  readonly installationId: string;
  readonly cipher: VaultCipher;
  /** Kept to be wrapped anew when password or recovery code change. */
  readonly vaultKey: Uint8Array;
  readonly keys: PersonKeys;
  readonly identity: KeyObject;
  readonly index: VaultIndex;
  readonly search: Search;
  readonly lookup: ItemLookup;
  readonly witness: AuditWitness;
  #head: VaultHead;
  #newestSeen: number;
  #pending: Pending | null = null;
  readonly #random: Randomness;

  constructor(opened: Opened, random: Randomness) {
    this.installationId = opened.installationId;
    this.cipher = opened.cipher;
    this.vaultKey = opened.vaultKey;
    this.keys = opened.keys;
    this.identity = opened.identity;
    this.index = opened.index;
    this.search = new Search(opened.index);
    this.lookup = new ItemLookup(opened.index);
    this.witness = new AuditWitness(opened.installationId);
    this.#head = opened.head;
    this.#newestSeen = Math.max(opened.newestSeen, opened.head.generation);
    this.#random = random;
  }

  get head(): VaultHead {
    return this.#head;
  }

  /** Throws busy while a commit waits. */
  requireSettled(): void {
    if (this.#pending !== null) throw new AppError('busy', { what: 'vault' });
  }

  /** A commit that changes items or records. */
  proposeChange(change: IndexChange, upserts: readonly SealedItem[]): VaultCommit {
    const generation = this.nextGeneration;
    const blob = sealChange(this.cipher, generation, this.#head.lastHash, change, this.#random);
    const commit = this.#propose({ ...this.#head, generation, lastHash: sha256(blob) }, change);
    return { ...commit, change: blob, upserts, removals: change.removals };
  }

  /** A commit that folds the log into a new snapshot. */
  proposeSnapshot(id: string): VaultCommit {
    const blob = sealSnapshot(this.cipher, id, this.index, this.#random);
    const snapshotHash = sha256(blob);
    const head = { ...this.#head, generation: this.nextGeneration, snapshotId: id, snapshotHash, lastHash: snapshotHash };
    return { ...this.#propose(head, null), snapshot: { id, blob } };
  }

  /** A commit of the head alone. */
  proposeWitness(witnessed: VaultHead['witnessed']): VaultCommit {
    return this.#propose({ ...this.#head, generation: this.nextGeneration, witnessed }, null);
  }

  /** The database has taken the waiting commit, or not; without one there is nothing to do. */
  settle(committed: boolean): void {
    const pending = this.#pending;
    this.#pending = null;
    if (pending === null || !committed) return;
    this.#head = pending.head;
    this.#newestSeen = pending.head.generation;
    if (pending.change !== null) this.index.apply(pending.change);
  }

  get nextGeneration(): number {
    this.requireSettled();
    return this.#newestSeen + 1;
  }

  #propose(head: VaultHead, change: IndexChange | null): VaultCommit {
    this.#pending = { head, change };
    return {
      fromGeneration: this.#head.generation,
      generation: head.generation,
      head: sealHead(this.cipher, head, this.#random),
      ...{ change: null, snapshot: null, upserts: [], removals: [] },
    };
  }
}
