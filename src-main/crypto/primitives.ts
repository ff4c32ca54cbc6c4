import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  diffieHellman,
  hkdfSync,
  type KeyObject,
  sign as signWith,
  timingSafeEqual,
  verify as verifyWith,
} from 'node:crypto';

// SECURITY: Electron's Node is built on BoringSSL. Only AES-256-GCM, SHA-2, HMAC, HKDF, Ed25519 and X25519 exist in both worlds;
// no other file imports ciphers, digests or signatures.

/** A source of random bytes: the platform's in the product, a fixed one for vectors. */
export type Randomness = (bytes: number) => Uint8Array;
export type { KeyObject };

export const nonceBytes = 12;
export const tagBytes = 16;
export const keyBytes = 32;

/** A 32-byte key as an object; sealing with objects is several times faster than with raw bytes. */
export const aeadKey = (raw: Uint8Array): KeyObject => createSecretKey(raw);

/**
 * The parts one after the other, in memory of their own.
 * SECURITY: Buffer.concat takes small results out of a pool that other secrets share, and structured cloning, by which a keeper
 * answers under Electron, sends the whole pool along.
 */
export function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** AES-256-GCM (NIST SP 800-38D): ciphertext ‖ 16-byte tag. */
export function gcmSeal(key: KeyObject, nonce: Uint8Array, plaintext: Uint8Array, binding: Uint8Array): Uint8Array {
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
  cipher.setAAD(binding);
  return joined(cipher.update(plaintext), cipher.final(), cipher.getAuthTag());
}

/** The plaintext, or null where key, nonce, binding or bytes don't belong together. */
export function gcmOpen(key: KeyObject, nonce: Uint8Array, sealed: Uint8Array, binding: Uint8Array): Uint8Array | null {
  if (sealed.length < tagBytes) return null;
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
  decipher.setAAD(binding);
  decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes));
  const plaintext = decipher.update(sealed.subarray(0, sealed.length - tagBytes));
  try {
    decipher.final();
  } catch {
    // SECURITY: what was deciphered before the tag failed must not be used.
    plaintext.fill(0);
    return null;
  }
  return plaintext;
}

/** HKDF-SHA-256 (RFC 5869), 32 bytes. */
export const hkdf = (key: KeyObject | Uint8Array, info: Uint8Array, salt: Uint8Array = new Uint8Array()): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', key, salt, info, keyBytes));

/** HMAC-SHA-256 (RFC 2104), 32 bytes. Five times faster with a key that is an object. */
export const hmac = (key: KeyObject | Uint8Array, data: Uint8Array): Uint8Array => createHmac('sha256', key).update(data).digest();

export const sha256 = (data: Uint8Array): Uint8Array => createHash('sha256').update(data).digest();

/** Compares in constant time; different lengths are different at once, lengths being no secret. */
export const equalBytes = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && timingSafeEqual(a, b);

/** DER prefixes of PKCS#8 and SPKI for the two curves (RFC 8410), before the 32 raw bytes. */
const derPrefixes = {
  ed25519: { private: '302e020100300506032b657004220420', public: '302a300506032b6570032100' },
  x25519: { private: '302e020100300506032b656e04220420', public: '302a300506032b656e032100' },
} as const;

export type Curve = keyof typeof derPrefixes;

export function privateKeyFrom(curve: Curve, seed: Uint8Array): KeyObject {
  const der = Buffer.from(joined(Buffer.from(derPrefixes[curve].private, 'hex'), seed).buffer);
  try {
    return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  } finally {
    der.fill(0);
  }
}

export const publicKeyFrom = (curve: Curve, raw: Uint8Array): KeyObject =>
  createPublicKey({ key: Buffer.concat([Buffer.from(derPrefixes[curve].public, 'hex'), raw]), format: 'der', type: 'spki' });

/** The 32 raw bytes of the public half. */
export const rawPublicKey = (privateKey: KeyObject): Uint8Array =>
  new Uint8Array(createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(-keyBytes));

/** Ed25519 (RFC 8032), 64 bytes. */
export const ed25519Sign = (privateKey: KeyObject, data: Uint8Array): Uint8Array => signWith(null, data, privateKey);
export const ed25519Verify = (publicKey: KeyObject, data: Uint8Array, signature: Uint8Array): boolean =>
  verifyWith(null, data, publicKey, signature);

/** X25519 (RFC 7748): the 32-byte secret that both sides share. */
export const x25519 = (privateKey: KeyObject, publicKey: KeyObject): Uint8Array => diffieHellman({ privateKey, publicKey });
