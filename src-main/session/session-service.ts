import { AppError } from '../../src-shared/errors.ts';
import type { LockReason, Role, SessionState } from '../../src-shared/models.ts';
import type { AccountRow } from '../accounts/accounts-entity.ts';
import { rowHolds } from '../accounts/account-rows.ts';
import type { AuditAction } from '../audit/audit-actions.ts';
import type { Sender } from '../host.ts';
import type { OpenVault } from '../vault/open-vault.ts';
import { Arrivals } from './arrivals.ts';
import { AutoLock, type Presence } from './auto-lock.ts';
import { Desks } from './desks.ts';
import { offeredTo } from './offered.ts';
import { lastAtDesktop, returning } from './returning.ts';
import { endingEarlier, idleExpiry, isLive } from './session-rows.ts';
import { type SessionParts, stateOf } from './session-state.ts';
import type { SessionRow } from './sessions-entity.ts';
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
/** Who stands before a sender; null vault: locked. */
export interface Standing {
  readonly ownerId: string;
  readonly role: Role;
  readonly vault: OpenVault | null;
}

/** A window, terminal or program at which somebody is signed in; `open`: the vault is open there. */
export interface Place {
  readonly kind: Sender['kind'];
  readonly client: string;
  readonly session: SessionRow;
  readonly role: Role;
  readonly open: boolean;
}

const touchEveryMilliseconds = 60_000;

/** Knows who is at which window and whose vault is open there. */
export class SessionService {
  readonly #parts: SessionParts;
  readonly #desks = new Desks();
  /** The vaults that are open, and how they close. */
  readonly doors: VaultDoors;
  /** How people come before a window. */
  readonly arrivals: Arrivals;
  readonly #autoLock: AutoLock;
  readonly #arrivedListeners: (() => void)[] = [];

  constructor(parts: SessionParts) {
    this.#parts = parts;
    this.doors = new VaultDoors(parts, this.#desks);
    this.#autoLock = new AutoLock(parts, (ownerId) => void this.#lockIdle(ownerId));
    this.doors.onClosed((ownerId) => this.#autoLock.stop(ownerId));
    this.arrivals = new Arrivals(
      { ...parts, arrived: (vault) => this.#arrived(vault) },
      { desks: this.#desks, doors: this.doors, autoLock: this.#autoLock },
    );
    parts.notifications.onChanged((ownerId, unread) => {
      for (const sender of this.sendersOf(ownerId)) sender.push('notifications.changed', { unread });
    });
  }

  /** Called whenever somebody has come before a window, terminal or program with the vault open. */
  onArrived(listener: () => void): void {
    this.#arrivedListeners.push(listener);
  }

  #arrived(vault: OpenVault): void {
    this.#parts.arrived(vault);
    for (const listener of this.#arrivedListeners) listener();
  }

  attach(sender: Sender): void {
    this.#desks.add(sender);
  }

  /** The window is gone: its person is locked. A terminal or program that is gone closes what nobody else has open. */
  async detach(sender: Sender): Promise<void> {
    const desk = this.#desks.remove(sender);
    if (!desk?.session) return;
    const { ownerId } = desk.session;
    if (desk.kind === 'desktop') await this.doors.close(ownerId, 'ended', 'session.locked');
    else await this.doors.closeUnlessUsed(ownerId, 'ended', 'session.locked');
  }

  isKnown(sender: Sender): boolean {
    return this.#desks.has(sender);
  }

  signedIn(sender: Sender): SignedIn {
    const desk = this.#desks.of(sender);
    const { session } = desk;
    if (session === null) throw new AppError('notSignedIn');
    if (!isLive(session, this.#parts.clock.now())) {
      desk.session = null;
      if (desk.kind === 'desktop') void this.doors.close(session.ownerId, 'ended', 'session.signedOut', sender);
      else void this.doors.closeUnlessUsed(session.ownerId, 'ended', 'session.signedOut');
      throw new AppError('notSignedIn');
    }
    return { sessionId: session.id, ownerId: session.ownerId, role: desk.role };
  }

  unlocked(sender: Sender): Unlocked {
    const session = this.signedIn(sender);
    const desk = this.#desks.of(sender);
    const vault = this.doors.openAt(desk);
    if (vault === null) throw new AppError('vaultLocked');
    return { ...session, vault, passwordDue: desk.passwordDue };
  }

  /** Null where nobody is signed in; never throws for a sender that is attached. */
  standing(sender: Sender): Standing | null {
    const desk = this.#desks.of(sender);
    const { session, role } = desk;
    if (session === null || !isLive(session, this.#parts.clock.now())) return null;
    return { ownerId: session.ownerId, role, vault: this.doors.openAt(desk) };
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
    const desk = this.#desks.of(sender);
    if (!desk.restored && desk.kind === 'desktop') Object.assign(desk, { restored: true, ...(await lastAtDesktop(this.#parts)) });
    const row = desk.session === null ? null : await this.#account(desk.session.ownerId);
    const open = this.doors.openAt(desk) !== null;
    if (!open && row?.role !== 'guest') this.#parts.pool.prepare();
    if (row === null) return { status: 'signedOut', reason: desk.reason, next: desk.next, ...(await offeredTo(desk.leaver, this.#parts)) };
    desk.role = row.role;
    desk.passwordDue &&= row.passwordDue !== 0;
    return stateOf(this.#parts, row, desk, open);
  }

  /**
   * Puts a terminal's or program's session of before a restart before its sender again; the vault is open to it once its person has
   * opened it. Throws notSignedIn where that session has ended, accountDisabled, dataDamaged.
   */
  async resume(sender: Sender, sessionId: string): Promise<void> {
    Object.assign(this.#desks.of(sender), await returning(this.#parts, sender.kind, sessionId));
  }

  async lock(sender: Sender, reason: LockReason): Promise<SessionState> {
    const desk = this.#desks.of(sender);
    desk.lockings += 1;
    if (desk.role === 'guest' && desk.session !== null) return this.signOut(sender);
    if (desk.session !== null) await this.doors.close(desk.session.ownerId, reason, 'session.locked');
    return this.current(sender);
  }

  /** Locks the person and brings the tiles up; the session goes on waiting, locked. */
  async leave(sender: Sender, next: string | null): Promise<SessionState> {
    const desk = this.#desks.of(sender);
    const left = desk.session;
    const leaver = next === null ? (left?.ownerId ?? desk.leaver) : null;
    Object.assign(desk, { lockings: desk.lockings + 1, session: null, restored: true, reason: 'switched', next, leaver });
    if (left !== null) await this.doors.close(left.ownerId, 'switched', 'session.switched', sender);
    return this.current(sender);
  }

  async lockEveryone(sender: Sender): Promise<SessionState> {
    await this.lockAll('asked', 'session.lockedEveryone');
    return this.leave(sender, null);
  }

  async lockAll(reason: LockReason, action: AuditAction = 'session.locked'): Promise<void> {
    this.#desks.turnAway();
    const closed = this.doors.closeAll(reason, action);
    if (reason === 'ended' || action === 'session.lockedEveryone') this.doors.leases.endWhere(() => true);
    await closed;
  }

  /** The clock of the machine was set back by so many milliseconds: everyone is locked, and no session lasts longer for it. */
  async clockSetBack(by: number): Promise<void> {
    await this.lockAll('clockSetBack');
    for (const [, desk] of this.#desks.all()) if (desk.session !== null) desk.session = endingEarlier(desk.session, by);
    await this.#parts.database.repositories.sessions.endEarlier(by);
  }

  async signOut(sender: Sender): Promise<SessionState> {
    const desk = this.#desks.of(sender);
    const left = desk.session;
    Object.assign(desk, { lockings: desk.lockings + 1, session: null, reason: null, next: null, leaver: null });
    if (left !== null) {
      const closed =
        desk.kind === 'desktop'
          ? this.doors.close(left.ownerId, 'ended', 'session.signedOut', sender)
          : this.doors.closeUnlessUsed(left.ownerId, 'ended', 'session.signedOut');
      if (desk.kind !== 'program') this.doors.leases.end(left.ownerId);
      await this.#parts.database.repositories.sessions.revoke(left.id, this.#parts.clock.now());
      await closed;
    }
    return this.current(sender);
  }

  /**
   * The person is here: puts auto-lock off and keeps the session from growing idle. A program says nothing about its person as long
   * as that one has a window or terminal open.
   */
  async activity(sender: Sender): Promise<void> {
    const desk = this.#desks.of(sender);
    if (desk.session === null || (desk.role !== 'guest' && this.doors.vaultOf(desk.session.ownerId) === null)) return;
    const speaks = desk.kind !== 'program' || !this.doors.isUsed(desk.session.ownerId, ['desktop', 'cli']);
    if (desk.role !== 'guest' && speaks) await this.#autoLock.restart(desk.session.ownerId);
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
    for (const [sender, desk] of this.#desks.all()) {
      const { session } = desk;
      if (session === null || !ends({ sessionId: session.id, ownerId: session.ownerId, role: desk.role })) continue;
      Object.assign(desk, { session: null, reason, next: null, leaver: null });
      if (this.#desks.ofPerson(session.ownerId).length === 0)
        closing.push(this.doors.close(session.ownerId, reason, 'session.ended', sender));
      // A locked window has no vault to close, and shows whose turn it was all the same.
      sender.reset();
    }
    this.doors.leases.endWhere((ownerId) => ends({ sessionId: '', ownerId, role: 'user' }));
    await Promise.all(closing);
  }

  /** An administrator locks these people, whose programs may not go on; whoever is signing in at this moment is turned away. */
  async lockPeople(ownerIds: readonly string[]): Promise<void> {
    this.#desks.turnAway();
    await Promise.all(ownerIds.map((ownerId) => this.doors.close(ownerId, 'byAdministrator', 'session.locked')));
  }

  /** What stands before the windows, terminals and programs that are connected now. */
  places(): Place[] {
    return this.#desks.all().flatMap(([{ kind, client }, desk]) => {
      const { session, role } = desk;
      return session === null ? [] : [{ kind, client, session, role, open: this.doors.openAt(desk) !== null }];
    });
  }

  presenceOf(ownerId: string): Presence | null {
    return this.#autoLock.presenceOf(ownerId);
  }

  /** Sessions that are shorter from now on, also those that stand before somebody. */
  cut(shorter: (session: SessionRow) => SessionRow): void {
    for (const [, desk] of this.#desks.all()) if (desk.session !== null) desk.session = shorter(desk.session);
  }

  /** The person's role or profile have changed: it counts from now on, and their windows ask anew who they are. */
  announce({ id, role }: Pick<AccountRow, 'id' | 'role'>): void {
    for (const [sender, desk] of this.#desks.ofPerson(id)) {
      desk.role = role;
      sender.push('session.changed', {});
    }
  }

  announceToAdministrators(): void {
    for (const [sender, { role, session }] of this.#desks.all())
      if (role === 'administrator' && session !== null) sender.push('people.changed', {});
  }

  /** The windows, in the order in which they came. */
  windows(): Sender[] {
    return this.#desks.all().flatMap(([sender, { kind }]) => (kind === 'desktop' ? [sender] : []));
  }

  sendersOf(ownerId: string): Sender[] {
    return this.#desks.ofPerson(ownerId).map(([sender]) => sender);
  }

  async #account(ownerId: string): Promise<AccountRow> {
    const row = await this.#parts.database.repositories.accounts.find(ownerId);
    if (row === null) throw new AppError('notFound', { what: 'account' });
    return row;
  }

  async #lockIdle(ownerId: string): Promise<void> {
    for (const [, desk] of this.#desks.ofPerson(ownerId)) desk.lockings += 1;
    await this.doors.close(ownerId, 'idle', 'session.locked');
  }
}
