import type { Randomness } from '../../src-main/crypto/primitives.ts';
import { hkdf } from '../../src-main/crypto/primitives.ts';

/** Random bytes that are the same at every run: a stream that depends on the seed and on how much was drawn before. */
export function fixedRandomness(seed: string): Randomness {
  const key = new TextEncoder().encode(seed);
  let drawn = 0;
  return (bytes) => {
    const blocks = Array.from({ length: Math.ceil(bytes / 32) }, () => {
      drawn += 1;
      return hkdf(key, new TextEncoder().encode(`block ${drawn}`));
    });
    return new Uint8Array(Buffer.concat(blocks).subarray(0, bytes));
  };
}
