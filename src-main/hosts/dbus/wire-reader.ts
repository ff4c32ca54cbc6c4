import { alignmentOf, parseOneType, parseSignature, ProtocolError, type Type, type Variant } from './signature.ts';

const decoder = new TextDecoder('utf-8', { fatal: true });
/** Of variants within variants; a signature bounds only its own depth. */
const maxVariants = 16;

/**
 * Bytes of a peer as values, of the kinds that WireWriter takes; dictionaries come as Maps.
 * SECURITY: whatever the bytes say, it reads none outside of them and throws nothing but ProtocolError.
 */
export class WireReader {
  readonly #bytes: Buffer;
  readonly #little: boolean;
  #at: number;
  #variants = 0;

  constructor(bytes: Buffer, little: boolean, at = 0) {
    this.#bytes = bytes;
    this.#little = little;
    this.#at = at;
  }

  get at(): number {
    return this.#at;
  }

  align(to: number): void {
    this.#take((to - (this.#at % to)) % to);
  }

  readAll(signature: string): unknown[] {
    return parseSignature(signature).map((type) => this.#read(type));
  }

  /** Where the next so many bytes begin; the reading goes on behind them. */
  #take(count: number): number {
    const at = this.#at;
    if (at + count > this.#bytes.length) throw new ProtocolError('a message ends too early');
    this.#at = at + count;
    return at;
  }

  #read(type: Type): unknown {
    this.align(alignmentOf(type.code));
    switch (type.code) {
      case 'b':
        return this.#boolean();
      case 's':
      case 'o':
        return this.#text(this.#unsigned());
      case 'g':
        return this.#text(this.#number('y') as number);
      case 'v':
        return this.#variant();
      case 'a':
        return this.#array(type);
      case '(':
      case '{':
        return type.children.map((child) => this.#read(child));
      default:
        return this.#number(type.code);
    }
  }

  #unsigned(): number {
    const at = this.#take(4);
    return this.#little ? this.#bytes.readUInt32LE(at) : this.#bytes.readUInt32BE(at);
  }

  #number(code: string): number | bigint {
    const [bytes, little] = [this.#bytes, this.#little];
    switch (code) {
      case 'y':
        return bytes.readUInt8(this.#take(1));
      case 'n':
        return little ? bytes.readInt16LE(this.#take(2)) : bytes.readInt16BE(this.#take(2));
      case 'q':
        return little ? bytes.readUInt16LE(this.#take(2)) : bytes.readUInt16BE(this.#take(2));
      case 'i':
        return little ? bytes.readInt32LE(this.#take(4)) : bytes.readInt32BE(this.#take(4));
      case 'x':
        return little ? bytes.readBigInt64LE(this.#take(8)) : bytes.readBigInt64BE(this.#take(8));
      case 't':
        return little ? bytes.readBigUInt64LE(this.#take(8)) : bytes.readBigUInt64BE(this.#take(8));
      case 'd':
        return little ? bytes.readDoubleLE(this.#take(8)) : bytes.readDoubleBE(this.#take(8));
      default:
        return this.#unsigned();
    }
  }

  #boolean(): boolean {
    const value = this.#unsigned();
    if (value > 1) throw new ProtocolError('a boolean is neither');
    return value === 1;
  }

  #text(length: number): string {
    const at = this.#take(length + 1);
    const bytes = this.#bytes.subarray(at, at + length);
    if (this.#bytes[at + length] !== 0 || bytes.includes(0)) throw new ProtocolError('a text does not end where it says');
    try {
      return decoder.decode(bytes);
    } catch {
      throw new ProtocolError('a text is not UTF-8');
    }
  }

  #variant(): Variant {
    this.#variants += 1;
    if (this.#variants > maxVariants) throw new ProtocolError('variants are nested too deeply');
    const signature = this.#text(this.#number('y') as number);
    const value = this.#read(parseOneType(signature));
    this.#variants -= 1;
    return { signature, value };
  }

  #array({ children: [child] }: Type): unknown {
    if (child === undefined) throw new ProtocolError('an array has a type');
    const length = this.#unsigned();
    this.align(alignmentOf(child.code));
    const begin = this.#at;
    const end = begin + length;
    if (end > this.#bytes.length) throw new ProtocolError('an array is longer than its message');
    if (child.code === 'y') return new Uint8Array(this.#bytes.subarray(this.#take(length), end));
    const values: unknown[] = [];
    while (this.#at < end) values.push(this.#read(child));
    if (this.#at !== end) throw new ProtocolError('an array does not end where it says');
    return child.code === '{' ? new Map(values as [unknown, unknown][]) : values;
  }
}
