import { AppError } from '../../src-shared/errors.ts';
import type { Input } from '../../src-shared/contract/index.ts';
import type { PersonKeys, Slot } from '../crypto/formats.ts';
import type { AuditAction } from '../audit/audit-actions.ts';
import type { Repositories } from '../database/database.ts';
import type { Sender } from '../host.ts';
import type { Opened, VaultRows } from '../keeper/keeper-protocol.ts';
import type { Keeper } from '../keeper/keeper.ts';
import { withNewDeviceSecret } from '../keychain/device-secret.ts';
import { deviceSecretEntry } from '../keychain/keychain.ts';
import { OpenVault } from '../vault/open-vault.ts';
import { signInImported } from '../people-import/first-sign-in.ts';
import { parseRecoveryCode } from '../crypto/recovery-code.ts';
import type { AccountRow } from './accounts-entity.ts';
import { checkRow, signedChanges } from './account-rows.ts';
import { requireAccountIn } from './account-service.ts';
import type { AccountParts } from './enrolment.ts';
import { forgetSecrets } from './retired-secrets.ts';
import { requireStrong } from './password-policy.ts';
import { type Guesses, programGuesses, storedGuesses } from './failures.ts';
import { noFailures } from './throttle.ts';

/** A person who proved who they are, with what happened since the last time. */
export interface Arrived {
  readonly vault: OpenVault;
  readonly failures: number;
}

/** A person's vault as it is stored, with what the keychain remembers of it. */
interface Stored {
  readonly vault: VaultRows;
  readonly keys: PersonKeys;
  readonly anchor: number | null;
  readonly acceptOlder: boolean;
}

/** Opens vaults, by password or by recovery code. */
export class SignInService {
  readonly #parts: AccountParts;
  readonly #openVaultOf: (ownerId: string) => OpenVault | null;
  readonly #stored: Guesses;
  readonly #byPrograms: Guesses;

  constructor(parts: AccountParts, openVaultOf: (ownerId: string) => OpenVault | null) {
    this.#parts = parts;
    this.#openVaultOf = openVaultOf;
    this.#stored = storedGuesses(parts);
    this.#byPrograms = programGuesses(parts);
  }

  /**
   * Throws wrongPassword (detail.retryAt once a delay has begun), tooManyAttempts, accountDisabled, keychainUnavailable,
   * keychainLocked, keychainEntryMissing, dataDamaged, dataFromNewerVersion, dataOlderThanSeen, busy.
   */
  async signIn({ who, password, acceptOlder }: Input<'session.signIn'>, from: Sender['kind']): Promise<Arrived> {
    const account = await this.#find(who);
    if (account === null) return this.#pretend(password);
    checkRow(this.#parts.installation.keys.accountRows, account);
    // Whoever has not chosen a password yet has none to be right or wrong about.
    if (account.passwordSlotId === null && account.importedHash === null) return this.#pretend(password);
    // SECURITY: one after the other, or guesses made at once would all pass before the first of them counts.
    return this.#parts.turns.take(account.id, () => this.#signIn(account, password, { acceptOlder, from }));
  }

  async #signIn(
    known: AccountRow,
    password: string,
    { acceptOlder, from }: { acceptOlder: boolean; from: Sender['kind'] },
  ): Promise<Arrived> {
    const account = await this.#present(known);
    const guesses = from === 'program' ? this.#byPrograms : this.#stored;
    await guesses.requireNoDelay(account);
    if (account.passwordSlotId === null) return this.#signInFirst(account, password, guesses);
    const stored = await this.#load(account, acceptOlder);
    const slot = await this.#slot(account, account.passwordSlotId);
    const deviceSecret = await this.#deviceSecret(account, slot);
    const { kdf, installation } = this.#parts;
    const open = from === 'desktop' ? null : this.#openVaultOf(account.id);
    if (open !== null) {
      const asked = { installationId: installation.id, slot, password, deviceSecret };
      await this.#parts.derivations
        .run(() => open.keeper.call('verifyPassword', asked))
        .catch(async (error: unknown) => {
          throw await this.#afterRefusal(account, error, guesses);
        });
      guesses.forgive(account);
      await this.#accepted(account, 'session.signedIn', { ...stored, anchor: stored.vault.generation }, null);
      return { vault: open, failures: account.failuresSinceLastLogin };
    }
    const input = { installationId: installation.id, slot, password, deviceSecret, kdf, now: this.#parts.clock.now(), ...stored };
    return this.#withKeeper(async (keeper) => {
      const opened = await keeper.call('openWithPassword', input).catch(async (error: unknown) => {
        throw await this.#afterRefusal(account, error, guesses);
      });
      guesses.forgive(account);
      await this.#accepted(account, 'session.signedIn', stored, opened.upgradedSlot);
      await this.#dropRetired(account.id);
      return this.#arrive(account, keeper, stored, opened);
    });
  }

  /**
   * Opens the vault with the recovery code and gives the account a new password; wrong codes never delay anybody.
   * Throws wrongRecoveryCode, weakPassword, and as signIn.
   */
  async recover({ who, code, newPassword, acceptOlder }: Input<'session.recover'>): Promise<Arrived> {
    parseRecoveryCode(code);
    const account = await this.#find(who);
    if (account?.recoverySlotId == null) throw new AppError('wrongRecoveryCode');
    const { passwordMinCharacters } = this.#parts.policy.now;
    await requireStrong(newPassword, [account.username, account.displayName, account.email], passwordMinCharacters);
    // In turn with sign-ins and password changes, or two of them would leave two passwords that open.
    return this.#parts.turns.take(account.id, () => this.#recover(account, { code, newPassword, acceptOlder }));
  }

  async #recover(known: AccountRow, given: { code: string; newPassword: string; acceptOlder: boolean }): Promise<Arrived> {
    const account = await this.#present(known);
    const stored = await this.#load(account, given.acceptOlder);
    const slot = await this.#slot(account, account.recoverySlotId);
    const { installation, kdf, clock } = this.#parts;
    return this.#withKeeper(async (keeper) => {
      const opened = await withNewDeviceSecret(this.#parts, account.id, async (device) => {
        const newPassword = { ...device, password: given.newPassword, kdf, now: clock.now() };
        const input = { installationId: installation.id, ownerId: account.id, slot, code: given.code, newPassword, ...stored };
        const answer = await keeper.call('openWithCode', input).catch(async (error: unknown) => {
          await this.#tell(account, 'session.recoveryFailed', 'failed');
          throw error;
        });
        await this.#accepted(account, 'session.recovered', stored, answer.newSlot);
        return answer;
      });
      return this.#arrive(account, keeper, stored, opened);
    });
  }

  /** Somebody who came from another system, with the password of there. */
  async #signInFirst(account: AccountRow, password: string, guesses: Guesses): Promise<Arrived> {
    // Not told apart from a wrong password before the right one was given.
    if (account.status !== 'active') return this.#pretend(password);
    const { vault } = await signInImported(this.#parts, account, password).catch(async (error: unknown) => {
      throw await this.#afterRefusal(account, error, guesses);
    });
    return { vault, failures: account.failuresSinceLastLogin };
  }

  #find(who: Input<'session.signIn'>['who']): Promise<AccountRow | null> {
    const { accounts } = this.#parts.database.repositories;
    return 'accountId' in who ? accounts.find(who.accountId) : accounts.findByUsername(who.username);
  }

  /** The account as it is now that this try's turn has come. Throws dataDamaged. */
  async #present(known: AccountRow): Promise<AccountRow> {
    const account = (await this.#parts.database.repositories.accounts.find(known.id)) ?? known;
    checkRow(this.#parts.installation.keys.accountRows, account);
    return account;
  }

  /** Somebody without an account waits as long and hears the same as somebody with a wrong password. */
  async #pretend(password: string): Promise<never> {
    return this.#withKeeper((keeper) => keeper.call('openNothing', { password, kdf: this.#parts.kdf }));
  }

  /** Waits for a place among the derivations before it takes a keeper: whoever is turned away starts no process. */
  #withKeeper<T>(task: (keeper: Keeper) => Promise<T>): Promise<T> {
    return this.#parts.derivations.run(async () => {
      const keeper = this.#parts.pool.take();
      try {
        return await task(keeper);
      } catch (error) {
        keeper.end();
        throw error;
      }
    });
  }

  async #load(account: AccountRow, acceptOlder: boolean): Promise<Stored> {
    const { vaults, personKeys } = this.#parts.database.repositories;
    const [vault, keys] = [await vaults.read(account.id), await personKeys.find(account.id)];
    if (vault === null || keys === null) throw new AppError('dataDamaged', { what: vault === null ? 'vault' : 'keys' });
    const anchor = await this.#parts.vaultParts.anchors.read(account.id);
    return { vault, keys, anchor, acceptOlder };
  }

  async #slot(account: AccountRow, slotId: string | null): Promise<Slot> {
    const slot = slotId === null ? null : await this.#parts.database.repositories.slots.find(account.id, slotId);
    if (slot === null) throw new AppError('dataDamaged', { what: 'slot' });
    return slot;
  }

  async #deviceSecret(account: AccountRow, slot: Slot): Promise<Uint8Array> {
    if (slot.secretId === null) throw new AppError('dataDamaged', { what: 'slot' });
    const { keychain, id } = this.#parts.installation;
    return keychain.read(deviceSecretEntry(id, account.id, slot.secretId));
  }

  async #afterRefusal(account: AccountRow, error: unknown, guesses: Guesses): Promise<unknown> {
    if (error instanceof AppError && error.code === 'wrongPassword') return guesses.count(account);
    await this.#tell(account, 'session.signInFailed', 'denied');
    return error;
  }

  /** Throws accountDisabled and approvalPending, as of now: the derivation takes long enough to disable somebody. */
  async #accepted(
    account: AccountRow,
    action: 'session.signedIn' | 'session.recovered',
    stored: Stored,
    newSlot: Slot | null,
  ): Promise<void> {
    const older = stored.anchor !== null && stored.vault.generation < stored.anchor;
    const now = this.#parts.clock.now();
    const status = await this.#parts.database.transaction(async (r) => {
      const current = await requireAccountIn(r, account.id);
      if (current.status !== 'active') {
        await this.#tell(account, action === 'session.recovered' ? 'session.recoveryFailed' : 'session.signInFailed', 'denied', r);
        return current.status;
      }
      if (newSlot !== null) {
        await r.slots.insert({ ...newSlot, retiredAt: null });
        if (account.passwordSlotId !== null) await r.slots.retire(account.id, account.passwordSlotId, now);
      }
      const { accountRows } = this.#parts.installation.keys;
      const changes = signedChanges(accountRows, current, {
        passwordSlotId: newSlot?.id ?? current.passwordSlotId,
        // Whoever gets in needs no code to begin anew; after a recovery the password is a new one already.
        ...{ activationHash: null, activationExpiresAt: null },
        passwordDue: action === 'session.recovered' ? 0 : current.passwordDue,
      });
      // A code that was typed may have been seen. It opens until another one is confirmed, and until then the person is asked for that.
      const used = action === 'session.recovered' ? { personalCodeConfirmedAt: null } : {};
      await r.accounts.update(account.id, { ...noFailures, failuresSinceLastLogin: 0, lastLogin: now, ...changes, ...used });
      if (older) await this.#tell(account, 'vault.olderAccepted', 'ok', r);
      if (stored.anchor === null) await this.#tell(account, 'vault.anchorMissing', 'ok', r);
      await this.#tell(account, action, 'ok', r);
      if (action === 'session.recovered') await this.#parts.notifications.tell(r, account.id, 'recovery.used', {});
      const count = account.failuresSinceLastLogin;
      if (count > 0) await this.#parts.notifications.tell(r, account.id, 'signIn.failures', { count });
      return current.status;
    });
    if (status !== 'active') throw new AppError(status === 'pending' ? 'approvalPending' : 'accountDisabled');
  }

  /** A slot that a recovery left behind goes at the next good sign-in, with its keychain entry. */
  async #dropRetired(ownerId: string): Promise<void> {
    const removed = await this.#parts.database.transaction(async (r) => {
      const { passwordSlotId, recoverySlotId } = await requireAccountIn(r, ownerId);
      // SECURITY: that a slot is retired stands in a row that SQL can write; which ones are in use stands in one that it can't.
      return r.slots.removeRetired(
        ownerId,
        [passwordSlotId, recoverySlotId].filter((id) => id !== null),
      );
    });
    if (removed.length === 0) return;
    await this.#parts.database.truncateWal();
    await forgetSecrets(this.#parts, ownerId, removed);
  }

  async #arrive(account: AccountRow, keeper: Keeper, stored: Stored, opened: Opened): Promise<Arrived> {
    const changes = stored.vault.changes.length;
    const vault = new OpenVault(this.#parts.vaultParts, account.id, keeper, {
      generation: opened.generation,
      changes,
      witnessed: opened.witnessed,
    });
    // A chain that doesn't hold keeps nobody from their own secrets; `audit.verify` says what is wrong with it.
    await vault.witness(this.#parts.installation.keys.audit);
    return { vault, failures: account.failuresSinceLastLogin };
  }

  #tell(account: AccountRow, action: AuditAction, outcome: 'ok' | 'failed' | 'denied', r?: Repositories): Promise<void> {
    const actorId = outcome === 'ok' ? account.id : null;
    return this.#parts.audit.record({ actorId, action, targetKind: 'account', targetId: account.id, outcome }, r);
  }
}
