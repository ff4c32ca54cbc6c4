import { hkdf } from '../../src-main/crypto/primitives.ts';
import type { KdfParameters } from '../../src-main/crypto/formats.ts';
import { checkKdf, type DerivePasswordKey, passwordBytes } from '../../src-main/crypto/kdf.ts';

/** The least that a slot may ask for. */
export const fastKdf: KdfParameters = { algorithm: 'argon2id', memoryKib: 64 * 1024, iterations: 1, parallelism: 1 };

/** Checks what the real derivation checks, and then takes no time. */
export const fastDerive: DerivePasswordKey = async (password, parameters, salt) => {
  checkKdf(parameters);
  return hkdf(passwordBytes(password), new TextEncoder().encode(JSON.stringify(parameters)), salt);
};
