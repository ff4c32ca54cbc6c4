import { jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import { AppError } from '../../../src-shared/errors.ts';
import { idSchema } from '../../../src-shared/models.ts';
import type { TokenKey } from '../../crypto/token-key.ts';

/** What stands in an access token (RFC 7519); times in seconds. */
const claimsSchema = z.object({ sub: idSchema, sid: idSchema, jti: idSchema, exp: z.number().int().positive() });
export type AccessClaims = z.infer<typeof claimsSchema>;

/** SECURITY: pinned, so that neither `none` nor a MAC made with the public key is ever looked at. */
const algorithm = 'EdDSA';
/** SECURITY: of access tokens alone (RFC 9068); nothing else that this key may sign one day passes as one. */
const type = 'at+jwt';
/** As compact as it was signed; what decodes base64 would pass over blanks. */
const pattern = /^[\w-]{1,1000}\.[\w-]{1,3000}\.[\w-]{86}$/;

export const audienceOf = (installationId: string): string => `strongroom:${installationId}`;

interface NewToken {
  readonly installationId: string;
  readonly sub: string;
  readonly sid: string;
  readonly jti: string;
  /** What old clients read out of it; nothing is ever decided by it. */
  readonly email: string | null;
  readonly isAdmin: boolean;
  /** Epoch milliseconds. */
  readonly issuedAt: number;
  readonly expiresAt: number;
}

export function signAccessToken(key: TokenKey, token: NewToken): Promise<string> {
  const { installationId, sub, sid, jti, email, isAdmin, issuedAt, expiresAt } = token;
  return new SignJWT({ sid, email, is_admin: isAdmin })
    .setProtectedHeader({ alg: algorithm, typ: type, kid: key.kid })
    .setSubject(sub)
    .setJti(jti)
    .setIssuer(audienceOf(installationId))
    .setAudience(audienceOf(installationId))
    .setIssuedAt(Math.floor(issuedAt / 1000))
    .setExpirationTime(Math.floor(expiresAt / 1000))
    .sign(key.privateKey);
}

/** Throws notSignedIn for whatever isn't a token of ours that counts at `now` (epoch milliseconds). */
export async function readAccessToken(key: TokenKey, installationId: string, token: string, now: number): Promise<AccessClaims> {
  const expected = audienceOf(installationId);
  try {
    if (!pattern.test(token)) throw new AppError('notSignedIn');
    const { payload } = await jwtVerify(token, key.publicKey, {
      algorithms: [algorithm],
      typ: type,
      issuer: expected,
      audience: expected,
      requiredClaims: ['exp', 'iat', 'sub', 'jti'],
      currentDate: new Date(now),
    });
    return claimsSchema.parse(payload);
  } catch {
    throw new AppError('notSignedIn', { what: 'token' });
  }
}
