import { AppError } from '../../src-shared/errors.ts';
import { limits } from '../../src-shared/limits.ts';
import type { CodeKind, NewCode } from '../../src-shared/models.ts';
import { groupsOf } from '../crypto/recovery-code.ts';
import type { Slot } from '../crypto/formats.ts';
import type { Repositories } from '../database/database.ts';
import type { Unlocked } from '../session/session-service.ts';
import { checkRow, signedChanges } from './account-rows.ts';
import type { AccountParts } from './enrolment.ts';
import { requireAccountIn, withPassword } from './account-service.ts';

/** A code that was shown but not yet proven to be written down. */
interface Pending {
  /** The group that has to be typed back; the rest of the code isn't kept. */
  readonly answer: string;
  /** What makes a renewed code count once it is confirmed; the previous code opens until then. */
  readonly apply: (r: Repositories) => Promise<void>;
  /** Not the first code of this kind. */
  readonly renews: boolean;
  readonly expiresAt: number;
}

const hour = 3_600_000;

/** Shows recovery codes once, and has one group of each typed back. */
export class RecoveryService {
  readonly #parts: AccountParts;
  readonly #pending = new Map<string, Pending>();

  constructor(parts: AccountParts) {
    this.#parts = parts;
  }

  /** Remembers which group of a code that counts already has to be confirmed. */
  announce(ownerId: string, kind: CodeKind, code: string, apply?: Pending['apply']): NewCode {
    const groups = groupsOf(code);
    const at = (this.#parts.random(1)[0] ?? 0) % groups.length;
    this.#pending.set(`${kind}:${ownerId}`, {
      answer: groups[at] ?? '',
      apply: apply ?? (async () => undefined),
      renews: apply !== undefined,
      expiresAt: this.#parts.clock.now() + limits.codeConfirmHours * hour,
    });
    return { code, askGroup: at + 1 };
  }

  /** Codes of this person that wait to be confirmed never count; to be called when the vault closes or is replaced. */
  forget(ownerId: string): void {
    for (const kind of ['personal', 'installation'] as const) this.#pending.delete(`${kind}:${ownerId}`);
  }

  /**
   * Throws recoveryCodeMismatch; notFound where no code waits (it was shown too long ago, or before a lock: make a new one); for the
   * installation's denied, dataDamaged, secondAdministratorNeeded.
   */
  confirm({ ownerId }: Unlocked, kind: CodeKind, group: string): Promise<void> {
    // SECURITY: in turn with whatever replaces the vault key, or a code of the old key would take the place of one of the new key.
    return this.#parts.turns.take(ownerId, () => this.#confirm(ownerId, kind, group));
  }

  async #confirm(ownerId: string, kind: CodeKind, group: string): Promise<void> {
    const now = this.#parts.clock.now();
    const pending = this.#pending.get(`${kind}:${ownerId}`);
    if (pending === undefined || pending.expiresAt <= now) throw new AppError('notFound', { what: 'code' });
    if (normal(group) !== pending.answer) throw new AppError('recoveryCodeMismatch');
    await this.#parts.database.transaction(async (r) => {
      // SECURITY: as of now: whoever is no administrator any more would come back by the code.
      if (kind === 'installation') await requireAdministrator(this.#parts, r, ownerId);
      await pending.apply(r);
      if (kind === 'personal') await r.accounts.update(ownerId, { personalCodeConfirmedAt: now });
      else await r.installation.update({ installationCodeConfirmedAt: now });
      await this.#tell(ownerId, 'recovery.codeConfirmed', kind, r);
      if (pending.renews && kind === 'personal') await this.#parts.notifications.tell(r, ownerId, 'recovery.renewed', {});
    });
    this.#pending.delete(`${kind}:${ownerId}`);
    await this.#parts.database.truncateWal();
  }

  /** A new personal code; the previous one opens until the new one is confirmed. Throws as withPassword. */
  async renew(person: Unlocked, password: string): Promise<NewCode> {
    return withPassword(this.#parts, person, password, async () => {
      await this.#tell(person.ownerId, 'recovery.codeRenewed', 'personal');
      return this.#renewPersonal(person);
    });
  }

  async #renewPersonal({ ownerId, vault }: Unlocked): Promise<NewCode> {
    const { slot, recoveryCode } = await vault.keeper.call('newRecoverySlot', { now: this.#parts.clock.now() });
    return this.announce(ownerId, 'personal', recoveryCode, (r) => this.#replaceSlot(r, ownerId, slot));
  }

  async #replaceSlot(r: Repositories, ownerId: string, slot: Slot): Promise<void> {
    const account = await requireAccountIn(r, ownerId);
    await r.slots.insert({ ...slot, retiredAt: null });
    if (account.recoverySlotId !== null) await r.slots.remove(ownerId, account.recoverySlotId);
    await r.accounts.update(ownerId, signedChanges(this.#parts.installation.keys.accountRows, account, { recoverySlotId: slot.id }));
  }

  #tell(ownerId: string, action: 'recovery.codeConfirmed' | 'recovery.codeRenewed', kind: CodeKind, r?: Repositories): Promise<void> {
    const target =
      kind === 'personal'
        ? { targetKind: 'account', targetId: ownerId }
        : { targetKind: 'installation', targetId: this.#parts.installation.id };
    return this.#parts.audit.record({ actorId: ownerId, action, ...target, outcome: 'ok' }, r);
  }
}

/** Throws denied, dataDamaged where this account is not an active administrator's as the app wrote it. */
export async function requireAdministrator(
  { installation }: Pick<AccountParts, 'installation'>,
  r: Repositories,
  ownerId: string,
): Promise<void> {
  const account = await requireAccountIn(r, ownerId);
  if (account.role !== 'administrator' || account.status !== 'active') throw new AppError('denied');
  checkRow(installation.keys.accountRows, account);
}

/** Crockford's alphabet has no O, I and L, so that a person may read 0 and 1 as they like. */
const normal = (group: string): string => group.trim().toUpperCase().replaceAll('O', '0').replaceAll(/[IL]/g, '1');
