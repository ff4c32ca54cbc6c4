import { create } from 'zustand';

export const preferencesPages = [
  'profile',
  'appearance',
  'keyboard',
  'notifications',
  'security',
  'safety',
  'sessions',
  'programs',
  'leaving',
] as const;
export type PreferencesPage = (typeof preferencesPages)[number];

interface PreferencesStore {
  readonly page: PreferencesPage;
  go(page: PreferencesPage): void;
}

/** Which page of the preferences shows, so that other screens can lead to one. */
export const usePreferencesStore = create<PreferencesStore>((set) => ({ page: 'profile', go: (page) => set({ page }) }));
