import { AppError } from '../../src-shared/errors.ts';
import { rowHolds, signedRow } from '../accounts/account-rows.ts';
import { guestUsername } from '../accounts/accounts-repository.ts';
import type { AccountRow } from '../accounts/accounts-entity.ts';
import type { AccountParts } from '../accounts/enrolment.ts';
import type { Repositories } from '../database/database.ts';
import { equalBytes } from '../crypto/primitives.ts';

type MendingParts = Pick<AccountParts, 'database' | 'installation' | 'audit' | 'notifications'>;

/**
 * Signs a row that something other than the app has changed, as a disabled user: what was written into role and status counts
 * for nothing, and an administrator gives both anew. Throws notAllowedNow (the row is as the app wrote it), dataDamaged (its
 * keys are not those of its vault).
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

/** SECURITY: keys that were swapped would let somebody else read what is sealed to this person. Throws dataDamaged. */
export async function signAsOurs({ installation }: Pick<AccountParts, 'installation'>, r: Repositories, row: AccountRow): Promise<void> {
  const keys = await r.personKeys.find(row.id);
  const [dropBox, identity] = [keys?.dropBoxPublic ?? new Uint8Array(), keys?.identityPublic ?? new Uint8Array()];
  if (!equalBytes(row.dropBoxPublic, dropBox) || !equalBytes(row.identityPublic, identity))
    throw new AppError('dataDamaged', { what: 'keys' });
  const cleared = { activationHash: null, activationExpiresAt: null, importedHash: null, eraseAt: null };
  await r.accounts.update(row.id, signedRow(installation.keys.accountRows, { ...row, ...cleared }));
}
