import { bindingOf } from './labels.ts';
import { hkdf, type KeyObject, privateKeyFrom, publicKeyFrom, rawPublicKey, sha256 } from './primitives.ts';

/** What access tokens are signed and verified with (Ed25519). */
export interface TokenKey {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  /** 32 bytes. */
  readonly rawPublic: Uint8Array;
  /** Names the key: the first 16 bytes of its digest in base64url. */
  readonly kid: string;
}

/** From the installation's key for API tokens, and never kept anywhere. */
export function accessTokenKey(installationKey: Uint8Array, installationId: string): TokenKey {
  const seed = hkdf(installationKey, bindingOf('token/access', installationId));
  const privateKey = privateKeyFrom('ed25519', seed);
  seed.fill(0);
  const rawPublic = rawPublicKey(privateKey);
  const kid = Buffer.from(sha256(rawPublic).subarray(0, 16)).toString('base64url');
  return { privateKey, publicKey: publicKeyFrom('ed25519', rawPublic), rawPublic, kid };
}
