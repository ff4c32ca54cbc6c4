import { AppError } from '../../src-shared/errors.ts';
import type { Input } from '../../src-shared/contract/index.ts';
import { profileColours, type Role } from '../../src-shared/models.ts';
import type { AccountStatus } from '../../src-shared/people.ts';
import type { Randomness } from '../crypto/primitives.ts';
import type { SealedFiles } from '../attachments/sealed-files.ts';
import type { AuditService } from '../audit/audit-service.ts';
import type { KdfParameters } from '../crypto/formats.ts';
import type { Database, Repositories } from '../database/database.ts';
import type { Clock } from '../host.ts';
import type { Installation } from '../installation/installation.ts';
import type { DerivationQueue } from '../keeper/derivation-queue.ts';
import type { Keeper } from '../keeper/keeper.ts';
import type { KeeperPool } from '../keeper/keeper-pool.ts';
import type { KeeperOutput } from '../keeper/keeper-protocol.ts';
import { type DeviceSecret, withNewDeviceSecret } from '../keychain/device-secret.ts';
import type { NotificationService } from '../notifications/notification-service.ts';
import type { PolicyService } from '../policy/policy-service.ts';
import { OpenVault, type VaultParts } from '../vault/open-vault.ts';
import { blankAccount, signedRow } from './account-rows.ts';
import type { AccountRow } from './accounts-entity.ts';
import { requireStrong } from './password-policy.ts';
import type { Turns } from './turns.ts';

export type NewPerson = Input<'accounts.create'>;
type Names = Pick<NewPerson, 'username' | 'displayName' | 'email'>;

/** What making and opening people's vaults takes. */
export interface AccountParts {
  readonly database: Database;
  readonly installation: Installation;
  readonly audit: AuditService;
  readonly notifications: NotificationService;
  readonly policy: PolicyService;
  readonly vaultParts: VaultParts;
  readonly pool: KeeperPool;
  readonly derivations: DerivationQueue;
  readonly turns: Turns;
  readonly clock: Clock;
  readonly kdf: KdfParameters;
  readonly random: Randomness;
  readonly newId: () => string;
  /** What lies beside the items of everybody. */
  readonly files: SealedFiles;
}

export interface Enrolled {
  readonly vault: OpenVault;
  readonly recoveryCode: string;
}

export type MadeVault = KeeperOutput<'createVault'>;

/** What the keeper needs to make a vault, besides the password. */
export type VaultOrder = DeviceSecret & {
  readonly installationId: string;
  readonly ownerId: string;
  readonly kdf: KdfParameters;
  readonly now: number;
  /** The first generation: above whatever the keychain has seen of a vault of this person that was put away. */
  readonly generation: number;
};

/**
 * Has a keeper make a vault and lets `store` commit it together with the account that it belongs to; nothing is left of it
 * where that fails. Throws keychainUnavailable, keychainLocked, busy, and what `make` and `store` throw.
 */
export async function makeVault(
  parts: AccountParts,
  ownerId: string,
  make: (keeper: Keeper, order: VaultOrder) => Promise<MadeVault>,
  store: (r: Repositories, made: MadeVault) => Promise<void>,
): Promise<Enrolled> {
  const { installation, kdf, clock, vaultParts } = parts;
  return parts.derivations.run(async () => {
    const generation = ((await vaultParts.anchors.read(ownerId)) ?? 0) + 1;
    const keeper = parts.pool.take();
    try {
      const made = await withNewDeviceSecret(parts, ownerId, async (device) => {
        const created = await make(keeper, { ...device, installationId: installation.id, ownerId, kdf, now: clock.now(), generation });
        await parts.database.transaction((r) => store(r, created));
        return created;
      });
      // Seen from its beginning on, or the first sign-in would report a missing anchor where nothing is missing.
      vaultParts.anchors.note(ownerId, made.vault.generation);
      const opened = { generation: made.vault.generation, changes: 0, witnessed: null };
      return { vault: new OpenVault(vaultParts, ownerId, keeper, opened), recoveryCode: made.recoveryCode };
    } catch (error) {
      keeper.end();
      throw error;
    }
  });
}

/**
 * Makes a person: device secret, vault key, slots, an empty vault, and the account, in one transaction with `alongside`.
 * Throws weakPassword, usernameTaken, keychainUnavailable, keychainLocked, busy.
 */
export async function enrol(
  parts: AccountParts,
  person: NewPerson,
  { role, status = 'active' }: { role: Role; status?: AccountStatus },
  alongside: (r: Repositories, ownerId: string) => Promise<void>,
): Promise<Enrolled> {
  const { username, displayName, email, password } = person;
  await requireStrong(password, [username, displayName, email], parts.policy.now.passwordMinCharacters);
  await requireFree(parts.database.repositories, person);
  const ownerId = parts.newId();
  const make = (keeper: Keeper, order: VaultOrder) => keeper.call('createVault', { ...order, password });
  return makeVault(parts, ownerId, make, async (r, made) => {
    await requireFree(r, person);
    const unsigned = await newAccount(parts, r, { id: ownerId, ...person, role, status });
    const now = parts.clock.now();
    const row = { ...unsigned, ...vaultColumns(made), lastLogin: status === 'active' ? now : null };
    await r.accounts.insert(signedRow(parts.installation.keys.accountRows, row));
    await insertVault(r, ownerId, made);
    await tellCreated(parts, r, ownerId, ownerId);
    await alongside(r, ownerId);
  });
}

/** Which columns of the account row name its vault. */
export const vaultColumns = ({ passwordSlot, recoverySlot, keys }: MadeVault) => ({
  passwordSlotId: passwordSlot.id,
  recoverySlotId: recoverySlot.id,
  personalCodeConfirmedAt: null,
  dropBoxPublic: keys.dropBoxPublic,
  identityPublic: keys.identityPublic,
});

export async function insertVault(r: Repositories, ownerId: string, made: MadeVault): Promise<void> {
  await r.slots.insert({ ...made.passwordSlot, retiredAt: null });
  await r.slots.insert({ ...made.recoverySlot, retiredAt: null });
  await r.personKeys.insert(made.keys);
  await r.vaults.insert(ownerId, made.vault);
}

/** A row of an account that nobody has used, with the next colour; unsigned. */
export async function newAccount(
  parts: Pick<AccountParts, 'clock'>,
  r: Repositories,
  account: Names & { id: string; role: Role; status: AccountStatus },
): Promise<Omit<AccountRow, 'mac'>> {
  const colour = profileColours[(await r.accounts.count()) % profileColours.length] ?? profileColours[0];
  const { id, username, displayName, email, role, status } = account;
  return { ...blankAccount, id, username, displayName, email, role, status, colour, createdAt: parts.clock.now() };
}

export const tellCreated = (parts: Pick<AccountParts, 'audit'>, r: Repositories, actorId: string, ownerId: string): Promise<void> =>
  parts.audit.record({ actorId, action: 'account.created', targetKind: 'account', targetId: ownerId, outcome: 'ok' }, r);

/** Throws usernameTaken with what is taken: `username` or `email`. */
export async function requireFree(r: Repositories, { username, email }: Names): Promise<void> {
  if ((await r.accounts.findByUsername(username)) !== null) throw new AppError('usernameTaken', { what: 'username' });
  if (email !== null && (await r.accounts.findByEmail(email)) !== null) throw new AppError('usernameTaken', { what: 'email' });
}
