/** A variant: the only place where a value carries its own type. */
export interface Variant {
  readonly signature: string;
  readonly value: unknown;
}

/** One complete type of a signature; `a{sv}` is an array of a dict entry of a string and a variant. */
export interface Type {
  readonly code: string;
  readonly children: readonly Type[];
}

/** What a peer sent, or was to be sent, that the protocol doesn't allow. */
export class ProtocolError extends Error {
  override readonly name = 'ProtocolError';
}

const basic = 'ybnqiuxtdsog';
const maxSignatureBytes = 255;
/** The specification's own bounds are 32 arrays and 32 structs; nothing that we talk to comes near. */
const maxDepth = 16;

/** The types that a signature is made of. Throws ProtocolError. */
export function parseSignature(signature: string): Type[] {
  if (signature.length > maxSignatureBytes) throw new ProtocolError('a signature is too long');
  const types: Type[] = [];
  for (let at = 0; at < signature.length;) {
    const [type, next] = typeAt(signature, at, 0);
    types.push(type);
    at = next;
  }
  return types;
}

/** The one type of this signature. Throws ProtocolError where there are none or more. */
export function parseOneType(signature: string): Type {
  const [type, ...more] = parseSignature(signature);
  if (type === undefined || more.length > 0) throw new ProtocolError('a variant has one type');
  return type;
}

function typeAt(signature: string, at: number, depth: number): [Type, number] {
  const code = signature[at];
  if (code === undefined) throw new ProtocolError('a signature ends too early');
  if (depth > maxDepth) throw new ProtocolError('a signature is nested too deeply');
  if (basic.includes(code) || code === 'v') return [{ code, children: [] }, at + 1];
  if (code === 'a') {
    const [child, next] = signature[at + 1] === '{' ? entryAt(signature, at + 1, depth + 1) : typeAt(signature, at + 1, depth + 1);
    return [{ code, children: [child] }, next];
  }
  if (code !== '(') throw new ProtocolError('a signature names a type that there is not');
  const children: Type[] = [];
  let next = at + 1;
  while (signature[next] !== ')') {
    const [child, after] = typeAt(signature, next, depth + 1);
    children.push(child);
    next = after;
  }
  if (children.length === 0) throw new ProtocolError('a struct is empty');
  return [{ code, children }, next + 1];
}

function entryAt(signature: string, at: number, depth: number): [Type, number] {
  const [key, afterKey] = typeAt(signature, at + 1, depth + 1);
  if (!basic.includes(key.code)) throw new ProtocolError('a dictionary has a key that is none');
  const [value, afterValue] = typeAt(signature, afterKey, depth + 1);
  if (signature[afterValue] !== '}') throw new ProtocolError('a dictionary entry has two parts');
  return [{ code: '{', children: [key, value] }, afterValue + 1];
}

/** On which multiple of bytes, counted from the start of the message, a value of this type begins. */
export function alignmentOf(code: string): number {
  switch (code) {
    case 'y':
    case 'g':
    case 'v':
      return 1;
    case 'n':
    case 'q':
      return 2;
    case 'x':
    case 't':
    case 'd':
    case '(':
    case '{':
      return 8;
    default:
      return 4;
  }
}
