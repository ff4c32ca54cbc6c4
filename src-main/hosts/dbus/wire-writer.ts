import { alignmentOf, parseOneType, parseSignature, ProtocolError, type Type, type Variant } from './signature.ts';

/**
 * Values as bytes, little-endian. Numbers for y, n, q, i, u and d; bigints for x and t; strings for s, o and g; arrays for a and structs,
 * bytes (a Uint8Array) for ay; pairs for a{…}; Variant for v. Throws ProtocolError for what doesn't fit its type.
 */
export class WireWriter {
  readonly #parts: Buffer[] = [];
  #length = 0;

  get length(): number {
    return this.#length;
  }

  bytes(): Buffer {
    return Buffer.concat(this.#parts);
  }

  align(to: number): void {
    const padding = (to - (this.#length % to)) % to;
    if (padding > 0) this.#push(Buffer.alloc(padding));
  }

  writeAll(signature: string, values: readonly unknown[]): void {
    const types = parseSignature(signature);
    if (types.length !== values.length) throw new ProtocolError('a signature has as many types as there are values');
    for (const [at, type] of types.entries()) this.#write(type, values[at]);
  }

  #push(bytes: Buffer): void {
    this.#parts.push(bytes);
    this.#length += bytes.length;
  }

  #write(type: Type, value: unknown): void {
    this.align(alignmentOf(type.code));
    switch (type.code) {
      case 's':
      case 'o':
        return this.#text(value, 4);
      case 'g':
        return this.#text(value, 1);
      case 'b':
        return this.#number('u', value === true ? 1 : 0);
      case 'x':
      case 't':
        return this.#long(type.code, value);
      case 'v':
        return this.#variant(value as Variant);
      case 'a':
        return this.#array(type, value);
      case '(':
      case '{':
        for (const [at, child] of type.children.entries()) this.#write(child, (value as readonly unknown[])[at]);
        return;
      default:
        return this.#number(type.code, value);
    }
  }

  #number(code: string, value: unknown): void {
    if (typeof value !== 'number') throw new ProtocolError('a number was to be written');
    const bytes = Buffer.alloc(code === 'y' ? 1 : code === 'n' || code === 'q' ? 2 : code === 'd' ? 8 : 4);
    if (code === 'y') bytes.writeUInt8(value);
    else if (code === 'n') bytes.writeInt16LE(value);
    else if (code === 'q') bytes.writeUInt16LE(value);
    else if (code === 'i') bytes.writeInt32LE(value);
    else if (code === 'u') bytes.writeUInt32LE(value);
    else bytes.writeDoubleLE(value);
    this.#push(bytes);
  }

  #long(code: string, value: unknown): void {
    if (typeof value !== 'bigint') throw new ProtocolError('a long number was to be written');
    const bytes = Buffer.alloc(8);
    if (code === 'x') bytes.writeBigInt64LE(value);
    else bytes.writeBigUInt64LE(value);
    this.#push(bytes);
  }

  #text(value: unknown, lengthBytes: 1 | 4): void {
    if (typeof value !== 'string' || value.includes('\0')) throw new ProtocolError('a text was to be written');
    const bytes = Buffer.from(value.toWellFormed(), 'utf8');
    const head = Buffer.alloc(lengthBytes);
    head.writeUIntLE(bytes.length, 0, lengthBytes);
    this.#push(Buffer.concat([head, bytes, Buffer.alloc(1)]));
  }

  #variant({ signature, value }: Variant): void {
    this.#text(signature, 1);
    this.#write(parseOneType(signature), value);
  }

  #array({ children: [child] }: Type, value: unknown): void {
    if (child === undefined) throw new ProtocolError('an array has a type');
    const head = Buffer.alloc(4);
    this.#push(head);
    this.align(alignmentOf(child.code));
    const begin = this.#length;
    if (child.code === 'y') this.#push(Buffer.from(value as Uint8Array));
    else for (const item of value as readonly unknown[]) this.#write(child, item);
    head.writeUInt32LE(this.#length - begin);
  }
}
