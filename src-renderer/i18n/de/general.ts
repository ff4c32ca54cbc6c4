import type { Translated } from '../translated.ts';
import type { general as english } from '../en/general.ts';

export const general: Translated<typeof english> = {
  app: { name: 'Strongroom', loading: 'Wird geöffnet …' },
  action: {
    back: 'Zurück',
    cancel: 'Abbrechen',
    close: 'Schließen',
    continue: 'Weiter',
    done: 'Fertig',
    more: 'Mehr',
    print: 'Drucken',
    retry: 'Noch einmal versuchen',
    save: 'Speichern',
    show: 'Zeigen',
  },
  date: { incomplete: 'Ganzes Datum ab 1970 eingeben oder leeren.' },
  key: { ctrl: 'Strg', shift: 'Umschalt', enter: 'Eingabe', delete: 'Entf' },
  shell: {
    vault: 'Tresor',
    health: 'Check',
    activity: 'Aktivität',
    administration: 'Administration',
    preferences: 'Einstellungen',
    account: 'Kontomenü',
    lock: 'Sperren',
    lockEveryone: 'Alle sperren',
    signOut: 'Abmelden',
    clipboard: 'Noch {{seconds}} s in der Zwischenablage',
    reduced: 'Verringerter Schutz: Der Schlüsselbund ist eine Datei',
    unconfirmed: 'Dein Wiederherstellungscode ist noch nicht bestätigt. Ohne ihn ist mit dem Passwort auch der Tresor verloren.',
    unconfirmedInstallation:
      'Der Wiederherstellungscode der Installation ist noch nicht bestätigt. Er ist für den Tag gedacht, an dem kein Administrator mehr da ist.',
    makeCode: 'Neuen Code erzeugen',
    failures_one: 'Eine Anmeldung ist fehlgeschlagen, seit du zuletzt hier warst.',
    failures_other: '{{count}} Anmeldungen sind fehlgeschlagen, seit du zuletzt hier warst.',
    seeActivity: 'Aktivität ansehen',
    demo: 'Demo — alles hier verschwindet mit dem Fenster',
  },
  role: { administrator: 'Administrator', user: 'Benutzer', guest: 'Gast' },
};
