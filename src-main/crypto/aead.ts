import { AppError } from '../../src-shared/errors.ts';
import { gcmOpen, gcmSeal, joined, type KeyObject, nonceBytes, type Randomness, tagBytes } from './primitives.ts';

export { aeadKey } from './primitives.ts';

const blobVersion = 1;
const headerBytes = 1 + nonceBytes;

/** A sealed blob: version(1) ‖ nonce(12) ‖ ciphertext ‖ tag(16). */
export function seal(key: KeyObject, plaintext: Uint8Array, binding: Uint8Array, random: Randomness): Uint8Array {
  const nonce = random(nonceBytes);
  return joined(Uint8Array.of(blobVersion), nonce, gcmSeal(key, nonce, plaintext, binding));
}

/** Throws dataFromNewerVersion for a version above ours, dataDamaged for anything else that doesn't open. */
export function open(key: KeyObject, blob: Uint8Array, binding: Uint8Array): Uint8Array {
  const version = blob[0];
  if (version !== undefined && version > blobVersion) throw new AppError('dataFromNewerVersion', { what: 'blob' });
  if (version !== blobVersion || blob.length < headerBytes + tagBytes) throw new AppError('dataDamaged', { what: 'blob' });
  const plaintext = gcmOpen(key, blob.subarray(1, headerBytes), blob.subarray(headerBytes), binding);
  if (plaintext === null) throw new AppError('dataDamaged', { what: 'blob' });
  return plaintext;
}

/** The tag names the exact blob: no other bytes open under the same key with it. */
export const tagOf = (blob: Uint8Array): Uint8Array => blob.slice(Math.max(0, blob.length - tagBytes));
