import { create } from 'zustand';
import type { Policy } from '../../src-shared/policy.ts';

export const administrationPages = ['here', 'people', 'requests', 'sessions', 'policy', 'activity', 'analytics', 'system'] as const;
export type AdministrationPage = (typeof administrationPages)[number];

export interface ChosenPerson {
  readonly id: string;
  readonly name: string;
}

interface AdministrationStore {
  readonly page: AdministrationPage;
  /** Whose sessions or activity the page begins with. */
  readonly person: ChosenPerson | null;
  /** What was changed of the policy and not saved yet; a look at another page keeps it. */
  readonly draft: Partial<Policy>;
  go(page: AdministrationPage, person?: ChosenPerson): void;
  change(changes: Partial<Policy>): void;
  discard(): void;
}

/** Where an administrator is. Never holds a code: those live in the dialog that shows them. */
export const useAdministrationStore = create<AdministrationStore>((set) => ({
  page: 'here',
  person: null,
  draft: {},
  go: (page, person) => set({ page, person: person ?? null }),
  change: (changes) => set(({ draft }) => ({ draft: { ...draft, ...changes } })),
  discard: () => set({ draft: {} }),
}));
