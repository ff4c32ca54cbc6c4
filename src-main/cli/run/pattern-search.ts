const none = -1;

/**
 * Finds any of many byte patterns in a stream, byte by byte (Aho and Corasick, 1975). State 0 is the root; a state's depth is the
 * length of the longest end of what was read that begins a pattern.
 */
export class PatternSearch {
  readonly #byte: Uint8Array;
  readonly #firstChild: Int32Array;
  readonly #sibling: Int32Array;
  readonly #fallback: Int32Array;
  readonly #depth: Int32Array;
  /** Length of the longest pattern that ends here; 0 for none. */
  readonly #ends: Int32Array;
  readonly #fromRoot = new Int32Array(256).fill(0);
  #states = 1;
  #state = 0;

  constructor(patterns: readonly Buffer[]) {
    const most = 1 + patterns.reduce((sum, { length }) => sum + length, 0);
    this.#byte = new Uint8Array(most);
    this.#firstChild = new Int32Array(most).fill(none);
    this.#sibling = new Int32Array(most).fill(none);
    this.#fallback = new Int32Array(most);
    this.#depth = new Int32Array(most);
    this.#ends = new Int32Array(most);
    for (const pattern of patterns) this.#add(pattern);
    this.#linkFallbacks();
  }

  /** How much of what was read may still become part of a find. */
  get depth(): number {
    return this.#depth[this.#state] ?? 0;
  }

  /** What was read so far is part of nothing any more. */
  restart(): void {
    this.#state = 0;
  }

  /** Reads one byte; the length of the longest pattern that ends with it, 0 for none. */
  next(byte: number): number {
    let state = this.#state;
    let to = this.#child(state, byte);
    while (to === none && state !== 0) {
      state = this.#fallback[state] ?? 0;
      to = this.#child(state, byte);
    }
    this.#state = to === none ? 0 : to;
    return this.#ends[this.#state] ?? 0;
  }

  #child(state: number, byte: number): number {
    if (state === 0) return (this.#fromRoot[byte] ?? 0) || none;
    let child = this.#firstChild[state] ?? none;
    while (child !== none && this.#byte[child] !== byte) child = this.#sibling[child] ?? none;
    return child;
  }

  #add(pattern: Buffer): void {
    let state = 0;
    for (const byte of pattern) {
      const known = this.#child(state, byte);
      state = known === none ? this.#grow(state, byte) : known;
    }
    this.#ends[state] = pattern.length;
  }

  #grow(parent: number, byte: number): number {
    const state = this.#states;
    this.#states += 1;
    this.#byte[state] = byte;
    this.#depth[state] = (this.#depth[parent] ?? 0) + 1;
    this.#sibling[state] = this.#firstChild[parent] ?? none;
    this.#firstChild[parent] = state;
    if (parent === 0) this.#fromRoot[byte] = state;
    return state;
  }

  /** Level by level, since a fallback is always less deep. */
  #linkFallbacks(): void {
    const queue = new Int32Array(this.#states);
    let last = 1;
    for (let first = 0; first < last; first += 1) {
      const parent = queue[first] ?? 0;
      for (let child = this.#firstChild[parent] ?? none; child !== none; child = this.#sibling[child] ?? none) {
        queue[last] = child;
        last += 1;
        if (parent !== 0) this.#link(parent, child);
      }
    }
  }

  #link(parent: number, child: number): void {
    const byte = this.#byte[child] ?? 0;
    let state = this.#fallback[parent] ?? 0;
    let to = this.#child(state, byte);
    while (to === none && state !== 0) {
      state = this.#fallback[state] ?? 0;
      to = this.#child(state, byte);
    }
    const fallback = to === none ? 0 : to;
    this.#fallback[child] = fallback;
    this.#ends[child] ||= this.#ends[fallback] ?? 0;
  }
}
