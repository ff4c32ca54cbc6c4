import { hashRaw } from '@node-rs/argon2';
import type { KdfParameters } from './formats.ts';
import { keyBytes } from './primitives.ts';

// The package declares these as ambient const enums, which type-stripping can't inline.
const argon2idAlgorithm = 2;
const version13 = 1;

/** Argon2id version 0x13 (RFC 9106), 32 bytes, computed off the main thread. */
export async function argon2id(
  password: Uint8Array,
  { memoryKib, iterations, parallelism }: KdfParameters,
  salt: Uint8Array,
): Promise<Uint8Array> {
  const options = {
    algorithm: argon2idAlgorithm,
    version: version13,
    memoryCost: memoryKib,
    timeCost: iterations,
    parallelism,
    outputLen: keyBytes,
    salt,
  };
  return new Uint8Array(await hashRaw(password, options));
}
