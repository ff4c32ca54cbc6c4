import { CompactSign } from 'jose';
import { AppError } from '../../src-shared/errors.ts';
import type { PersonKeys } from './formats.ts';
import { type BindingPart, bindingOf } from './labels.ts';
import {
  ed25519Sign,
  ed25519Verify,
  equalBytes,
  keyBytes,
  type KeyObject,
  privateKeyFrom,
  publicKeyFrom,
  type Randomness,
  rawPublicKey,
} from './primitives.ts';
import { openPart, sealPart, type VaultCipher } from './vault-keys.ts';

/** A person's two key pairs; the private halves are sealed under the vault key. */
export function createPersonKeys(vault: VaultCipher, random: Randomness): PersonKeys {
  const [dropBoxSeed, identitySeed] = [random(keyBytes), random(keyBytes)];
  const keys = {
    ownerId: vault.ownerId,
    dropBoxPublic: rawPublicKey(privateKeyFrom('x25519', dropBoxSeed)),
    dropBoxPrivate: sealPart(vault, 'drop-box', vault.ownerId, 1, dropBoxSeed, random),
    identityPublic: rawPublicKey(privateKeyFrom('ed25519', identitySeed)),
    identityPrivate: sealPart(vault, 'identity', vault.ownerId, 1, identitySeed, random),
  };
  dropBoxSeed.fill(0);
  identitySeed.fill(0);
  return keys;
}

/** The same key pairs, sealed under another vault key. Throws dataDamaged. */
export function resealPersonKeys(from: VaultCipher, to: VaultCipher, keys: PersonKeys, random: Randomness): PersonKeys {
  const resealed = (part: 'drop-box' | 'identity', blob: Uint8Array): Uint8Array => {
    const seed = openPart(from, part, from.ownerId, 1, blob);
    const sealed = sealPart(to, part, to.ownerId, 1, seed, random);
    seed.fill(0);
    return sealed;
  };
  return {
    ...keys,
    dropBoxPrivate: resealed('drop-box', keys.dropBoxPrivate),
    identityPrivate: resealed('identity', keys.identityPrivate),
  };
}

/** The Ed25519 private key. Throws dataDamaged, also where the stored public half isn't its own. */
export function openIdentityKey(vault: VaultCipher, keys: PersonKeys): KeyObject {
  const key = privateKeyFrom('ed25519', openPart(vault, 'identity', vault.ownerId, 1, keys.identityPrivate));
  if (!equalBytes(rawPublicKey(key), keys.identityPublic)) throw new AppError('dataDamaged', { what: 'identity key' });
  return key;
}

/** The X25519 private key. Throws as openIdentityKey. */
export function openDropBoxKey(vault: VaultCipher, keys: PersonKeys): KeyObject {
  const seed = openPart(vault, 'drop-box', vault.ownerId, 1, keys.dropBoxPrivate);
  const key = privateKeyFrom('x25519', seed);
  seed.fill(0);
  if (!equalBytes(rawPublicKey(key), keys.dropBoxPublic)) throw new AppError('dataDamaged', { what: 'drop-box key' });
  return key;
}

/** Signs a labelled list of parts (Ed25519, 64 bytes), so that a signature of one kind never passes as another. */
export const signParts = (key: KeyObject, label: string, ownerId: string, ...parts: readonly BindingPart[]): Uint8Array =>
  ed25519Sign(key, bindingOf(label, ownerId, ...parts));

/** False also for a public key that isn't 32 bytes long. */
export const verifyParts = (
  publicKey: Uint8Array,
  signature: Uint8Array,
  label: string,
  ownerId: string,
  ...parts: readonly BindingPart[]
): boolean =>
  publicKey.length === keyBytes && ed25519Verify(publicKeyFrom('ed25519', publicKey), bindingOf(label, ownerId, ...parts), signature);

/**
 * Claims as a compact JWS (RFC 7515) by EdDSA (RFC 8037).
 * SECURITY: what is signed here begins with a letter, and what signParts signs with a kind byte of bindingOf, so that neither ever
 * passes for the other.
 */
export const signJws = (key: KeyObject, keyId: string, claims: Readonly<Record<string, string | number>>): Promise<string> =>
  new CompactSign(new TextEncoder().encode(JSON.stringify(claims))).setProtectedHeader({ alg: 'EdDSA', typ: 'JWT', kid: keyId }).sign(key);
