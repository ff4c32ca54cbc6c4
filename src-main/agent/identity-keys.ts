import { rowHolds } from '../accounts/account-rows.ts';
import type { Database } from '../database/database.ts';
import type { Installation } from '../installation/installation.ts';
import { everyAccount } from '../accounts/every-account.ts';

/** A JSON Web Key for Ed25519 (RFC 8037). */
export interface IdentityKey extends Record<string, string> {
  readonly kty: 'OKP';
  readonly crv: 'Ed25519';
  readonly use: 'sig';
  readonly alg: 'EdDSA';
  /** The id of the account whose key it is, as in `sub`. */
  readonly kid: string;
  readonly x: string;
}

/**
 * What identity tokens of active people are verified with. SECURITY: an account row that was changed by anything but the app has no
 * key here, or whoever writes to the database could sign in anybody's name.
 */
export async function identityKeys({ database, installation }: { database: Database; installation: Installation }): Promise<IdentityKey[]> {
  const keys: IdentityKey[] = [];
  for await (const row of everyAccount(database.repositories)) {
    if (row.status !== 'active' || row.identityPublic.length === 0 || !rowHolds(installation.keys.accountRows, row)) continue;
    const x = Buffer.from(row.identityPublic).toString('base64url');
    keys.push({ kty: 'OKP', crv: 'Ed25519', use: 'sig', alg: 'EdDSA', kid: row.id, x });
  }
  return keys;
}
