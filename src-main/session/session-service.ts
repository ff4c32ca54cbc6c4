import { AppError } from '../../src-shared/errors.ts';
import type { LockReason, Role, SessionState } from '../../src-shared/models.ts';
import type { AccountRow } from '../accounts/accounts-entity.ts';
import { checkRow, rowHolds } from '../accounts/account-rows.ts';
import type { AuditAction } from '../audit/audit-actions.ts';
import type { Sender } from '../host.ts';
import type { OpenVault } from '../vault/open-vault.ts';
import { type Desk, emptyDesk } from './desk.ts';
import { continueOrStart, idleExpiry, isLive } from './session-rows.ts';
import { type SessionParts, stateOf } from './session-state.ts';
import { VaultDoors } from './vault-doors.ts';

/** A person whose session this is, whether the vault is open or not. */
export interface SignedIn {
  readonly sessionId: string;
  readonly ownerId: string;
  readonly role: Role;
}
export interface Unlocked extends SignedIn {
  readonly vault: OpenVault;
  readonly passwordDue: boolean;
}

const touchEveryMilliseconds = 60_000;

/** Knows who is at which window and whose vault is open there. */
export class SessionService {
  readonly #parts: SessionParts;
  readonly #desks = new Map<Sender, Desk>();
  readonly #doors: VaultDoors;

  constructor(parts: SessionParts) {
    this.#parts = parts;
    this.#doors = new VaultDoors(parts, this.#desks);
    parts.notifications.onChanged((ownerId, unread) => {
      for (const sender of this.#sendersOf(ownerId)) sender.push('notifications.changed', { unread });
    });
  }

  attach(sender: Sender): void {
    this.#desks.set(sender, emptyDesk());
  }

  /** The window is gone: its person is locked. */
  async detach(sender: Sender): Promise<void> {
    const desk = this.#desks.get(sender);
    this.#desks.delete(sender);
    desk?.callOffAutoLock();
    if (desk?.session) await this.#doors.close(desk.session.ownerId, 'ended', 'session.locked');
  }

  isKnown(sender: Sender): boolean {
    return this.#desks.has(sender);
  }

  signedIn(sender: Sender): SignedIn {
    const desk = this.#desk(sender);
    const { session } = desk;
    if (session === null) throw new AppError('notSignedIn');
    if (!isLive(session, this.#parts.clock.now())) {
      void this.#doors.close(session.ownerId, 'ended', 'session.signedOut');
      desk.session = null;
      throw new AppError('notSignedIn');
    }
    return { sessionId: session.id, ownerId: session.ownerId, role: desk.role };
  }

  unlocked(sender: Sender): Unlocked {
    const session = this.signedIn(sender);
    const desk = this.#desk(sender);
    const vault = this.#doors.openAt(desk);
    if (vault === null) throw new AppError('vaultLocked');
    return { ...session, vault, passwordDue: desk.passwordDue };
  }

  async administrator(sender: Sender): Promise<Unlocked> {
    const person = this.unlocked(sender);
    const row = await this.#account(person.ownerId);
    const stillOne = row.role === 'administrator' && row.status === 'active';
    if (!stillOne || !rowHolds(this.#parts.installation.keys.accountRows, row)) throw new AppError('dataDamaged', { what: 'account' });
    return person;
  }

  /** What this window shows now; the first call of a window finds the session that a restart left locked. */
  async current(sender: Sender): Promise<SessionState> {
    const desk = this.#desk(sender);
    if (!desk.restored) await this.#restore(desk);
    const row = desk.session === null ? null : await this.#account(desk.session.ownerId);
    const open = this.#doors.openAt(desk) !== null;
    if (!open && row?.role !== 'guest') this.#parts.pool.prepare();
    if (row === null) return { status: 'signedOut', reason: desk.reason, next: desk.next };
    desk.role = row.role;
    desk.passwordDue &&= row.passwordDue !== 0;
    return stateOf(this.#parts, row, desk, open);
  }

  /** To be taken before a sign-in begins: it says whether this window was locked or left meanwhile. */
  lockingsAt(sender: Sender): number {
    return this.#desk(sender).lockings;
  }

  /**
   * Puts a person whose vault was just opened before this window, continuing the session that waits locked if there is one.
   * Throws vaultLocked where the window was locked or left since `lockings` was taken; whatever it throws, the vault is closed.
   */
  async begin(sender: Sender, vault: OpenVault, failures: number, lockings: number): Promise<SessionState> {
    try {
      const desk = this.#desk(sender);
      const session = await this.#start(sender, vault.ownerId);
      const row = await this.#makeRoom(desk, vault.ownerId);
      if (row.status !== 'active') {
        await this.#parts.database.repositories.sessions.revoke(session.id, this.#parts.clock.now());
        throw new AppError('accountDisabled');
      }
      if (lockings !== desk.lockings || !this.isKnown(sender)) throw new AppError('vaultLocked');
      this.#doors.open(vault);
      const due = row.passwordDue !== 0;
      Object.assign(desk, { restored: true, session, role: row.role, vault, reason: null, failures, passwordDue: due });
      await this.#restartAutoLock(sender, desk, vault.ownerId);
      this.#parts.arrived(vault);
      return await this.current(sender);
    } catch (error) {
      this.#doors.forget(vault);
      throw error;
    }
  }

  /** Throws denied unless the policy has guests. A guest has no vault and no keeper. */
  async enterAsGuest(sender: Sender): Promise<SessionState> {
    const desk = this.#desk(sender);
    const { lockings } = desk;
    const guest = this.#parts.policy.joining().guest ? await this.#parts.database.repositories.accounts.findGuest() : null;
    if (guest?.status !== 'active') throw new AppError('denied', { what: 'guest' });
    checkRow(this.#parts.installation.keys.accountRows, guest);
    const session = await this.#start(sender, guest.id);
    const row = await this.#makeRoom(desk, guest.id);
    if (lockings !== desk.lockings || !this.isKnown(sender) || row.status !== 'active') throw new AppError('vaultLocked');
    desk.callOffAutoLock();
    Object.assign(desk, { restored: true, session, role: guest.role, vault: null, reason: null, failures: 0, passwordDue: false });
    await this.#tell(guest.id, 'session.signedIn');
    return this.current(sender);
  }

  replaceVault(before: OpenVault, after: OpenVault): void {
    this.#doors.replace(before, after);
  }

  isOpen(ownerId: string): boolean {
    return this.#doors.isOpen(ownerId);
  }

  async lock(sender: Sender, reason: LockReason): Promise<SessionState> {
    const desk = this.#desk(sender);
    desk.lockings += 1;
    if (desk.role === 'guest' && desk.session !== null) return this.signOut(sender);
    if (desk.session !== null) await this.#doors.close(desk.session.ownerId, reason, 'session.locked');
    return this.current(sender);
  }

  /** Locks the person and brings the tiles up; the session goes on waiting, locked. */
  async leave(sender: Sender, next: string | null): Promise<SessionState> {
    const desk = this.#desk(sender);
    const left = desk.session;
    Object.assign(desk, { lockings: desk.lockings + 1, session: null, restored: true, reason: 'switched', next });
    if (left !== null) await this.#doors.close(left.ownerId, 'switched', 'session.switched', sender);
    return this.current(sender);
  }

  async lockEveryone(sender: Sender): Promise<SessionState> {
    await this.lockAll('asked', 'session.lockedEveryone');
    return this.leave(sender, null);
  }

  async lockAll(reason: LockReason, action: AuditAction = 'session.locked'): Promise<void> {
    for (const desk of this.#desks.values()) desk.lockings += 1;
    await this.#doors.closeAll(reason, action);
  }

  async signOut(sender: Sender): Promise<SessionState> {
    const desk = this.#desk(sender);
    const left = desk.session;
    Object.assign(desk, { lockings: desk.lockings + 1, session: null, reason: null, next: null });
    if (left !== null) {
      const closed = this.#doors.close(left.ownerId, 'ended', 'session.signedOut', sender);
      await this.#parts.database.repositories.sessions.revoke(left.id, this.#parts.clock.now());
      await closed;
    }
    return this.current(sender);
  }

  /** The person is here: puts auto-lock off and keeps the session from growing idle. */
  async activity(sender: Sender): Promise<void> {
    const desk = this.#desk(sender);
    if (desk.session === null || (desk.role !== 'guest' && !this.isOpen(desk.session.ownerId))) return;
    if (desk.role !== 'guest') await this.#restartAutoLock(sender, desk, desk.session.ownerId);
    const { clock, database, policy } = this.#parts;
    const now = clock.now();
    if (now - desk.session.lastActivityAt < touchEveryMilliseconds) return;
    desk.session = { ...desk.session, lastActivityAt: now, idleExpiresAt: idleExpiry(now, policy.now) };
    await database.repositories.sessions.touch(desk.session.id, now, desk.session.idleExpiresAt);
  }

  /**
   * Takes everybody whom `ends` names away from their windows at once and closes their vaults; the stored sessions are the
   * caller's to end, before or after. A person who keeps another session keeps the vault open.
   */
  async expel(ends: (session: SignedIn) => boolean, reason: LockReason): Promise<void> {
    const closing: Promise<void>[] = [];
    for (const [sender, desk] of this.#desks) {
      const { session } = desk;
      if (session === null || !ends({ sessionId: session.id, ownerId: session.ownerId, role: desk.role })) continue;
      Object.assign(desk, { session: null, reason, next: null });
      const stays = [...this.#desks.values()].some((other) => other.session?.ownerId === session.ownerId);
      if (!stays) closing.push(this.#doors.close(session.ownerId, reason, 'session.ended', sender));
      // A locked window has no vault to close, and shows whose turn it was all the same.
      sender.reset();
    }
    await Promise.all(closing);
  }

  /** The person's role or profile have changed: it counts from now on, and their windows ask anew who they are. */
  announce({ id, role }: Pick<AccountRow, 'id' | 'role'>): void {
    for (const desk of this.#desks.values()) if (desk.session?.ownerId === id) desk.role = role;
    for (const sender of this.#sendersOf(id)) sender.push('session.changed', {});
  }

  announceToAdministrators(): void {
    for (const [sender, { role, session }] of this.#desks)
      if (role === 'administrator' && session !== null) sender.push('people.changed', {});
  }

  #sendersOf(ownerId: string): Sender[] {
    return [...this.#desks].flatMap(([sender, desk]) => (desk.session?.ownerId === ownerId ? [sender] : []));
  }

  #start(sender: Sender, ownerId: string) {
    const { database, clock, newId, policy } = this.#parts;
    const arrival = { sender, ownerId, now: clock.now(), newId, lifetimes: policy.now };
    return continueOrStart(database.repositories.sessions, arrival);
  }

  /**
   * Closes whatever is open before this window and answers with the account as it is then. SECURITY: both are looked at once
   * more after every wait, or two sign-ins at once would leave a vault open that no window shows, and somebody who was
   * disabled a moment ago would come in.
   */
  async #makeRoom(desk: Desk, ownerId: string): Promise<AccountRow> {
    for (;;) {
      const row = await this.#account(ownerId);
      if (desk.session === null || desk.session.ownerId === ownerId || this.#doors.openAt(desk) === null) return row;
      await this.#doors.close(desk.session.ownerId, 'switched', 'session.switched');
    }
  }

  #desk(sender: Sender): Desk {
    const desk = this.#desks.get(sender);
    if (desk === undefined) throw new AppError('unknownSender');
    return desk;
  }

  async #account(ownerId: string): Promise<AccountRow> {
    const row = await this.#parts.database.repositories.accounts.find(ownerId);
    if (row === null) throw new AppError('notFound', { what: 'account' });
    return row;
  }

  async #restore(desk: Desk): Promise<void> {
    desk.restored = true;
    // Where people type their names a start names nobody; whoever signs in goes on with the session that waits.
    if (this.#parts.policy.now.loginScreen === 'names') return;
    for (const row of await this.#parts.database.repositories.sessions.latestDesktops(this.#parts.clock.now())) {
      const account = await this.#parts.database.repositories.accounts.find(row.ownerId);
      // A guest has nothing to come back to.
      if (account?.status !== 'active' || account.role === 'guest') continue;
      desk.session ??= row;
      Object.assign(desk, { role: account.role, reason: 'restart' });
      return;
    }
  }

  async #restartAutoLock(sender: Sender, desk: Desk, ownerId: string): Promise<void> {
    const { autoLockMinutes } = await this.#parts.preferences.read(ownerId);
    desk.callOffAutoLock();
    desk.callOffAutoLock = this.#parts.clock.after(autoLockMinutes * 60_000, () => void this.lock(sender, 'idle'));
  }

  #tell(ownerId: string, action: AuditAction): Promise<void> {
    return this.#parts.audit.record({
      ...{ actorId: ownerId, action, targetKind: 'account', targetId: ownerId, outcome: 'ok', client: 'desktop' },
    });
  }
}
