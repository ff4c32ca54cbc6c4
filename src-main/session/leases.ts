import type { LockReason } from '../../src-shared/models.ts';
import type { OpenVault } from '../vault/open-vault.ts';
import type { SessionParts } from './session-state.ts';

/** What a person's programs may go on with while that person is locked. */
export interface Lease {
  /** Epoch milliseconds. */
  readonly until: number;
  readonly programs: readonly string[];
}

interface Kept {
  readonly vault: OpenVault;
  readonly lease: Lease;
  readonly callOff: () => void;
}

/** SECURITY: whoever ends a session, is disabled, or locks everyone means the programs too; only these leave them at it. */
const keeping: ReadonlySet<LockReason> = new Set<LockReason>(['asked', 'idle', 'suspend', 'screenLock', 'switched', 'clockSetBack']);

/** Keepers that live on for programs after their person has locked; no person gets in by them. */
export class Leases {
  readonly #parts: Pick<SessionParts, 'audit' | 'clock' | 'leaseOf' | 'log'>;
  readonly #kept = new Map<string, Kept>();

  constructor(parts: Pick<SessionParts, 'audit' | 'clock' | 'leaseOf' | 'log'>) {
    this.#parts = parts;
  }

  /** Of a vault that is closed to its person from now on. */
  takeOrEnd(vault: OpenVault, reason: LockReason): void {
    const now = this.#parts.clock.now();
    const lease = keeping.has(reason) && !vault.closed ? this.#parts.leaseOf(vault) : null;
    if (lease === null || lease.until <= now) return vault.end();
    const { ownerId } = vault;
    this.end(ownerId);
    vault.shut();
    const callOff = this.#parts.clock.after(lease.until - now, () => this.end(ownerId));
    this.#kept.set(ownerId, { vault, lease, callOff });
    vault.keeper.onStopped(() => {
      if (this.#kept.get(ownerId)?.vault === vault) this.end(ownerId);
    });
  }

  /** Null where none runs. */
  of(ownerId: string): { vault: OpenVault; lease: Lease } | null {
    const kept = this.#kept.get(ownerId);
    // A clock that was set back would let a lease run on; its timer counts running time and ends it.
    return kept === undefined || kept.lease.until <= this.#parts.clock.now() ? null : kept;
  }

  owners(): string[] {
    return [...this.#kept.keys()].filter((ownerId) => this.of(ownerId) !== null);
  }

  end(ownerId: string): void {
    const kept = this.#kept.get(ownerId);
    if (kept === undefined) return;
    this.#kept.delete(ownerId);
    kept.callOff();
    kept.vault.end();
    void this.#parts.audit
      .record({ actorId: ownerId, action: 'lease.ended', targetKind: 'account', targetId: ownerId, outcome: 'ok' })
      .catch(() => this.#parts.log('audit.notWritten', { action: 'lease.ended' }));
  }

  endWhere(ends: (ownerId: string) => boolean): void {
    for (const ownerId of [...this.#kept.keys()]) if (ends(ownerId)) this.end(ownerId);
  }
}
