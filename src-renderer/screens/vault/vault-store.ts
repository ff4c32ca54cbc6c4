import { create } from 'zustand';
import type { ItemQuery, ItemView } from '../../../src-shared/items.ts';

interface VaultStore {
  readonly view: ItemView;
  readonly search: string;
  readonly sort: ItemQuery['sort'];
  readonly selectedId: string | null;
  showView(view: ItemView): void;
  setSearch(search: string): void;
  setSort(sort: ItemQuery['sort']): void;
  select(id: string | null): void;
}

/** Where in the vault the person is. Holds ids and words of the search only, never an item or a value. */
export const useVaultStore = create<VaultStore>((set) => ({
  view: { type: 'all' },
  search: '',
  sort: 'name',
  selectedId: null,
  showView: (view) => set({ view, search: '', selectedId: null }),
  setSearch: (search) => set({ search }),
  setSort: (sort) => set({ sort }),
  select: (selectedId) => set({ selectedId }),
}));

export const sameView = (a: ItemView, b: ItemView): boolean =>
  a.type === b.type && (a.type !== 'kind' || a.kind === (b as typeof a).kind) && (a.type !== 'tag' || a.tag === (b as typeof a).tag);
