import { create } from 'zustand';
import type { ItemView } from '../../src-shared/items.ts';

export type Page = 'vault' | 'health' | 'activity' | 'preferences' | 'administration';

/** What can be asked of the vault from another page, done as soon as it shows. */
export type VaultWish =
  | { readonly name: 'search' | 'newItem' | 'generator' | 'searches' }
  | { readonly name: 'item'; readonly id: string; readonly edit?: boolean }
  | { readonly name: 'view'; readonly view: ItemView; readonly search: string; readonly sort?: 'name' | 'updated' | 'created' };

interface PageStore {
  readonly page: Page;
  readonly wish: VaultWish | null;
  /** What lies over the page. */
  readonly over: 'palette' | 'shortcuts' | null;
  go(page: Page): void;
  wishFor(wish: VaultWish): void;
  wishDone(): void;
  show(over: PageStore['over']): void;
  /** As it is for whoever comes next. */
  leave(): void;
}

const first = { page: 'vault', wish: null, over: null } as const;

/** Which page an open vault's person sees. It goes with the page when the vault is locked, and never holds what was typed. */
export const usePageStore = create<PageStore>((set) => ({
  ...first,
  go: (page) => set({ page }),
  wishFor: (wish) => set({ page: 'vault', wish }),
  wishDone: () => set({ wish: null }),
  show: (over) => set({ over }),
  leave: () => set(first),
}));
