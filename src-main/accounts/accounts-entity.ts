import { EntitySchema } from 'typeorm';
import type { ProfileColour, Role } from '../../src-shared/models.ts';
import { blob, integer, nullable, primary, text } from '../database/columns.ts';

export interface AccountRow {
  readonly id: string;
  readonly username: string;
  readonly displayName: string;
  readonly email: string | null;
  readonly colour: ProfileColour;
  readonly role: Role;
  readonly status: 'active' | 'disabled' | 'pending' | 'deleted';
  readonly createdAt: number;
  readonly lastLogin: number | null;
  readonly failedLoginAttempts: number;
  readonly failuresSinceLastLogin: number;
  readonly lastFailureAt: number | null;
  readonly lockedUntil: number | null;
  readonly passwordSlotId: string | null;
  readonly recoverySlotId: string | null;
  readonly personalCodeConfirmedAt: number | null;
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
    dropBoxPublic: blob('drop_box_public'),
    identityPublic: blob('identity_public'),
    mac: blob(),
  },
});
