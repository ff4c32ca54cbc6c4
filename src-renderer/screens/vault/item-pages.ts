import type { ItemPage, ItemSummary } from '../../../src-shared/items.ts';

export const pageRows = 200;

/** The part of a long list that has arrived: page number → rows. */
export interface ItemPages {
  readonly total: number;
  readonly pages: ReadonlyMap<number, readonly ItemSummary[]>;
}

export const noPages: ItemPages = { total: 0, pages: new Map() };

/** The list with a page that arrived; `fresh` drops what was there before. */
export function withPage(before: ItemPages, page: number, { total, rows }: ItemPage, fresh: boolean): ItemPages {
  const pages = new Map(fresh ? [] : before.pages);
  pages.set(page, rows);
  return { total, pages };
}

export const rowAt = ({ pages }: ItemPages, index: number): ItemSummary | undefined =>
  pages.get(Math.floor(index / pageRows))?.[index % pageRows];

/** Where an item stands among the rows that have arrived, or -1. */
export function indexOf({ pages }: ItemPages, id: string | null): number {
  if (id === null) return -1;
  for (const [page, rows] of pages) {
    const at = rows.findIndex((row) => row.id === id);
    if (at >= 0) return page * pageRows + at;
  }
  return -1;
}

/** The pages that hold the rows from `first` to `last`, both included. */
export function pagesOf(first: number, last: number): readonly number[] {
  const from = Math.floor(Math.max(first, 0) / pageRows);
  const to = Math.floor(Math.max(last, 0) / pageRows);
  return Array.from({ length: to - from + 1 }, (_, at) => from + at);
}

/** The id of the row after an item, or before it at the end; null where there is none. */
export function neighbourOf(pages: ItemPages, id: string): string | null {
  const at = indexOf(pages, id);
  if (at < 0) return null;
  return (rowAt(pages, at + 1) ?? rowAt(pages, at - 1))?.id ?? null;
}
