import type { LockReason } from '../../src-shared/models.ts';
import type { AuditAction } from '../audit/audit-actions.ts';
import type { Sender } from '../host.ts';
import type { OpenVault } from '../vault/open-vault.ts';
import type { Desk } from './desk.ts';
import type { Desks } from './desks.ts';
import { Leases } from './leases.ts';
import type { SessionParts } from './session-state.ts';

type DoorParts = Pick<SessionParts, 'audit' | 'clipboard' | 'log' | 'left' | 'clock' | 'leaseOf'>;

/** The open vaults, one per person, and how they close. */
export class VaultDoors {
  readonly #parts: DoorParts;
  readonly #desks: Desks;
  readonly #vaults = new Map<string, OpenVault>();
  readonly #openedListeners: ((vault: OpenVault) => void)[] = [];
  readonly #closedListeners: ((ownerId: string, vault: OpenVault) => void)[] = [];
  readonly #writtenListeners: (() => void)[] = [];
  readonly leases: Leases;

  constructor(parts: DoorParts, desks: Desks) {
    this.#parts = parts;
    this.#desks = desks;
    this.leases = new Leases(parts);
  }

  vaultOf(ownerId: string): OpenVault | null {
    return this.#vaults.get(ownerId) ?? null;
  }

  owners(): string[] {
    return [...this.#vaults.keys()];
  }

  openAt({ session, kind, vault }: Desk): OpenVault | null {
    const open = session === null ? null : this.vaultOf(session.ownerId);
    return kind === 'desktop' && open !== vault ? null : open;
  }

  /** Called with every vault that has been opened. */
  onOpened(listener: (vault: OpenVault) => void): void {
    this.#openedListeners.push(listener);
  }

  /** Called with every vault that is closed to its person, also where a lease keeps its keeper. */
  onClosed(listener: (ownerId: string, vault: OpenVault) => void): void {
    this.#closedListeners.push(listener);
  }

  /** Called when something was written to any open vault. */
  onWritten(listener: () => void): void {
    this.#writtenListeners.push(listener);
  }

  /** A vault of the same person that was open before, or kept by a lease, is closed. */
  open(vault: OpenVault): void {
    const before = this.vaultOf(vault.ownerId);
    if (before === vault) return;
    before?.end();
    this.leases.end(vault.ownerId);
    this.#vaults.set(vault.ownerId, vault);
    vault.onChanged((generation) => this.#tellDesks(vault.ownerId, generation));
    vault.keeper.onStopped(() => {
      if (this.vaultOf(vault.ownerId) === vault) void this.close(vault.ownerId, 'keeperStopped', 'session.keeperStopped');
    });
    for (const listener of this.#openedListeners) listener(vault);
  }

  /** The same vault under another key; where it was closed meanwhile the other one is closed too. */
  replace(before: OpenVault, after: OpenVault): void {
    if (this.vaultOf(before.ownerId) !== before) return after.end();
    this.#vaults.delete(before.ownerId);
    this.open(after);
    for (const [, desk] of this.#desks.ofPerson(before.ownerId)) if (desk.vault === before) desk.vault = after;
    before.end();
  }

  /** Ends a vault that could not be put before anybody; one that stands open already is somebody's. */
  forget(vault: OpenVault): void {
    if (this.vaultOf(vault.ownerId) !== vault) vault.end();
  }

  /**
   * Ends the keeper first, or hands it to the person's lease; everything after that may be slow or fail without leaving a vault open.
   * `also` is a window that has turned away from this person already, and must be wiped as well.
   */
  async close(ownerId: string, reason: LockReason, action: AuditAction, also?: Sender): Promise<void> {
    const vault = this.vaultOf(ownerId);
    if (vault === null) return this.#wipeAfterGuest(also);
    this.#vaults.delete(ownerId);
    this.leases.takeOrEnd(vault, reason);
    this.#parts.left(ownerId);
    const senders = this.#desks.all().filter(([sender, desk]) => desk.session?.ownerId === ownerId || sender === also);
    for (const [, desk] of senders) desk.reason = reason;
    // The page goes first: a clipboard that hangs must not keep a revealed value on the screen.
    for (const [sender] of senders) sender.reset();
    for (const listener of this.#closedListeners) listener(ownerId, vault);
    await this.#parts.clipboard.clear();
    void this.#parts.audit
      .record({ actorId: ownerId, action, targetKind: 'account', targetId: ownerId, outcome: 'ok' })
      .catch(() => this.#parts.log('audit.notWritten', { action }));
  }

  /** A terminal or program has gone: the vault stays open for whoever else has it before them. */
  async closeUnlessUsed(ownerId: string, reason: LockReason, action: AuditAction): Promise<void> {
    if (!this.isUsed(ownerId)) await this.close(ownerId, reason, action);
  }

  /** Whether the vault is open before somebody, programs included where not said otherwise. */
  isUsed(ownerId: string, kinds: readonly Sender['kind'][] = ['desktop', 'cli', 'program']): boolean {
    return this.#desks.ofPerson(ownerId).some(([, desk]) => kinds.includes(desk.kind) && this.openAt(desk) !== null);
  }

  /** A guest has no vault, yet may have copied something that was made. */
  async #wipeAfterGuest(sender: Sender | undefined): Promise<void> {
    if (sender === undefined || !this.#desks.has(sender) || this.#desks.of(sender).role !== 'guest') return;
    sender.reset();
    await this.#parts.clipboard.clear();
  }

  async closeAll(reason: LockReason, action: AuditAction): Promise<void> {
    await Promise.all(this.owners().map((ownerId) => this.close(ownerId, reason, action)));
  }

  #tellDesks(ownerId: string, generation: number): void {
    for (const [sender] of this.#desks.ofPerson(ownerId)) sender.push('vault.changed', { generation });
    for (const listener of this.#writtenListeners) listener();
  }
}
