/** One element of a binding; numbers are written in decimal, null differs from every text. */
export type BindingPart = string | number | Uint8Array | null;

const formatVersion = 'strongroom/v1';
const encoder = new TextEncoder();

/**
 * The unambiguous byte string that HKDF infos, associated data and signed messages are made of: a list of parts, each a
 * kind byte (0 null, 1 text or number, 2 bytes) and its length as 32 bits big-endian, beginning with version, label and owner.
 */
export function bindingOf(label: string, ownerId: string, ...parts: readonly BindingPart[]): Uint8Array {
  return Buffer.concat([formatVersion, label, ownerId, ...parts].flatMap(encodePart));
}

function encodePart(part: BindingPart): Uint8Array[] {
  const [kind, body] = part === null ? [0, new Uint8Array()] : part instanceof Uint8Array ? [2, part] : [1, encoder.encode(String(part))];
  const head = Buffer.alloc(5);
  head.writeUInt8(kind, 0);
  head.writeUInt32BE(body.length, 1);
  return [head, body];
}
