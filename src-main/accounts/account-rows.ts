import { AppError } from '../../src-shared/errors.ts';
import type { AccountView } from '../../src-shared/models.ts';
import { checkMac, macOf } from '../crypto/row-mac.ts';
import type { AccountRow } from './accounts-entity.ts';

type Unsigned = Omit<AccountRow, 'mac'>;

/** What of an account row decides over access, and so is covered by its code. */
const covered = (row: Unsigned) => [row.role, row.status, row.dropBoxPublic, row.identityPublic, row.passwordSlotId, row.recoverySlotId];

/** The row with its message authentication code under the installation's account-row key. */
export const signedRow = (key: Uint8Array, row: Unsigned): AccountRow => ({ ...row, mac: macOf(key, 'accounts', row.id, covered(row)) });

/** Throws dataDamaged where role, status, keys or slots were changed by anything but the app. */
export function checkRow(key: Uint8Array, row: AccountRow): void {
  if (!checkMac(key, 'accounts', row.id, covered(row), row.mac)) throw new AppError('dataDamaged', { what: 'account' });
}

/**
 * The changes together with the code of the row that they make. Throws dataDamaged where the stored row isn't what the app
 * wrote: to sign it anew would make whatever SQL put there ours.
 */
export function signedChanges(key: Uint8Array, stored: AccountRow, changes: Partial<Unsigned>): Partial<AccountRow> {
  checkRow(key, stored);
  return { ...changes, mac: signedRow(key, { ...stored, ...changes }).mac };
}

export const viewOf = (row: AccountRow): AccountView => ({
  id: row.id,
  username: row.username,
  displayName: row.displayName,
  email: row.email,
  colour: row.colour,
  role: row.role,
});
