import type { Preferences } from '../../src-shared/models.ts';

const place = 'language';

/**
 * The language of the screens before anybody is here. The window's own storage outlives a page, not the window: the machine has no
 * place for what belongs to nobody.
 */
export function entryLanguage(): Preferences['language'] {
  try {
    const kept = localStorage.getItem(place);
    return kept === 'en' || kept === 'de' ? kept : 'system';
  } catch {
    return 'system';
  }
}

export function keepEntryLanguage(language: Preferences['language']): void {
  try {
    localStorage.setItem(place, language);
  } catch {
    // It counts until the page is reset.
  }
}
