import { PatternSearch } from './pattern-search.ts';

const [lineFeed, carriageReturn] = [0x0a, 0x0d];
/** Nobody breaks encoded text earlier (60 uuencode, 64 PEM, 76 MIME). What ends sooner is a line of its own, which nobody may wait for. */
const lineMinCharacters = 60;

const isEncoded = Uint8Array.from({ length: 256 }, (_, byte) => Number(/[\w+/-]/.test(String.fromCharCode(byte))));

/**
 * Finds patterns of base64 also where the text is broken into lines. Between two of its characters one line end at most is read over,
 * so that what has to be held back stays below three times the longest pattern.
 */
export class BrokenSearch {
  readonly #search: PatternSearch;
  /** Where in the stream the last characters stood, as many as the longest pattern has. */
  readonly #places: Float64Array;
  #count = 0;
  /** Encoded characters up to here, without one that is none. */
  #run = 0;
  #afterReturn = false;

  constructor(patterns: readonly Buffer[]) {
    this.#search = new PatternSearch(patterns);
    this.#places = new Float64Array(patterns.reduce((longest, { length }) => Math.max(longest, length), 1));
  }

  /** Reads the byte at this place of the stream; where the longest pattern begins that ends with it, null for none. */
  next(byte: number, place: number): number | null {
    if (byte === lineFeed || byte === carriageReturn) {
      this.#endLine(byte);
      return null;
    }
    this.#afterReturn = false;
    this.#run = isEncoded[byte] === 1 ? this.#run + 1 : 0;
    this.#places[this.#count % this.#places.length] = place;
    this.#count += 1;
    const length = this.#search.next(byte);
    return length === 0 ? null : this.#placeOf(length);
  }

  /** From where on what was read up to `end` may still become part of a find. */
  openFrom(end: number): number {
    return this.#search.depth === 0 ? end : this.#placeOf(this.#search.depth);
  }

  #endLine(byte: number): void {
    const isBreak = this.#run >= lineMinCharacters || (byte === lineFeed && this.#afterReturn);
    this.#afterReturn = isBreak && byte === carriageReturn;
    this.#run = 0;
    if (!isBreak) this.#search.restart();
  }

  /** Of the character so many back. */
  #placeOf(back: number): number {
    return this.#places[(this.#count - back) % this.#places.length] ?? 0;
  }
}
