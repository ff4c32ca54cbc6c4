import { useEffect, useState } from 'react';
import type { ItemSummary } from '../../../src-shared/items.ts';
import type { Tile } from '../../../src-shared/models.ts';
import type { SavedSearch } from '../../../src-shared/searches.ts';
import { call } from '../../api.ts';

const itemsShown = 12;
const recentsShown = 6;

interface Sources {
  readonly recents: readonly ItemSummary[];
  readonly people: readonly Tile[];
  readonly searches: readonly SavedSearch[];
}

const nothing: Sources = { recents: [], people: [], searches: [] };

/** What is asked for once, when the palette opens. What can't be had is left out: the rest works without it. */
export function useSources(ownId: string): Sources {
  const [sources, setSources] = useState(nothing);
  useEffect(() => {
    let current = true;
    const add = (part: Partial<Sources>): void => {
      if (current) setSources((before) => ({ ...before, ...part }));
    };
    const left = (): void => undefined;
    call('items.recents').then(({ rows }) => add({ recents: rows.slice(0, recentsShown) }), left);
    call('accounts.tiles', { search: '' }).then(({ tiles }) => add({ people: tiles.filter(({ id }) => id !== ownId) }), left);
    call('searches.list').then(({ searches }) => add({ searches }), left);
    return () => {
      current = false;
    };
  }, [ownId]);
  return sources;
}

/** The items that fit best, found by the keeper; those of before stay until the answer is there. */
export function useFoundItems(query: string): { readonly items: readonly ItemSummary[]; readonly settled: boolean } {
  const [found, setFound] = useState<{ readonly query: string; readonly items: readonly ItemSummary[] }>({ query: '', items: [] });
  const search = query.trim();
  useEffect(() => {
    if (search === '') return undefined;
    let current = true;
    call('items.list', { view: { type: 'all' }, search, sort: 'match', offset: 0, limit: itemsShown }).then(
      ({ rows }) => current && setFound({ query: search, items: rows }),
      () => current && setFound({ query: search, items: [] }),
    );
    return () => {
      current = false;
    };
  }, [search]);
  return search === '' ? { items: [], settled: true } : { items: found.items, settled: found.query === search };
}
