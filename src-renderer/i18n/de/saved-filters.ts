import type { Translated } from '../translated.ts';
import type { savedFilters as english } from '../en/saved-filters.ts';

export const savedFilters: Translated<typeof english> = {
  label: 'Filter',
  save: 'Filter speichern',
  saveTitle: 'Diesen Filter speichern',
  saveText: 'Er liegt in deinem eigenen Tresor; andere Administratoren sehen ihn nicht.',
  name: 'Name',
  saved: 'Der Filter ist gespeichert',
  remove: 'Filter {{name}} entfernen',
  removed: 'Der Filter ist entfernt',
  last: 'Die Tage vom Tag der Benutzung an zurückzählen',
  quick: {
    waiting: 'Warten auf Freigabe',
    invited: 'Eingeladen',
    disabled: 'Deaktiviert',
    administrators: 'Administratoren',
    failures: 'Fehlgeschlagen in 7 Tagen',
    today: 'Heute',
    reveals: 'Gezeigte Werte',
    policy: 'Änderungen der Richtlinie',
  },
};
