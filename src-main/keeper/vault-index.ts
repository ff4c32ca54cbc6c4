import { z } from 'zod';
import { AppError } from '../../src-shared/errors.ts';
import { type ItemSummary, itemSummarySchema } from '../../src-shared/items.ts';
import { timeSchema } from '../../src-shared/models.ts';
import { isRecord, type RecordEntry, recordEntrySchema, RecordIndex } from './record-index.ts';

/** What the index holds of one item. */
export interface ItemEntry {
  readonly summary: ItemSummary;
  /** The tag of the one secret blob that belongs to this revision; base64. */
  readonly secretTag: string;
  /** Field id → keyed fingerprint of a hidden value, so that reuse is found without opening anything. */
  readonly fingerprints: Readonly<Record<string, string>>;
  /**
   * Field id → when its hidden value became what it is (epoch milliseconds), and how strong it was found (0 to 4; null: nobody has
   * looked). `known`: it is one of those that everybody tries first. Empty for an item that was last written before this was kept.
   */
  readonly values: Readonly<
    Record<string, { readonly changedAt: number; readonly strength: number | null; readonly known?: true | undefined }>
  >;
  /** What it has that the summary doesn't tell; undefined for an item that was last written before this was kept, until Health looks. */
  readonly holds?: readonly ('totp' | 'note')[] | undefined;
}

export type IndexEntry = ItemEntry | RecordEntry;

/** What one commit does to the index. */
export interface IndexChange {
  readonly upserts: readonly IndexEntry[];
  readonly removals: readonly string[];
}

const valueSchema = z.strictObject({
  changedAt: timeSchema,
  strength: z.number().int().min(0).max(4).nullable(),
  known: z.literal(true).optional(),
});

const itemEntrySchema: z.ZodType<ItemEntry> = z.strictObject({
  summary: itemSummarySchema,
  secretTag: z.string(),
  fingerprints: z.record(z.string(), z.string()),
  values: z.record(z.string(), valueSchema).default({}),
  holds: z.array(z.enum(['totp', 'note'])).optional(),
});

export const indexEntrySchema: z.ZodType<IndexEntry> = z.union([itemEntrySchema, recordEntrySchema]);

/** A summary as it is sealed: without what isn't set, which is most of what an item may have. */
export function sealedSummary({ askBeforeUse, service, links, attachmentCount, rotatingSince, ...rest }: ItemSummary): object {
  return {
    ...rest,
    ...(askBeforeUse ? { askBeforeUse } : {}),
    ...(service === null ? {} : { service }),
    ...(links.length > 0 ? { links } : {}),
    ...(attachmentCount > 0 ? { attachmentCount } : {}),
    ...(rotatingSince === null ? {} : { rotatingSince }),
  };
}

export function sealedEntry(entry: IndexEntry): object {
  if (isRecord(entry)) return entry;
  const { values, summary, ...rest } = entry;
  return {
    ...rest,
    summary: sealedSummary(summary),
    ...(Object.keys(values).length > 0 ? { values } : {}),
  };
}

/**
 * What the format of entries is called now: 2 came with records and items that ask, 3 with links, services, attachments, rotation and
 * the age of values. All are read; an app that knows less calls it newer instead of damaged.
 */
export const entriesVersion = 3;
export const entriesVersions = z.union([z.literal(1), z.literal(2), z.literal(entriesVersion)]);

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
