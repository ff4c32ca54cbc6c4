import { signedChanges, signedRow } from '../accounts/account-rows.ts';
import { guestUsername } from '../accounts/accounts-repository.ts';
import { type AccountParts, newAccount } from '../accounts/enrolment.ts';
import type { Repositories } from '../database/database.ts';

/** The one account without a vault: made when guests are first let in, disabled while they are not. */
export async function ensureGuest(parts: AccountParts, r: Repositories, welcome: boolean): Promise<void> {
  const key = parts.installation.keys.accountRows;
  const status = welcome ? 'active' : 'disabled';
  const guest = await r.accounts.findGuest();
  if (guest === null) {
    if (!welcome) return;
    const names = { username: guestUsername, displayName: 'Guest', email: null };
    await r.accounts.insert(signedRow(key, await newAccount(parts, r, { id: parts.newId(), ...names, role: 'guest', status })));
  } else if (guest.status !== status) await r.accounts.update(guest.id, signedChanges(key, guest, { status }));
}
