import { joined } from './primitives.ts';

// The data types of RFC 4251, section 5.

export const uint32 = (value: number): Uint8Array => Uint8Array.of(value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255);

/** A string: its length, then its bytes. */
export const field = (bytes: Uint8Array): Uint8Array => joined(uint32(bytes.length), bytes);
export const text = (value: string): Uint8Array => field(new TextEncoder().encode(value));

/** A positive number from its magnitude, the highest byte first. */
export function mpint(magnitude: Uint8Array): Uint8Array {
  const start = magnitude.findIndex((byte) => byte !== 0);
  const plain = start < 0 ? new Uint8Array() : magnitude.subarray(start);
  // A set highest bit would make it negative.
  return field((plain[0] ?? 0) > 127 ? joined(Uint8Array.of(0), plain) : plain);
}

/** Reads what the writers above have written. Throws RangeError where the bytes end before a value does. */
export class SshReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  take(length: number): Uint8Array {
    if (length > this.#bytes.length - this.#at) throw new RangeError('the key ends too early');
    const taken = this.#bytes.subarray(this.#at, this.#at + length);
    this.#at += length;
    return taken;
  }

  uint32(): number {
    return this.take(4).reduce((value, byte) => value * 256 + byte, 0);
  }

  field(): Uint8Array {
    return this.take(this.uint32());
  }

  text(): string {
    return new TextDecoder('utf-8', { fatal: true }).decode(this.field());
  }
}
