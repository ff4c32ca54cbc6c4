import {
  type ItemCounts,
  type ItemKind,
  itemKinds,
  type ItemPage,
  type ItemQuery,
  type ItemSummary,
  type ItemView,
} from '../../src-shared/items.ts';
import { limits } from '../../src-shared/limits.ts';
import { assertNever } from '../../src-shared/assert-never.ts';
import type { VaultIndex } from './vault-index.ts';

interface Row {
  readonly summary: ItemSummary;
  /** Name, subtitle and tags, ready to be searched. */
  readonly haystack: string;
  readonly tags: readonly string[];
}

/** Lower case without accents, so that "cafe" finds "Café". */
const normal = (text: string): string => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });
const byName = (a: ItemSummary, b: ItemSummary): number => collator.compare(a.name, b.name) || a.createdAt - b.createdAt;

const orders: Readonly<Record<ItemQuery['sort'], (a: ItemSummary, b: ItemSummary) => number>> = {
  name: byName,
  updated: (a, b) => b.updatedAt - a.updatedAt || byName(a, b),
  created: (a, b) => b.createdAt - a.createdAt || byName(a, b),
};

const dayMilliseconds = 86_400_000;

/** Finds and orders summaries; what one version of the index needs once is worked out once. */
export class Search {
  readonly #index: VaultIndex;
  #version = -1;
  readonly #sorted = new Map<ItemQuery['sort'], readonly Row[]>();

  constructor(index: VaultIndex) {
    this.#index = index;
  }

  /** One page of what fits view and search, and how many there are. `now` in epoch milliseconds. */
  list({ view, search, sort, offset, limit }: ItemQuery, now: number): ItemPage {
    const wanted = parseSearch(search);
    const found = this.#rows(sort).filter((row) => inView(row.summary, view, now) && fits(row, wanted));
    return { total: found.length, rows: found.slice(offset, offset + limit).map((row) => row.summary) };
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

  #rows(sort: ItemQuery['sort']): readonly Row[] {
    if (this.#version !== this.#index.version) {
      this.#sorted.clear();
      this.#version = this.#index.version;
    }
    const ready = this.#sorted.get(sort);
    if (ready !== undefined) return ready;
    const [other] = this.#sorted.values();
    const rows = (other ?? [...this.#index.entries()].map(({ summary }) => rowOf(summary))).toSorted((a, b) =>
      orders[sort](a.summary, b.summary),
    );
    this.#sorted.set(sort, rows);
    return rows;
  }
}

function rowOf(summary: ItemSummary): Row {
  const tags = summary.tags.map(normal);
  return { summary, tags, haystack: normal([summary.name, summary.subtitle, ...summary.tags].join('\n')) };
}

interface Wanted {
  readonly words: readonly string[];
  readonly tags: readonly string[];
  readonly kinds: readonly string[];
}

/**
 * Words, "words in quotes", tag:x and kind:x. An operator that isn't known is a word like any other; one without a value,
 * as it stands while it is typed, narrows nothing.
 */
export function parseSearch(search: string): Wanted {
  const wanted = { words: [] as string[], tags: [] as string[], kinds: [] as string[] };
  for (const [, quoted, bare] of search.matchAll(/"([^"]*)"?|(\S+)/g)) {
    const token = normal(quoted ?? bare ?? '');
    const [, operator, value] = (bare === undefined ? null : /^(tag|kind):(.*)$/.exec(token)) ?? [];
    const list = operator === 'tag' ? wanted.tags : operator === 'kind' ? wanted.kinds : wanted.words;
    const found = operator === undefined ? token : value;
    if (found !== undefined && found !== '') list.push(found);
  }
  return wanted;
}

const kindCodes = new Map<ItemKind, string>(itemKinds.map((kind) => [kind, kind.toLowerCase()]));

const fits = ({ summary, haystack, tags }: Row, wanted: Wanted): boolean =>
  wanted.words.every((word) => haystack.includes(word)) &&
  wanted.tags.every((wantedTag) => tags.some((tag) => tag.startsWith(wantedTag))) &&
  wanted.kinds.every((kind) => kindCodes.get(summary.kind)?.startsWith(kind));

function inView(summary: ItemSummary, view: ItemView, now: number): boolean {
  if (view.type === 'trash') return summary.trashedAt !== null;
  if (summary.trashedAt !== null) return false;
  switch (view.type) {
    case 'all':
      return true;
    case 'favourites':
      return summary.favourite;
    case 'expiring':
      return summary.expiresAt !== null && summary.expiresAt < now + limits.expiringWithinDays * dayMilliseconds;
    case 'kind':
      return summary.kind === view.kind;
    case 'tag':
      return summary.tags.includes(view.tag);
    default:
      return assertNever(view);
  }
}
