import { AppError } from '../../src-shared/errors.ts';
import type { CodeKind, NewCode } from '../../src-shared/models.ts';
import { sealUnderInstallationCode } from '../crypto/installation-slot.ts';
import { groupsOf, makeRecoveryCode } from '../crypto/recovery-code.ts';
import type { Slot } from '../crypto/formats.ts';
import type { Repositories } from '../database/database.ts';
import type { Unlocked } from '../session/session-service.ts';
import { checkRow, signedChanges } from './account-rows.ts';
import type { AccountParts } from './enrolment.ts';
import { withPassword } from './account-service.ts';

/** A code that was shown but not yet proven to be written down. */
interface Pending {
  /** The group that has to be typed back; the rest of the code isn't kept. */
  readonly answer: string;
  /** What makes a renewed code count once it is confirmed; the previous code opens until then. */
  readonly apply: (r: Repositories) => Promise<void>;
  /** Not the first code of this kind. */
  readonly renews: boolean;
}

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
    });
    return { code, askGroup: at + 1 };
  }

  /** Throws recoveryCodeMismatch; notFound where no code waits (it was shown before a restart: make a new one). */
  async confirm({ ownerId }: Unlocked, kind: CodeKind, group: string): Promise<void> {
    const pending = this.#pending.get(`${kind}:${ownerId}`);
    if (pending === undefined) throw new AppError('notFound', { what: 'code' });
    if (normal(group) !== pending.answer) throw new AppError('recoveryCodeMismatch');
    const now = this.#parts.clock.now();
    await this.#parts.database.transaction(async (r) => {
      await pending.apply(r);
      if (kind === 'personal') await r.accounts.update(ownerId, { personalCodeConfirmedAt: now });
      else await r.installation.update({ installationCodeConfirmedAt: now });
      await this.#tell(ownerId, 'recovery.codeConfirmed', kind, r);
      if (pending.renews && kind === 'personal') await this.#parts.notifications.tell(r, ownerId, 'recovery.renewed', {});
    });
    this.#pending.delete(`${kind}:${ownerId}`);
    await this.#parts.database.truncateWal();
  }

  /** A new code; the previous one opens until the new one is confirmed. Throws wrongPassword, denied. */
  async renew(person: Unlocked, kind: CodeKind, password: string): Promise<NewCode> {
    return withPassword(this.#parts, person, password, async () => {
      await this.#tell(person.ownerId, 'recovery.codeRenewed', kind);
      return kind === 'personal' ? this.#renewPersonal(person) : this.#renewInstallation(person);
    });
  }

  async #renewPersonal({ ownerId, vault }: Unlocked): Promise<NewCode> {
    const { slot, recoveryCode } = await vault.keeper.call('newRecoverySlot', { now: this.#parts.clock.now() });
    return this.announce(ownerId, 'personal', recoveryCode, (r) => this.#replaceSlot(r, ownerId, slot));
  }

  async #replaceSlot(r: Repositories, ownerId: string, slot: Slot): Promise<void> {
    const account = await r.accounts.find(ownerId);
    if (account === null) throw new AppError('notFound', { what: 'account' });
    await r.slots.insert({ ...slot, retiredAt: null });
    if (account.recoverySlotId !== null) await r.slots.remove(ownerId, account.recoverySlotId);
    await r.accounts.update(ownerId, signedChanges(this.#parts.installation.keys.accountRows, account, { recoverySlotId: slot.id }));
  }

  async #renewInstallation({ ownerId }: Unlocked): Promise<NewCode> {
    const account = await this.#parts.database.repositories.accounts.find(ownerId);
    if (account?.role !== 'administrator') throw new AppError('denied');
    checkRow(this.#parts.installation.keys.accountRows, account);
    const { installation, random } = this.#parts;
    const { text, bytes } = makeRecoveryCode(random);
    const recoveryBlob = sealUnderInstallationCode({
      installationId: installation.id,
      code: bytes,
      backupKey: installation.keys.backup,
      random,
    });
    return this.announce(ownerId, 'installation', text, (r) => r.installation.update({ recoveryBlob }));
  }

  #tell(ownerId: string, action: 'recovery.codeConfirmed' | 'recovery.codeRenewed', kind: CodeKind, r?: Repositories): Promise<void> {
    const target =
      kind === 'personal'
        ? { targetKind: 'account', targetId: ownerId }
        : { targetKind: 'installation', targetId: this.#parts.installation.id };
    return this.#parts.audit.record({ actorId: ownerId, action, ...target, outcome: 'ok' }, r);
  }
}

/** Crockford's alphabet has no O, I and L, so that a person may read 0 and 1 as they like. */
const normal = (group: string): string => group.trim().toUpperCase().replaceAll('O', '0').replaceAll(/[IL]/g, '1');
