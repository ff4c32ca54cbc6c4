import { equalBytes, type Randomness, sha256 } from '../crypto/primitives.ts';

const secretBytes = 32;
const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const form = new RegExp(`^srp_(${uuid})_(${uuid})_[A-Za-z0-9_-]{43}$`);

/** Whose program a token says that it is of; nothing of it is proven. */
export interface TokenClaim {
  readonly ownerId: string;
  readonly programKey: string;
}

/** `srp_<owner>_<program>_<secret>`, the secret being 32 random bytes in base64url. */
export const newProgramToken = ({ ownerId, programKey }: TokenClaim, random: Randomness): string =>
  `srp_${ownerId}_${programKey}_${Buffer.from(random(secretBytes)).toString('base64url')}`;

/** Null for what is no token of a program. */
export function claimIn(token: string): TokenClaim | null {
  const [, ownerId, programKey] = form.exec(token) ?? [];
  return ownerId === undefined || programKey === undefined ? null : { ownerId, programKey };
}

/** SHA-256 in hex. The secret is random, so that its hash gives nothing to guess on. */
export const tokenHash = (token: string): string => Buffer.from(sha256(Buffer.from(token))).toString('hex');

/** SECURITY: in constant time; null, for a program that is not there, takes as long. */
export const isTokenOf = (token: string, hash: string | null): boolean =>
  equalBytes(Buffer.from(tokenHash(token)), Buffer.from(hash ?? '0'.repeat(64))) && hash !== null;
