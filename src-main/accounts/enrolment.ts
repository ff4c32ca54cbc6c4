import { AppError } from '../../src-shared/errors.ts';
import type { Input } from '../../src-shared/contract/index.ts';
import { profileColours, type Role } from '../../src-shared/models.ts';
import type { Randomness } from '../crypto/primitives.ts';
import type { AuditService } from '../audit/audit-service.ts';
import type { KdfParameters } from '../crypto/formats.ts';
import type { Database, Repositories } from '../database/database.ts';
import type { Clock } from '../host.ts';
import type { Installation } from '../installation/installation.ts';
import type { DerivationQueue } from '../keeper/derivation-queue.ts';
import type { KeeperPool } from '../keeper/keeper-pool.ts';
import type { KeeperOutput } from '../keeper/keeper-protocol.ts';
import { withNewDeviceSecret } from '../keychain/device-secret.ts';
import { OpenVault, type VaultParts } from '../vault/open-vault.ts';
import { signedRow } from './account-rows.ts';
import { requireStrong } from './password-policy.ts';
import type { Turns } from './turns.ts';

export type NewPerson = Input<'accounts.create'>;

/** What making and opening people's vaults takes. */
export interface AccountParts {
  readonly database: Database;
  readonly installation: Installation;
  readonly audit: AuditService;
  readonly vaultParts: VaultParts;
  readonly pool: KeeperPool;
  readonly derivations: DerivationQueue;
  readonly turns: Turns;
  readonly clock: Clock;
  readonly kdf: KdfParameters;
  readonly random: Randomness;
  readonly newId: () => string;
}

export interface Enrolled {
  readonly vault: OpenVault;
  readonly recoveryCode: string;
}

/**
 * Makes a person: device secret, vault key, slots, an empty vault, and the account, in one transaction with `alongside`.
 * Throws weakPassword, usernameTaken, keychainUnavailable, keychainLocked, busy.
 */
export async function enrol(
  parts: AccountParts,
  person: NewPerson,
  role: Role,
  alongside: (r: Repositories, ownerId: string) => Promise<void>,
): Promise<Enrolled> {
  await requireStrong(person.password, [person.username, person.displayName, person.email]);
  await requireFree(parts.database, person);
  const owner = { installationId: parts.installation.id, ownerId: parts.newId() };
  return parts.derivations.run(async () => {
    const keeper = parts.pool.take();
    try {
      const made = await withNewDeviceSecret(parts, owner.ownerId, async (device) => {
        const input = { ...owner, ...device, password: person.password, kdf: parts.kdf, now: parts.clock.now() };
        const created = await keeper.call('createVault', input);
        await parts.database.transaction(async (r) => {
          await requireFreeIn(r, person);
          await insertPerson(parts, r, { person, role, ownerId: owner.ownerId, made: created });
          await alongside(r, owner.ownerId);
        });
        return created;
      });
      // Seen from its beginning on, or the first sign-in would report a missing anchor where nothing is missing.
      parts.vaultParts.anchors.note(owner.ownerId, made.vault.generation);
      const opened = { generation: made.vault.generation, changes: 0, witnessed: null };
      return { vault: new OpenVault(parts.vaultParts, owner.ownerId, keeper, opened), recoveryCode: made.recoveryCode };
    } catch (error) {
      keeper.end();
      throw error;
    }
  });
}

type Made = KeeperOutput<'createVault'>;

async function insertPerson(
  parts: AccountParts,
  r: Repositories,
  input: { person: NewPerson; role: Role; ownerId: string; made: Made },
): Promise<void> {
  const { person, role, ownerId, made } = input;
  const taken = (await r.accounts.list()).length;
  await r.accounts.insert(
    signedRow(parts.installation.keys.accountRows, {
      id: ownerId,
      username: person.username,
      displayName: person.displayName,
      email: person.email,
      colour: profileColours[taken % profileColours.length] ?? profileColours[0],
      role,
      status: 'active',
      createdAt: parts.clock.now(),
      lastLogin: parts.clock.now(),
      failedLoginAttempts: 0,
      failuresSinceLastLogin: 0,
      lastFailureAt: null,
      lockedUntil: null,
      passwordSlotId: made.passwordSlot.id,
      recoverySlotId: made.recoverySlot.id,
      personalCodeConfirmedAt: null,
      dropBoxPublic: made.keys.dropBoxPublic,
      identityPublic: made.keys.identityPublic,
    }),
  );
  await r.slots.insert({ ...made.passwordSlot, retiredAt: null });
  await r.slots.insert({ ...made.recoverySlot, retiredAt: null });
  await r.personKeys.insert(made.keys);
  await r.vaults.insert(ownerId, made.vault);
  const target = { targetKind: 'account', targetId: ownerId } as const;
  await parts.audit.record({ actorId: ownerId, action: 'account.created', ...target, outcome: 'ok', client: 'desktop' }, r);
}

const requireFree = (database: Database, person: NewPerson): Promise<void> => requireFreeIn(database.repositories, person);

async function requireFreeIn(r: Repositories, person: NewPerson): Promise<void> {
  const rows = await r.accounts.list();
  if (rows.some((row) => row.username === person.username)) throw new AppError('usernameTaken', { what: 'username' });
  if (person.email !== null && rows.some((row) => row.email === person.email)) throw new AppError('usernameTaken', { what: 'email' });
}
