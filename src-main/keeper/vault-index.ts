import { z } from 'zod';
import { AppError } from '../../src-shared/errors.ts';
import { type ItemSummary, itemSummarySchema } from '../../src-shared/items.ts';

/** What the index holds of one item. */
export interface IndexEntry {
  readonly summary: ItemSummary;
  /** The tag of the one secret blob that belongs to this revision; base64. */
  readonly secretTag: string;
  /** Field id → keyed fingerprint of a hidden value, so that reuse is found without opening anything. */
  readonly fingerprints: Readonly<Record<string, string>>;
}

/** What one commit does to the index. */
export interface IndexChange {
  readonly upserts: readonly IndexEntry[];
  readonly removals: readonly string[];
}

export const indexEntrySchema: z.ZodType<IndexEntry> = z.strictObject({
  summary: itemSummarySchema,
  secretTag: z.string(),
  fingerprints: z.record(z.string(), z.string()),
});

/** All summaries of one vault, and which items were deleted for good. */
export class VaultIndex {
  readonly #entries = new Map<string, IndexEntry>();
  readonly #tombstones = new Set<string>();
  #version = 0;

  /** Counts up with every change; what was derived from an older version is stale. */
  get version(): number {
    return this.#version;
  }

  get size(): number {
    return this.#entries.size;
  }

  entries(): IterableIterator<IndexEntry> {
    return this.#entries.values();
  }

  tombstones(): IterableIterator<string> {
    return this.#tombstones.values();
  }

  /** Whether an item has or had this id. */
  knows(id: string): boolean {
    return this.#entries.has(id) || this.#tombstones.has(id);
  }

  /** Throws notFound. */
  get(id: string): IndexEntry {
    const entry = this.#entries.get(id);
    if (entry === undefined) throw new AppError('notFound', { what: 'item' });
    return entry;
  }

  apply({ upserts, removals }: IndexChange): void {
    for (const entry of upserts) this.#entries.set(entry.summary.id, entry);
    for (const id of removals) {
      this.#entries.delete(id);
      this.#tombstones.add(id);
    }
    this.#version += 1;
  }
}
