import { create } from 'zustand';
import type { ItemView } from '../../src-shared/items.ts';

export type Page = 'vault' | 'health' | 'activity' | 'preferences' | 'administration';

/** What can be asked of the vault from another page, done as soon as it shows. */
export type VaultWish =
  | { readonly name: 'search' | 'newItem' | 'generator' | 'searches' }
  /** `expiry`: changed at the field of its expiry date. */
  | { readonly name: 'item'; readonly id: string; readonly edit?: boolean | 'expiry' }
  | { readonly name: 'view'; readonly view: ItemView; readonly search: string; readonly sort?: 'name' | 'updated' | 'created' };

interface Renewal {
  readonly id: string;
  readonly fieldId: string;
}

interface PageStore {
  readonly page: Page;
  readonly wish: VaultWish | null;
  /** The field whose value somebody came to renew, until its item is there. */
  readonly renewal: Renewal | null;
  /** What lies over the page. */
  readonly over: 'palette' | 'shortcuts' | null;
  go(page: Page): void;
  wishFor(wish: VaultWish): void;
  /** Shows an item, and there the way to a new value of this field. */
  renew(renewal: Renewal): void;
  renewalDone(): void;
  wishDone(): void;
  show(over: PageStore['over']): void;
  /** As it is for whoever comes next. */
  leave(): void;
}

const first = { page: 'vault', wish: null, renewal: null, over: null } as const;

/** Which page an open vault's person sees. It goes with the page when the vault is locked, and never holds what was typed. */
export const usePageStore = create<PageStore>((set) => ({
  ...first,
  go: (page) => set({ page }),
  wishFor: (wish) => set({ page: 'vault', wish, renewal: null }),
  renew: (renewal) => set({ page: 'vault', wish: { name: 'item', id: renewal.id }, renewal }),
  renewalDone: () => set({ renewal: null }),
  wishDone: () => set({ wish: null }),
  show: (over) => set({ over }),
  leave: () => set(first),
}));
