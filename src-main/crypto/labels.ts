/** One element of a binding; numbers are written in decimal, null differs from every text. */
export type BindingPart = string | number | Uint8Array | null;

const formatVersion = 'strongroom/v1';
/** Kind byte and length. */
const prefixBytes = 5;

/**
 * The unambiguous byte string that HKDF infos, associated data and signed messages are made of: a list of parts, each a
 * kind byte (0 null, 1 text or number, 2 bytes) and its length as 32 bits big-endian, beginning with version, label and owner.
 */
export function bindingOf(label: string, ownerId: string, ...parts: readonly BindingPart[]): Uint8Array {
  // In one piece of memory: a walk over the audit log makes a million of them.
  const all = [formatVersion, label, ownerId, ...parts].map((part) => (typeof part === 'number' ? String(part) : part));
  const bytes = Buffer.alloc(all.reduce((length, part) => length + prefixBytes + lengthOf(part), 0));
  let at = 0;
  for (const part of all) {
    const length = lengthOf(part);
    bytes.writeUInt8(part === null ? 0 : typeof part === 'string' ? 1 : 2, at);
    bytes.writeUInt32BE(length, at + 1);
    if (typeof part === 'string') bytes.write(part, at + prefixBytes);
    else if (part !== null) bytes.set(part, at + prefixBytes);
    at += prefixBytes + length;
  }
  return bytes;
}

const lengthOf = (part: string | Uint8Array | null): number =>
  part === null ? 0 : typeof part === 'string' ? Buffer.byteLength(part) : part.length;
