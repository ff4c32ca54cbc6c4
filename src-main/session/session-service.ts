import { AppError } from '../../src-shared/errors.ts';
import type { LockReason, SessionState } from '../../src-shared/models.ts';
import type { AccountRow } from '../accounts/accounts-entity.ts';
import { checkRow, viewOf } from '../accounts/account-rows.ts';
import type { AuditAction } from '../audit/audit-actions.ts';
import type { AuditService } from '../audit/audit-service.ts';
import type { Database } from '../database/database.ts';
import type { Clock, Log, Sender } from '../host.ts';
import type { Installation } from '../installation/installation.ts';
import type { KeeperPool } from '../keeper/keeper-pool.ts';
import type { PreferencesService } from '../preferences/preferences-service.ts';
import type { ClipboardService } from '../vault/clipboard-service.ts';
import type { OpenVault } from '../vault/open-vault.ts';
import { continueOrStart, idleExpiry, isLive } from './session-rows.ts';
import type { SessionRow } from './sessions-entity.ts';

/** A person whose session this is, whether the vault is open or not. */
export interface SignedIn {
  readonly sessionId: string;
  readonly ownerId: string;
}
export interface Unlocked extends SignedIn {
  readonly vault: OpenVault;
}

interface SessionParts {
  readonly database: Database;
  readonly installation: Installation;
  readonly audit: AuditService;
  readonly clipboard: ClipboardService;
  readonly preferences: PreferencesService;
  readonly pool: KeeperPool;
  readonly clock: Clock;
  readonly log: Log;
  readonly newId: () => string;
}

/** What stands before one sender: nobody, or one person's session. */
interface Desk {
  restored: boolean;
  session: SessionRow | null;
  reason: LockReason | null;
  failures: number;
  /** Whose tile the leaving person chose. */
  next: string | null;
  /** The vault that was opened at this very window; another window of the same person has to be opened by itself. */
  vault: OpenVault | null;
  callOffAutoLock: () => void;
  /** Counts what turns an arrival away: whoever began to sign in before the last of them is not let in. */
  lockings: number;
}

const touchEveryMilliseconds = 60_000;

/** Knows who is at which window, whose vault is open, and closes vaults. */
export class SessionService {
  readonly #parts: SessionParts;
  readonly #desks = new Map<Sender, Desk>();
  readonly #vaults = new Map<string, OpenVault>();

  constructor(parts: SessionParts) {
    this.#parts = parts;
  }

  attach(sender: Sender): void {
    this.#desks.set(sender, {
      restored: false,
      session: null,
      reason: null,
      failures: 0,
      next: null,
      vault: null,
      callOffAutoLock: () => undefined,
      lockings: 0,
    });
  }

  /** The window is gone: its person is locked. */
  async detach(sender: Sender): Promise<void> {
    const desk = this.#desks.get(sender);
    this.#desks.delete(sender);
    desk?.callOffAutoLock();
    if (desk?.session) await this.#close(desk.session.ownerId, 'ended', 'session.locked');
  }

  isKnown(sender: Sender): boolean {
    return this.#desks.has(sender);
  }

  signedIn(sender: Sender): SignedIn {
    const desk = this.#desk(sender);
    const { session } = desk;
    if (session === null) throw new AppError('notSignedIn');
    if (!isLive(session, this.#parts.clock.now())) {
      void this.#close(session.ownerId, 'ended', 'session.signedOut');
      desk.session = null;
      throw new AppError('notSignedIn');
    }
    return { sessionId: session.id, ownerId: session.ownerId };
  }

  unlocked(sender: Sender): Unlocked {
    const session = this.signedIn(sender);
    const vault = this.#openAt(this.#desk(sender));
    if (vault === null) throw new AppError('vaultLocked');
    return { ...session, vault };
  }

  async administrator(sender: Sender): Promise<Unlocked> {
    const person = this.unlocked(sender);
    const row = await this.#account(person.ownerId);
    checkRow(this.#parts.installation.keys.accountRows, row);
    if (row.role !== 'administrator' || row.status !== 'active') throw new AppError('denied');
    return person;
  }

  /** What this window shows now; the first call of a window finds the session that a restart left locked. */
  async current(sender: Sender): Promise<SessionState> {
    const desk = this.#desk(sender);
    if (!desk.restored) await this.#restore(desk);
    if (desk.session === null) {
      this.#parts.pool.prepare();
      return { status: 'signedOut', reason: desk.reason, next: desk.next };
    }
    const row = await this.#account(desk.session.ownerId);
    if (this.#openAt(desk) === null) {
      this.#parts.pool.prepare();
      return { status: 'locked', account: viewOf(row), reason: desk.reason ?? 'restart' };
    }
    const unconfirmedCodes = await this.#unconfirmedCodes(row);
    return { status: 'unlocked', account: viewOf(row), unconfirmedCodes, failuresSinceLastSignIn: desk.failures };
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
      const { database, clock, newId } = this.#parts;
      const session = await continueOrStart(database.repositories.sessions, { sender, ownerId: vault.ownerId, now: clock.now(), newId });
      // SECURITY: looked at once more after every wait, or two sign-ins at once would leave a vault open that no window shows.
      while (desk.session !== null && desk.session.ownerId !== vault.ownerId && this.#openAt(desk) !== null) {
        await this.#close(desk.session.ownerId, 'switched', 'session.switched');
      }
      if (lockings !== desk.lockings || !this.isKnown(sender)) throw new AppError('vaultLocked');
      this.#vaults.get(vault.ownerId)?.end();
      this.#vaults.set(vault.ownerId, vault);
      Object.assign(desk, { restored: true, session, vault, reason: null, failures });
      vault.onChanged((generation) => this.#tellDesks(vault.ownerId, generation));
      vault.keeper.onStopped(() => {
        if (this.#vaults.get(vault.ownerId) === vault) void this.#close(vault.ownerId, 'keeperStopped', 'session.keeperStopped');
      });
      await this.#restartAutoLock(sender, desk, vault.ownerId);
      return await this.current(sender);
    } catch (error) {
      if (this.#vaults.get(vault.ownerId) === vault) this.#vaults.delete(vault.ownerId);
      vault.end();
      throw error;
    }
  }

  /** The people whose session waits at a desktop, open or locked. */
  async waiting(): Promise<ReadonlySet<string>> {
    const rows = await this.#parts.database.repositories.sessions.listAllLive(this.#parts.clock.now());
    return new Set(rows.filter((row) => row.kind === 'desktop').map((row) => row.ownerId));
  }

  async lock(sender: Sender, reason: LockReason): Promise<SessionState> {
    const desk = this.#desk(sender);
    desk.lockings += 1;
    if (desk.session !== null) await this.#close(desk.session.ownerId, reason, 'session.locked');
    return this.current(sender);
  }

  /** Locks the person and brings the tiles up; the session goes on waiting, locked. */
  async leave(sender: Sender, next: string | null): Promise<SessionState> {
    const desk = this.#desk(sender);
    const left = desk.session;
    desk.lockings += 1;
    desk.session = null;
    desk.restored = true;
    desk.reason = 'switched';
    desk.next = next;
    if (left !== null) await this.#close(left.ownerId, 'switched', 'session.switched', sender);
    return this.current(sender);
  }

  async lockEveryone(sender: Sender): Promise<SessionState> {
    await this.lockAll('asked', 'session.lockedEveryone');
    return this.leave(sender, null);
  }

  async lockAll(reason: LockReason, action: AuditAction = 'session.locked'): Promise<void> {
    for (const desk of this.#desks.values()) desk.lockings += 1;
    await Promise.all([...this.#vaults.keys()].map((ownerId) => this.#close(ownerId, reason, action)));
  }

  async signOut(sender: Sender): Promise<SessionState> {
    const desk = this.#desk(sender);
    const left = desk.session;
    desk.lockings += 1;
    desk.session = null;
    desk.reason = null;
    desk.next = null;
    if (left !== null) {
      const closed = this.#close(left.ownerId, 'ended', 'session.signedOut', sender);
      await this.#parts.database.repositories.sessions.revoke(left.id, this.#parts.clock.now());
      await closed;
    }
    return this.current(sender);
  }

  /** The person is here: puts auto-lock off and keeps the session from growing idle. */
  async activity(sender: Sender): Promise<void> {
    const desk = this.#desk(sender);
    if (desk.session === null || !this.#vaults.has(desk.session.ownerId)) return;
    await this.#restartAutoLock(sender, desk, desk.session.ownerId);
    const now = this.#parts.clock.now();
    if (now - desk.session.lastActivityAt < touchEveryMilliseconds) return;
    desk.session = { ...desk.session, lastActivityAt: now, idleExpiresAt: idleExpiry(now) };
    await this.#parts.database.repositories.sessions.touch(desk.session.id, now, desk.session.idleExpiresAt);
  }

  #tellDesks(ownerId: string, generation: number): void {
    for (const [sender, desk] of this.#desks) if (desk.session?.ownerId === ownerId) sender.push('vault.changed', { generation });
  }

  #openAt({ session, vault }: Desk): OpenVault | null {
    return session !== null && vault !== null && this.#vaults.get(session.ownerId) === vault ? vault : null;
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

  async #unconfirmedCodes(row: AccountRow) {
    const { installationCodeConfirmedAt } = await this.#parts.installation.row();
    return [
      ...(row.personalCodeConfirmedAt === null ? (['personal'] as const) : []),
      ...(row.role === 'administrator' && installationCodeConfirmedAt === null ? (['installation'] as const) : []),
    ];
  }

  async #restore(desk: Desk): Promise<void> {
    desk.restored = true;
    const rows = await this.#parts.database.repositories.sessions.listAllLive(this.#parts.clock.now());
    const [latest] = rows.filter((row) => row.kind === 'desktop').toSorted((a, b) => b.lastActivityAt - a.lastActivityAt);
    desk.session ??= latest ?? null;
    if (desk.session !== null) desk.reason = 'restart';
  }

  async #restartAutoLock(sender: Sender, desk: Desk, ownerId: string): Promise<void> {
    const { autoLockMinutes } = await this.#parts.preferences.read(ownerId);
    desk.callOffAutoLock();
    desk.callOffAutoLock = this.#parts.clock.after(autoLockMinutes * 60_000, () => void this.lock(sender, 'idle'));
  }

  /**
   * Ends the keeper first; everything after that may be slow or fail without leaving a vault open.
   * `also` is a window that has turned away from this person already, and must be wiped as well.
   */
  async #close(ownerId: string, reason: LockReason, action: AuditAction, also?: Sender): Promise<void> {
    const vault = this.#vaults.get(ownerId);
    if (vault === undefined) return;
    this.#vaults.delete(ownerId);
    vault.end();
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
}
