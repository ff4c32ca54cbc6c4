import { z } from 'zod';
import { AppError } from '../../src-shared/errors.ts';
import { idSchema, timeSchema } from '../../src-shared/models.ts';

const recordSummarySchema = z.strictObject({
  id: idSchema,
  revision: z.number().int().positive(),
  record: z.strictObject({ collection: z.string(), key: z.string() }),
  createdAt: timeSchema,
  updatedAt: timeSchema,
});

/** What stands for a record in the index; its value lies under a seal of its own. */
export type RecordSummary = z.infer<typeof recordSummarySchema>;

/** What the index holds of one record. */
export interface RecordEntry {
  readonly summary: RecordSummary;
  /** The tag of the one value blob that belongs to this revision; base64. */
  readonly secretTag: string;
}

export const recordEntrySchema: z.ZodType<RecordEntry> = z.strictObject({ summary: recordSummarySchema, secretTag: z.string() });

export const isRecord = (entry: { readonly summary: object }): entry is RecordEntry => 'record' in entry.summary;

const byKey = (a: RecordSummary, b: RecordSummary): number => (a.record.key < b.record.key ? -1 : 1);

/** The records of one vault, by id and by collection and key. */
export class RecordIndex {
  readonly #byId = new Map<string, RecordEntry>();
  /** Collection → key → id. */
  readonly #collections = new Map<string, Map<string, string>>();

  get size(): number {
    return this.#byId.size;
  }

  entries(): IterableIterator<RecordEntry> {
    return this.#byId.values();
  }

  has(id: string): boolean {
    return this.#byId.has(id);
  }

  /** Throws notFound, for an item's id too. */
  get(id: string): RecordEntry {
    const entry = this.#byId.get(id);
    if (entry === undefined) throw new AppError('notFound', { what: 'record' });
    return entry;
  }

  find(collection: string, key: string): RecordSummary | null {
    const id = this.#collections.get(collection)?.get(key);
    return id === undefined ? null : this.get(id).summary;
  }

  /** In the order of their keys. */
  list(collection: string): RecordSummary[] {
    const ids = [...(this.#collections.get(collection)?.values() ?? [])];
    return ids.map((id) => this.get(id).summary).toSorted(byKey);
  }

  /** Every collection that has a record, in the order of their names, and how many it has. */
  collections(): { collection: string; count: number }[] {
    const counted = [...this.#collections].map(([collection, keys]) => ({ collection, count: keys.size }));
    return counted.toSorted((a, b) => (a.collection < b.collection ? -1 : 1));
  }

  set(entry: RecordEntry): void {
    const { id, record } = entry.summary;
    this.#byId.set(id, entry);
    const keys = this.#collections.get(record.collection) ?? new Map<string, string>();
    this.#collections.set(record.collection, keys.set(record.key, id));
  }

  /** Where it has none of this id there is nothing to do. */
  delete(id: string): void {
    const entry = this.#byId.get(id);
    if (entry === undefined) return;
    const { collection, key } = entry.summary.record;
    this.#byId.delete(id);
    const keys = this.#collections.get(collection);
    keys?.delete(key);
    if (keys?.size === 0) this.#collections.delete(collection);
  }
}
