import { EntitySchema } from 'typeorm';
import type { ProfileColour, Role } from '../../src-shared/models.ts';
import type { AccountStatus } from '../../src-shared/people.ts';
import { blob, integer, nullable, primary, text } from '../database/columns.ts';

/**
 * Why a new password is due: an administrator asked for one and may take that back, or others may know the present one.
 * SECURITY: of the second kind nobody is released, or whoever had that password put there would keep a way in.
 */
export const due = { asked: 1, forGood: 2 } as const;

export interface AccountRow {
  readonly id: string;
  readonly username: string;
  readonly displayName: string;
  readonly email: string | null;
  readonly colour: ProfileColour;
  readonly role: Role;
  readonly status: AccountStatus;
  /** What a deleted account goes back to when it is restored. */
  readonly statusBefore: AccountStatus | null;
  readonly createdAt: number;
  readonly lastLogin: number | null;
  readonly failedLoginAttempts: number;
  readonly failuresSinceLastLogin: number;
  readonly lastFailureAt: number | null;
  readonly lockedUntil: number | null;
  readonly passwordSlotId: string | null;
  readonly recoverySlotId: string | null;
  readonly personalCodeConfirmedAt: number | null;
  /** A new password has to be chosen at the next sign-in where it isn't 0; see `due`. */
  readonly passwordDue: number;
  /** Of the one-time code that opens this account; null where none does. */
  readonly activationHash: string | null;
  readonly activationExpiresAt: number | null;
  /** When everything of a deleted account is erased. */
  readonly eraseAt: number | null;
  /** The bcrypt hash of the system that the account came from, sealed; only until its first sign-in. */
  readonly importedHash: Uint8Array | null;
  /** Empty, as the other one, until the account has a vault. */
  readonly dropBoxPublic: Uint8Array;
  readonly identityPublic: Uint8Array;
  /** Over what decides over access; see account-rows.ts. */
  readonly mac: Uint8Array;
}

export const accountEntity = new EntitySchema<AccountRow>({
  name: 'account',
  tableName: 'accounts',
  columns: {
    id: text('id', primary),
    username: text(),
    displayName: text('display_name'),
    email: text('email', nullable),
    colour: text(),
    role: text(),
    status: text(),
    createdAt: integer('created_at'),
    lastLogin: integer('last_login', nullable),
    failedLoginAttempts: integer('failed_login_attempts'),
    failuresSinceLastLogin: integer('failures_since_last_login'),
    lastFailureAt: integer('last_failure_at', nullable),
    lockedUntil: integer('locked_until', nullable),
    passwordSlotId: text('password_slot_id', nullable),
    recoverySlotId: text('recovery_slot_id', nullable),
    personalCodeConfirmedAt: integer('personal_code_confirmed_at', nullable),
    statusBefore: text('status_before', nullable),
    passwordDue: integer('password_due'),
    activationHash: text('activation_hash', nullable),
    activationExpiresAt: integer('activation_expires_at', nullable),
    eraseAt: integer('erase_at', nullable),
    importedHash: blob('imported_hash', nullable),
    dropBoxPublic: blob('drop_box_public'),
    identityPublic: blob('identity_public'),
    mac: blob(),
  },
});
