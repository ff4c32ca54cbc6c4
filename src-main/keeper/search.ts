import type { ItemCounts, ItemKind, ItemPage, ItemQuery, ItemSummary, ItemView } from '../../src-shared/items.ts';
import { limits } from '../../src-shared/limits.ts';
import { parseSearch } from '../../src-shared/search.ts';
import { reusedFingerprints } from './health.ts';
import { fitsSearch, inView, rankOf, type Row, rowOf } from './search-fit.ts';
import type { Verdict } from './strength.ts';
import type { VaultIndex } from './vault-index.ts';

type Order = Exclude<ItemQuery['sort'], 'match'>;

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });
const byName = (a: ItemSummary, b: ItemSummary): number => collator.compare(a.name, b.name) || a.createdAt - b.createdAt;

const orders: Readonly<Record<Order, (a: ItemSummary, b: ItemSummary) => number>> = {
  name: byName,
  updated: (a, b) => b.updatedAt - a.updatedAt || byName(a, b),
  created: (a, b) => b.createdAt - a.createdAt || byName(a, b),
};

/** Finds and orders summaries; what one version of the index needs once is worked out once. */
export class Search {
  readonly #index: VaultIndex;
  #version = -1;
  readonly #sorted = new Map<Order, readonly Row[]>();
  /** At a window, and elsewhere. */
  readonly #reused = new Map<boolean, ReadonlySet<string>>();
  /** Ids of the items that were opened last, the latest first. They go with the keeper. */
  #recent: readonly string[] = [];

  constructor(index: VaultIndex) {
    this.#index = index;
  }

  /**
   * One page of what fits view and search, and how many there are. `now` in epoch milliseconds; `verdicts`: what was found of values,
   * by fingerprint, that the index doesn't hold yet.
   * SECURITY: away from a window nothing is said of the values of items that ask each time, or a program could try values on them.
   */
  list(
    { view, search, sort, offset, limit }: ItemQuery,
    now: number,
    {
      atWindow = true,
      verdicts = new Map(),
    }: { readonly atWindow?: boolean | undefined; readonly verdicts?: ReadonlyMap<string, Verdict> } = {},
  ): ItemPage {
    const parsed = parseSearch(search);
    const thrown = parsed.terms.some((term) => term.type === 'is' && term.flag === 'trashed' && !term.not);
    const mayJudge = ({ askBeforeUse }: ItemSummary): boolean => atWindow || !askBeforeUse;
    const fits = fitsSearch(parsed, { now, verdicts, reused: () => this.#reusedNow(atWindow), mayJudge });
    const rows = view.type === 'recent' ? this.#recentRows() : this.#rows(sort === 'match' ? 'name' : sort);
    const found = rows.filter((row) => inView(row.summary, view, now, thrown) && fits(row));
    const first = parsed.terms.find((term) => term.type === 'word' && !term.not);
    const ordered = sort === 'match' && first?.type === 'word' ? bestFirst(found, first.text) : found;
    return { total: found.length, rows: ordered.slice(offset, offset + limit).map((row) => row.summary) };
  }

  /** Puts an item first among those that were opened last; null forgets them. Throws notFound. */
  noteOpened(id: string | null): void {
    if (id === null) {
      this.#recent = [];
      return;
    }
    this.#index.get(id);
    this.#recent = [id, ...this.#recent.filter((other) => other !== id)].slice(0, limits.recentItemsMax);
  }

  counts(now: number): ItemCounts {
    const count = (view: ItemView): number => this.#rows('name').filter(({ summary }) => inView(summary, view, now)).length;
    const live = this.#rows('name').filter(({ summary }) => summary.trashedAt === null);
    const kinds: Partial<Record<ItemKind, number>> = {};
    const tags = new Map<string, number>();
    for (const { summary } of live) {
      kinds[summary.kind] = (kinds[summary.kind] ?? 0) + 1;
      for (const tag of summary.tags) tags.set(tag, (tags.get(tag) ?? 0) + 1);
    }
    return {
      all: live.length,
      favourites: count({ type: 'favourites' }),
      expiring: count({ type: 'expiring' }),
      trash: count({ type: 'trash' }),
      kinds,
      tags: [...tags].map(([tag, number]) => ({ tag, count: number })).toSorted((a, b) => collator.compare(a.tag, b.tag)),
    };
  }

  /** The first name of the form "name 2" that no item has yet. */
  freeName(name: string): string {
    const taken = new Set([...this.#index.entries()].map(({ summary }) => summary.name));
    const numbered = / \d+$/.exec(name);
    const before = name.slice(0, numbered?.index);
    // "Server 2024" is a name of its own unless there is a "Server" that it could be the copy of.
    const stem = taken.has(before) ? before : name;
    for (let number = 2; ; number += 1) {
      const candidate = `${stem.slice(0, limits.itemNameMaxCharacters - 7)} ${number}`;
      if (!taken.has(candidate)) return candidate;
    }
  }

  #refresh(): void {
    if (this.#version === this.#index.version) return;
    this.#sorted.clear();
    this.#reused.clear();
    this.#version = this.#index.version;
  }

  #rows(sort: Order): readonly Row[] {
    this.#refresh();
    const ready = this.#sorted.get(sort);
    if (ready !== undefined) return ready;
    const [other] = this.#sorted.values();
    const rows = (other ?? [...this.#index.entries()].map(rowOf)).toSorted((a, b) => orders[sort](a.summary, b.summary));
    this.#sorted.set(sort, rows);
    return rows;
  }

  #recentRows(): readonly Row[] {
    return this.#recent.flatMap((id) => {
      const entry = this.#index.find(id);
      return entry === undefined ? [] : [rowOf(entry)];
    });
  }

  /** The fingerprints that more than one item has outside the trash. */
  #reusedNow(atWindow: boolean): ReadonlySet<string> {
    this.#refresh();
    const known = this.#reused.get(atWindow);
    if (known !== undefined) return known;
    const judged = [...this.#index.entries()].filter(({ summary }) => atWindow || !summary.askBeforeUse);
    const reused = reusedFingerprints(judged);
    this.#reused.set(atWindow, reused);
    return reused;
  }
}

/** Those whose name begins with it before those that have it within; else in the order they come. */
function bestFirst(rows: readonly Row[], text: string): Row[] {
  const ranked = rows.map((row) => ({ row, rank: rankOf(row, text) }));
  return ranked.toSorted((a, b) => a.rank - b.rank).map(({ row }) => row);
}
