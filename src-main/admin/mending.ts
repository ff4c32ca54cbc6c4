import { AppError } from '../../src-shared/errors.ts';
import { rowHolds, signedRow } from '../accounts/account-rows.ts';
import { guestUsername } from '../accounts/accounts-repository.ts';
import { type AccountRow, due } from '../accounts/accounts-entity.ts';
import type { AccountParts } from '../accounts/enrolment.ts';
import type { Repositories } from '../database/database.ts';
import type { Slot } from '../crypto/formats.ts';
import { equalBytes } from '../crypto/primitives.ts';

type MendingParts = Pick<AccountParts, 'database' | 'installation' | 'audit' | 'notifications'>;

/**
 * Signs a row that something other than the app has changed, as a disabled user: what was written into role and status counts
 * for nothing, and an administrator gives both anew; a person with a vault chooses a new password. Throws notAllowedNow (the row is as the app wrote it), dataDamaged (its
 * keys or slots are not those of its vault).
 */
export async function mendRow(parts: MendingParts, actorId: string, { id }: AccountRow): Promise<void> {
  await parts.database.transaction(async (r) => {
    const row = await r.accounts.find(id);
    if (row === null) throw new AppError('notFound', { what: 'account' });
    if (rowHolds(parts.installation.keys.accountRows, row)) throw new AppError('notAllowedNow', { what: row.status });
    await signAsOurs(parts, r, { ...row, role: isGuest(row) ? 'guest' : 'user', status: 'disabled', statusBefore: null });
    await parts.audit.record({ actorId, action: 'account.mended', targetKind: 'account', targetId: id, outcome: 'ok' }, r);
    await parts.notifications.tell(r, id, 'account.mended', {});
  });
}

/** Whatever SQL has written there: an account with a vault is no guest's. */
const isGuest = ({ username, passwordSlotId }: AccountRow): boolean => username === guestUsername && passwordSlotId === null;

/**
 * SECURITY: keys that were swapped would let somebody else read what is sealed to this person; slots that were taken out of the row
 * would make a newcomer of a person with a vault, whom one administrator invites alone. Throws dataDamaged.
 */
export async function signAsOurs({ installation }: Pick<AccountParts, 'installation'>, r: Repositories, row: AccountRow): Promise<void> {
  const keys = await r.personKeys.find(row.id);
  const [dropBox, identity] = [keys?.dropBoxPublic ?? new Uint8Array(), keys?.identityPublic ?? new Uint8Array()];
  if (!equalBytes(row.dropBoxPublic, dropBox) || !equalBytes(row.identityPublic, identity))
    throw new AppError('dataDamaged', { what: 'keys' });
  const stored = await r.accounts.find(row.id);
  const hasVault = keys !== null || (await r.vaults.read(row.id)) !== null;
  if (hasVault && !((await isLive(r, row, 'password')) && (await isLive(r, row, 'recovery'))))
    throw new AppError('dataDamaged', { what: 'slot' });
  // SECURITY: whatever the row said of a due password may be gone; nobody is released from that.
  const suspect = hasVault && (stored === null || !rowHolds(installation.keys.accountRows, stored));
  const cleared = { activationHash: null, activationExpiresAt: null, importedHash: null, eraseAt: null };
  const passwordDue = suspect ? due.forGood : row.passwordDue;
  await r.accounts.update(row.id, signedRow(installation.keys.accountRows, { ...row, ...cleared, passwordDue }));
}

/** Whether the slot of this kind that the row names is this person's, of that kind, and not superseded. */
async function isLive(r: Repositories, { id, passwordSlotId, recoverySlotId }: AccountRow, kind: Slot['kind']): Promise<boolean> {
  const slotId = kind === 'password' ? passwordSlotId : recoverySlotId;
  const slot = slotId === null ? null : await r.slots.find(id, slotId);
  return slot !== null && slot.kind === kind && slot.retiredAt === null;
}
