/** A copy with one bit turned. */
export const flipped = (bytes: Uint8Array, bit: number): Uint8Array =>
  Uint8Array.from(bytes, (byte, at) => (at === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));

/** Every shorter beginning of some bytes, the empty one included. */
export const beginnings = (bytes: Uint8Array): Uint8Array[] => Array.from(bytes, (_, length) => bytes.slice(0, length));
