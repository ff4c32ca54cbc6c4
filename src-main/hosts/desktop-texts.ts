import type { MenuCommand } from '../../src-shared/menu-commands.ts';
import type { Language } from './system-language.ts';

/** What the system shows outside of our window. The command `Strongroom` is a name and stays. */
const english = {
  somethingNew: 'Something new',
  openAction: 'Open',
  tray: {
    nobody: 'Locked',
    unlocked: (name: string): string => `${name} is unlocked`,
    open: 'Open Strongroom',
    lock: 'Lock me',
    lockEveryone: 'Lock everyone',
    handOver: 'Hand over the keyboard',
    copyAgain: 'Copy again',
    showAgain: 'Copied recently',
    quit: 'Quit Strongroom',
  },
  menus: { file: 'File', edit: 'Edit', view: 'View', window: 'Window', help: 'Help' },
  commands: {
    search: 'Search',
    newItem: 'New item',
    lock: 'Lock me',
    lockEveryone: 'Lock everyone',
    handOver: 'Hand over the keyboard',
    palette: 'Commands',
    preferences: 'Preferences',
    generator: 'Generator',
  } satisfies Record<MenuCommand, string>,
  roles: {
    undo: 'Undo',
    redo: 'Redo',
    cut: 'Cut',
    copy: 'Copy',
    paste: 'Paste',
    selectAll: 'Select all',
    resetZoom: 'Actual size',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    togglefullscreen: 'Full screen',
    minimize: 'Minimise',
    close: 'Close window',
    quit: 'Quit Strongroom',
    about: 'About Strongroom',
    hide: 'Hide Strongroom',
  },
} as const;

type Texts = { readonly [K in keyof typeof english]: Loose<(typeof english)[K]> };
type Loose<T> = T extends string
  ? string
  : T extends (...args: infer A) => string
    ? (...args: A) => string
    : { readonly [K in keyof T]: Loose<T[K]> };

const german: Texts = {
  somethingNew: 'Es gibt etwas Neues',
  openAction: 'Öffnen',
  tray: {
    nobody: 'Gesperrt',
    unlocked: (name) => `${name} ist entsperrt`,
    open: 'Strongroom öffnen',
    lock: 'Mich sperren',
    lockEveryone: 'Alle sperren',
    handOver: 'Tastatur übergeben',
    copyAgain: 'Noch einmal kopieren',
    showAgain: 'Zuletzt kopiert',
    quit: 'Strongroom beenden',
  },
  menus: { file: 'Datei', edit: 'Bearbeiten', view: 'Ansicht', window: 'Fenster', help: 'Hilfe' },
  commands: {
    search: 'Suchen',
    newItem: 'Neuer Eintrag',
    lock: 'Mich sperren',
    lockEveryone: 'Alle sperren',
    handOver: 'Tastatur übergeben',
    palette: 'Befehle',
    preferences: 'Einstellungen',
    generator: 'Generator',
  },
  roles: {
    undo: 'Rückgängig',
    redo: 'Wiederholen',
    cut: 'Ausschneiden',
    copy: 'Kopieren',
    paste: 'Einfügen',
    selectAll: 'Alles auswählen',
    resetZoom: 'Originalgröße',
    zoomIn: 'Vergrößern',
    zoomOut: 'Verkleinern',
    togglefullscreen: 'Vollbild',
    minimize: 'Minimieren',
    close: 'Fenster schließen',
    quit: 'Strongroom beenden',
    about: 'Über Strongroom',
    hide: 'Strongroom ausblenden',
  },
};

export const desktopTexts: Readonly<Record<Language, Texts>> = { en: english, de: german };
export type MenuRole = keyof typeof english.roles;
