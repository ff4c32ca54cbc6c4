import type { LockReason } from '../../src-shared/models.ts';
import type { AuditAction } from '../audit/audit-actions.ts';
import type { Sender } from '../host.ts';
import type { OpenVault } from '../vault/open-vault.ts';
import type { Desk } from './desk.ts';
import type { SessionParts } from './session-state.ts';

/** The open vaults, one per person, and how they close. */
export class VaultDoors {
  readonly #parts: Pick<SessionParts, 'audit' | 'clipboard' | 'log' | 'left'>;
  readonly #desks: ReadonlyMap<Sender, Desk>;
  readonly #vaults = new Map<string, OpenVault>();

  constructor(parts: Pick<SessionParts, 'audit' | 'clipboard' | 'log' | 'left'>, desks: ReadonlyMap<Sender, Desk>) {
    this.#parts = parts;
    this.#desks = desks;
  }

  isOpen(ownerId: string): boolean {
    return this.#vaults.has(ownerId);
  }

  openAt({ session, vault }: Desk): OpenVault | null {
    return session !== null && vault !== null && this.#vaults.get(session.ownerId) === vault ? vault : null;
  }

  /** A vault of the same person that was open before is closed. */
  open(vault: OpenVault): void {
    this.#vaults.get(vault.ownerId)?.end();
    this.#vaults.set(vault.ownerId, vault);
    vault.onChanged((generation) => this.#tellDesks(vault.ownerId, generation));
    vault.keeper.onStopped(() => {
      if (this.#vaults.get(vault.ownerId) === vault) void this.close(vault.ownerId, 'keeperStopped', 'session.keeperStopped');
    });
  }

  /** The same vault under another key; where it was closed meanwhile the other one is closed too. */
  replace(before: OpenVault, after: OpenVault): void {
    if (this.#vaults.get(before.ownerId) !== before) return after.end();
    this.#vaults.delete(before.ownerId);
    this.open(after);
    for (const desk of this.#desks.values()) if (desk.vault === before) desk.vault = after;
    before.end();
  }

  /** Ends a vault that could not be put before a window. */
  forget(vault: OpenVault): void {
    if (this.#vaults.get(vault.ownerId) === vault) this.#vaults.delete(vault.ownerId);
    vault.end();
  }

  /**
   * Ends the keeper first; everything after that may be slow or fail without leaving a vault open.
   * `also` is a window that has turned away from this person already, and must be wiped as well.
   */
  async close(ownerId: string, reason: LockReason, action: AuditAction, also?: Sender): Promise<void> {
    const vault = this.#vaults.get(ownerId);
    if (vault === undefined) return this.#wipeAfterGuest(also);
    this.#vaults.delete(ownerId);
    vault.end();
    this.#parts.left(ownerId);
    const senders = [...this.#desks].filter(([sender, desk]) => desk.session?.ownerId === ownerId || sender === also);
    for (const [, desk] of senders) {
      desk.callOffAutoLock();
      desk.reason = reason;
    }
    // The page goes first: a clipboard that hangs must not keep a revealed value on the screen.
    for (const [sender] of senders) sender.reset();
    await this.#parts.clipboard.clear();
    void this.#parts.audit
      .record({ actorId: ownerId, action, targetKind: 'account', targetId: ownerId, outcome: 'ok', client: 'desktop' })
      .catch(() => this.#parts.log('audit.notWritten', { action }));
  }

  /** A guest has no vault, yet may have copied something that was made. */
  async #wipeAfterGuest(sender: Sender | undefined): Promise<void> {
    if (sender === undefined || this.#desks.get(sender)?.role !== 'guest') return;
    sender.reset();
    await this.#parts.clipboard.clear();
  }

  async closeAll(reason: LockReason, action: AuditAction): Promise<void> {
    await Promise.all([...this.#vaults.keys()].map((ownerId) => this.close(ownerId, reason, action)));
  }

  #tellDesks(ownerId: string, generation: number): void {
    for (const [sender, desk] of this.#desks) if (desk.session?.ownerId === ownerId) sender.push('vault.changed', { generation });
  }
}
