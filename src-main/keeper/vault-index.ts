import { z } from 'zod';
import { AppError } from '../../src-shared/errors.ts';
import { type ItemSummary, itemSummarySchema } from '../../src-shared/items.ts';
import { isRecord, type RecordEntry, recordEntrySchema, RecordIndex } from './record-index.ts';

/** What the index holds of one item. */
export interface ItemEntry {
  readonly summary: ItemSummary;
  /** The tag of the one secret blob that belongs to this revision; base64. */
  readonly secretTag: string;
  /** Field id → keyed fingerprint of a hidden value, so that reuse is found without opening anything. */
  readonly fingerprints: Readonly<Record<string, string>>;
}

export type IndexEntry = ItemEntry | RecordEntry;

/** What one commit does to the index. */
export interface IndexChange {
  readonly upserts: readonly IndexEntry[];
  readonly removals: readonly string[];
}

const itemEntrySchema: z.ZodType<ItemEntry> = z.strictObject({
  summary: itemSummarySchema,
  secretTag: z.string(),
  fingerprints: z.record(z.string(), z.string()),
});

export const indexEntrySchema: z.ZodType<IndexEntry> = z.union([itemEntrySchema, recordEntrySchema]);

/** A summary as it is sealed: without a flag that isn't set, so that what says nothing new is written byte for byte as ever. */
export function sealedSummary(summary: ItemSummary): object {
  const { askBeforeUse, ...rest } = summary;
  return askBeforeUse ? summary : rest;
}

export const sealedEntry = (entry: IndexEntry): object => (isRecord(entry) ? entry : { ...entry, summary: sealedSummary(entry.summary) });

/**
 * What holds a record, or an item that asks before it is used, says so by this version: an app that knows neither calls it newer
 * instead of damaged. Everything else is written as ever.
 */
export const versionWithRecords = 2;
export const versionOf = (entries: readonly IndexEntry[]): number =>
  entries.some((entry) => isRecord(entry) || entry.summary.askBeforeUse) ? versionWithRecords : 1;

/** All summaries of one vault, and which items and records were deleted for good. */
export class VaultIndex {
  /** Programs' data and the app's own notes, beside the items. */
  readonly records = new RecordIndex();
  readonly #items = new Map<string, ItemEntry>();
  readonly #tombstones = new Set<string>();
  #version = 0;

  /** Counts up with every change; what was derived from an older version is stale. */
  get version(): number {
    return this.#version;
  }

  /** Of items and records together. */
  get size(): number {
    return this.#items.size + this.records.size;
  }

  /** The items. */
  entries(): IterableIterator<ItemEntry> {
    return this.#items.values();
  }

  /** Items, then records. */
  all(): IndexEntry[] {
    return [...this.#items.values(), ...this.records.entries()];
  }

  tombstones(): IterableIterator<string> {
    return this.#tombstones.values();
  }

  /** Whether an item or record has or had this id. */
  knows(id: string): boolean {
    return this.#items.has(id) || this.records.has(id) || this.#tombstones.has(id);
  }

  find(id: string): ItemEntry | undefined {
    return this.#items.get(id);
  }

  /** Throws notFound, for a record's id too. */
  get(id: string): ItemEntry {
    const entry = this.find(id);
    if (entry === undefined) throw new AppError('notFound', { what: 'item' });
    return entry;
  }

  apply({ upserts, removals }: IndexChange): void {
    for (const entry of upserts) {
      if (isRecord(entry)) this.records.set(entry);
      else this.#items.set(entry.summary.id, entry);
    }
    for (const id of removals) {
      this.#items.delete(id);
      this.records.delete(id);
      this.#tombstones.add(id);
    }
    this.#version += 1;
  }
}
