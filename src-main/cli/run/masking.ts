import { Transform, type TransformCallback } from 'node:stream';
import { BrokenSearch } from './broken-search.ts';
import { formsOf } from './masked-forms.ts';
import { PatternSearch } from './pattern-search.ts';

const mask = Buffer.from('***');

/**
 * Replaces values in what a program writes, also where they come in pieces. Everything else passes unchanged and at once: held back
 * is only what may be the beginning of a value, so memory is bounded by the longest of them.
 */
export class Masking extends Transform {
  readonly #search: PatternSearch;
  readonly #encoded: BrokenSearch;
  /** What was read and not yet passed on; `#from` counts the bytes before it. */
  #held: Buffer = Buffer.alloc(0);
  #from = 0;
  #read = 0;
  /** What is to be masked of it, in order and apart from each other. */
  #finds: { start: number; end: number }[] = [];

  constructor(values: readonly string[]) {
    super();
    const forms = values.map(formsOf);
    this.#search = new PatternSearch(forms.flatMap(({ plain }) => plain));
    this.#encoded = new BrokenSearch(forms.flatMap(({ base64 }) => base64));
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#held = this.#held.length === 0 ? chunk : Buffer.concat([this.#held, chunk]);
    for (const byte of chunk) {
      const length = this.#search.next(byte);
      const encodedFrom = this.#encoded.next(byte, this.#read);
      this.#read += 1;
      if (length > 0) this.#found(this.#read - length, this.#read);
      if (encodedFrom !== null) this.#found(encodedFrom, this.#read);
    }
    this.#passOn(Math.min(this.#read - this.#search.depth, this.#encoded.openFrom(this.#read)));
    done();
  }

  override _flush(done: TransformCallback): void {
    this.#passOn(this.#read);
    done();
  }

  /** Finds that overlap are one. */
  #found(start: number, end: number): void {
    let from = start;
    for (let last = this.#finds.at(-1); last !== undefined && last.end > start; last = this.#finds.at(-1)) {
      from = Math.min(from, last.start);
      this.#finds.pop();
    }
    this.#finds.push({ start: from, end });
  }

  /** Everything before `until` is decided, but for a find that may still grow beyond it. */
  #passOn(until: number): void {
    let decided = until;
    const parts: Buffer[] = [];
    let at = this.#from;
    for (const { start, end } of this.#finds) {
      if (end > until) {
        decided = Math.min(decided, start);
        break;
      }
      parts.push(this.#slice(at, start), mask);
      at = end;
    }
    if (decided > at) parts.push(this.#slice(at, decided));
    const passed = Math.max(at, decided);
    this.#finds = this.#finds.filter(({ end }) => end > passed);
    this.#held = this.#held.subarray(passed - this.#from);
    this.#from = passed;
    const out = Buffer.concat(parts);
    if (out.length > 0) this.push(out);
  }

  #slice(start: number, end: number): Buffer {
    return this.#held.subarray(start - this.#from, end - this.#from);
  }
}
