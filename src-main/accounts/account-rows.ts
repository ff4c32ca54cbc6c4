import { AppError } from '../../src-shared/errors.ts';
import type { AccountView } from '../../src-shared/models.ts';
import type { BindingPart } from '../crypto/labels.ts';
import { checkMac, macOf } from '../crypto/row-mac.ts';
import type { AccountRow } from './accounts-entity.ts';

type Unsigned = Omit<AccountRow, 'mac'>;

/**
 * What of an account row decides over access, and so is covered by its code. What a later version added counts only where it
 * is set: the codes of the first version hold for rows that have none of it.
 */
function covered(row: Unsigned): BindingPart[] {
  const first = [row.role, row.status, row.dropBoxPublic, row.identityPublic, row.passwordSlotId, row.recoverySlotId];
  const later = [row.statusBefore, row.activationHash, row.activationExpiresAt, row.eraseAt, row.importedHash];
  return row.passwordDue === 0 && later.every((part) => part === null) ? first : [...first, row.passwordDue, ...later];
}

/** The row with its message authentication code under the installation's account-row key. */
export const signedRow = (key: Uint8Array, row: Unsigned): AccountRow => ({ ...row, mac: macOf(key, 'accounts', row.id, covered(row)) });

export const rowHolds = (key: Uint8Array, row: AccountRow): boolean => checkMac(key, 'accounts', row.id, covered(row), row.mac);

/** Throws dataDamaged where role, status, keys or slots were changed by anything but the app. */
export function checkRow(key: Uint8Array, row: AccountRow): void {
  if (!rowHolds(key, row)) throw new AppError('dataDamaged', { what: 'account' });
}

/**
 * The changes together with the code of the row that they make. Throws dataDamaged where the stored row isn't what the app
 * wrote: to sign it anew would make whatever SQL put there ours.
 */
export function signedChanges(key: Uint8Array, stored: AccountRow, changes: Partial<Unsigned>): Partial<AccountRow> {
  checkRow(key, stored);
  return { ...changes, mac: signedRow(key, { ...stored, ...changes }).mac };
}

export const viewOf = (row: AccountRow, picture: string | null): AccountView => ({
  id: row.id,
  username: row.username,
  displayName: row.displayName,
  email: row.email,
  colour: row.colour,
  picture,
  role: row.role,
});

/** What an account begins with that has neither been used nor has a vault yet. */
export const blankAccount = {
  statusBefore: null,
  lastLogin: null,
  failedLoginAttempts: 0,
  failuresSinceLastLogin: 0,
  lastFailureAt: null,
  lockedUntil: null,
  passwordSlotId: null,
  recoverySlotId: null,
  personalCodeConfirmedAt: null,
  passwordDue: 0,
  activationHash: null,
  activationExpiresAt: null,
  eraseAt: null,
  importedHash: null,
  dropBoxPublic: new Uint8Array(),
  identityPublic: new Uint8Array(),
} as const;
