import { AppError } from '../../src-shared/errors.ts';
import { requireAccountIn } from '../accounts/account-service.ts';
import type { AccountRow } from '../accounts/accounts-entity.ts';
import { checkRow } from '../accounts/account-rows.ts';
import type { Sender } from '../host.ts';
import type { OpenVault } from '../vault/open-vault.ts';
import type { AutoLock } from './auto-lock.ts';
import type { Desk } from './desk.ts';
import type { Desks } from './desks.ts';
import { continueOrStart } from './session-rows.ts';
import type { SessionParts } from './session-state.ts';
import type { SessionRow } from './sessions-entity.ts';
import type { VaultDoors } from './vault-doors.ts';

interface Room {
  readonly desks: Desks;
  readonly doors: VaultDoors;
  readonly autoLock: AutoLock;
}

/** How people come before a window, terminal or program of theirs. */
export class Arrivals {
  readonly #parts: SessionParts;
  readonly #room: Room;

  constructor(parts: SessionParts, room: Room) {
    this.#parts = parts;
    this.#room = room;
  }

  /** To be taken before a sign-in begins: it says whether this window was locked or left meanwhile. */
  lockingsAt(sender: Sender): number {
    return this.#room.desks.of(sender).lockings;
  }

  /**
   * Puts a person whose vault is open before this window, continuing the session that waits locked if there is one.
   * Throws vaultLocked where the window was locked or left since `lockings` was taken, or the vault was closed; whatever it throws,
   * a vault that nobody else has open is closed.
   */
  async begin(sender: Sender, vault: OpenVault, failures: number, lockings: number): Promise<void> {
    const { desks, doors, autoLock } = this.#room;
    try {
      const desk = desks.of(sender);
      const session = await this.#start(sender, desk.session, vault.ownerId);
      await autoLock.restart(vault.ownerId);
      const row = await this.#makeRoom(desk, vault.ownerId);
      if (row.status !== 'active') {
        await this.#parts.database.repositories.sessions.revoke(session.id, this.#parts.clock.now());
        throw new AppError('accountDisabled');
      }
      if (lockings !== desk.lockings || !desks.has(sender) || vault.closed) throw new AppError('vaultLocked');
      doors.open(vault);
      const due = row.passwordDue !== 0;
      Object.assign(desk, { restored: true, session, role: row.role, vault, reason: null, failures, passwordDue: due });
      this.#parts.arrived(vault);
    } catch (error) {
      doors.forget(vault);
      throw error;
    }
  }

  /** Throws denied unless the policy has guests, and anywhere but at a window. A guest has no vault and no keeper. */
  async beginAsGuest(sender: Sender): Promise<void> {
    const { desks } = this.#room;
    const desk = desks.of(sender);
    const { lockings } = desk;
    const welcome = desk.kind === 'desktop' && this.#parts.policy.joining().guest;
    const guest = welcome ? await this.#parts.database.repositories.accounts.findGuest() : null;
    if (guest?.status !== 'active') throw new AppError('denied', { what: 'guest' });
    checkRow(this.#parts.installation.keys.accountRows, guest);
    const session = await this.#start(sender, desk.session, guest.id);
    const row = await this.#makeRoom(desk, guest.id);
    if (lockings !== desk.lockings || !desks.has(sender) || row.status !== 'active') throw new AppError('vaultLocked');
    Object.assign(desk, { restored: true, session, role: guest.role, vault: null, reason: null, failures: 0, passwordDue: false });
    const target = { targetKind: 'account', targetId: guest.id } as const;
    await this.#parts.audit.record({ actorId: guest.id, action: 'session.signedIn', ...target, outcome: 'ok' });
  }

  #start(sender: Sender, present: SessionRow | null, ownerId: string) {
    const { database, clock, newId, policy } = this.#parts;
    const arrival = { sender, present, ownerId, now: clock.now(), newId, lifetimes: policy.now };
    return continueOrStart(database.repositories.sessions, arrival);
  }

  /**
   * Closes whatever is open before this window and answers with the account as it is then. SECURITY: both are looked at once
   * more after every wait, or two sign-ins at once would leave a vault open that no window shows, and somebody who was
   * disabled a moment ago would come in.
   */
  async #makeRoom(desk: Desk, ownerId: string): Promise<AccountRow> {
    const { doors } = this.#room;
    for (;;) {
      const row = await requireAccountIn(this.#parts.database.repositories, ownerId);
      const { session } = desk;
      if (session === null || session.ownerId === ownerId || doors.openAt(desk) === null) return row;
      if (desk.kind === 'desktop') await doors.close(session.ownerId, 'switched', 'session.switched');
      else {
        desk.session = null;
        await doors.closeUnlessUsed(session.ownerId, 'switched', 'session.switched');
      }
    }
  }
}
