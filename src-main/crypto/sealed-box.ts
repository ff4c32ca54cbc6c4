import { AppError } from '../../src-shared/errors.ts';
import { open, seal } from './aead.ts';
import { bindingOf } from './labels.ts';
import {
  aeadKey,
  hkdf,
  joined,
  keyBytes,
  type KeyObject,
  nonceBytes,
  privateKeyFrom,
  publicKeyFrom,
  type Randomness,
  rawPublicKey,
  tagBytes,
  x25519,
} from './primitives.ts';

const boxVersion = 1;
const headerBytes = 1 + keyBytes;
const shortest = headerBytes + 1 + nonceBytes + tagBytes;

/** What a box holds and whose it is; the same bytes open as nothing else. */
export interface BoxPlace {
  readonly kind: 'notification';
  readonly ownerId: string;
  readonly id: string;
}

/**
 * Seals to an X25519 public key (32 bytes), so that only the holder of its private half opens it:
 * version(1) ‖ ephemeralPublic(32) ‖ blob under AES-256-GCM, whose key is HKDF-SHA-256 over the shared secret and both public keys.
 * Says nothing of who sealed it. Throws dataDamaged for a public key that is none.
 */
export function sealTo(publicKey: Uint8Array, place: BoxPlace, plaintext: Uint8Array, random: Randomness): Uint8Array {
  const seed = random(keyBytes);
  const ephemeral = privateKeyFrom('x25519', seed);
  seed.fill(0);
  const ephemeralPublic = rawPublicKey(ephemeral);
  const key = boxKey(sharedSecret(ephemeral, publicKey), ephemeralPublic, publicKey, place);
  return joined(Uint8Array.of(boxVersion), ephemeralPublic, seal(key, plaintext, boxBinding(place), random));
}

/** Throws dataFromNewerVersion for a version above ours, dataDamaged for anything else that doesn't open. */
export function openBox(privateKey: KeyObject, place: BoxPlace, box: Uint8Array): Uint8Array {
  const version = box[0];
  if (version !== undefined && version > boxVersion) throw new AppError('dataFromNewerVersion', { what: place.kind });
  if (version !== boxVersion || box.length < shortest) throw new AppError('dataDamaged', { what: place.kind });
  const ephemeralPublic = box.subarray(1, headerBytes);
  const key = boxKey(sharedSecret(privateKey, ephemeralPublic), ephemeralPublic, rawPublicKey(privateKey), place);
  return open(key, box.subarray(headerBytes), boxBinding(place));
}

/**
 * SECURITY: with a point of low order for a public key the shared secret is zero whatever the private key is, and anybody could
 * open the box (RFC 7748, 6.1). OpenSSL and BoringSSL refuse it; should one of them ever not, the check here does.
 */
function sharedSecret(privateKey: KeyObject, publicKey: Uint8Array): Uint8Array {
  try {
    const shared = publicKey.length === keyBytes ? x25519(privateKey, publicKeyFrom('x25519', publicKey)) : new Uint8Array();
    if (shared.some((byte) => byte !== 0)) return shared;
  } catch {
    // The same refusal, whichever of the two noticed.
  }
  throw new AppError('dataDamaged', { what: 'public key' });
}

/**
 * The box's own key; wipes the shared secret.
 * SECURITY: both public keys go in, because X25519 takes several encodings for the same point: each of them makes another key.
 */
function boxKey(shared: Uint8Array, ephemeralPublic: Uint8Array, publicKey: Uint8Array, { kind, ownerId, id }: BoxPlace): KeyObject {
  const material = joined(shared, ephemeralPublic, publicKey);
  const raw = hkdf(material, bindingOf('sealed-box/key', ownerId, kind, id));
  try {
    return aeadKey(raw);
  } finally {
    for (const bytes of [shared, material, raw]) bytes.fill(0);
  }
}

const boxBinding = ({ kind, ownerId, id }: BoxPlace): Uint8Array => bindingOf('sealed-box', ownerId, kind, id);
