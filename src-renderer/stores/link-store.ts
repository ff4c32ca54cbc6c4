import { create } from 'zustand';

/** Where a link leads in the vault: to one item, or to those of one name. */
export type LinkTarget = { readonly type: 'item'; readonly id: string } | { readonly type: 'name'; readonly name: string };

interface LinkStore {
  readonly target: LinkTarget | null;
  lead(target: LinkTarget): void;
  arrived(): void;
}

/** What a link that was opened leads to, until the vault shows it. */
export const useLinkStore = create<LinkStore>((set) => ({
  target: null,
  lead: (target) => set({ target }),
  arrived: () => set({ target: null }),
}));
