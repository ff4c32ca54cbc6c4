import type { Translated } from '../translated.ts';
import type { installation as english } from '../en/installation.ts';

export const installation: Translated<typeof english> = {
  check: {
    title: 'Unversehrtheit',
    never: 'Seit dem Start von Strongroom nicht geprüft.',
    text: 'Liest die ganze Datenbank, das Protokoll und jedes Konto. Das läuft neben der Arbeit und lässt sich jederzeit anhalten.',
    start: 'Jetzt prüfen',
    again: 'Noch einmal prüfen',
    stop: 'Anhalten',
    running: 'Wird geprüft: {{part}}',
    of: '{{done}} von {{of}}',
    last: 'Geprüft {{time}}',
    status: {
      running: 'Läuft',
      intact: 'Alles in Ordnung',
      damaged: 'Schaden gefunden',
      stopped: 'Angehalten',
      failed: 'Nicht zu Ende gekommen',
    },
    stoppedText: 'Die Prüfung wurde vor dem Ende angehalten. Was sie angesehen hatte, steht unten.',
    failedText: 'Etwas hat die Prüfung aufgehalten. Sieh in den Protokollordner und versuche es noch einmal.',
    part: {
      database: 'Datenbankdatei',
      relations: 'Verweise zwischen Zeilen',
      log: 'Kette des Protokolls',
      accounts: 'Signaturen der Konten',
      policy: 'Signatur der Richtlinie',
    },
    checked: {
      database_one: 'eine Tabelle',
      database_other: '{{number}} Tabellen',
      relations_one: 'eine Tabelle',
      relations_other: '{{number}} Tabellen',
      log_one: 'eine Zeile',
      log_other: '{{number}} Zeilen',
      accounts_one: 'ein Konto',
      accounts_other: '{{number}} Konten',
      policy_one: 'eine Richtlinie',
      policy_other: '{{number}} Richtlinien',
    },
    holds: 'Stimmt',
    problems_one: 'Ein Fehler',
    problems_other: '{{number}} Fehler',
    next: {
      database:
        'Die Datei selbst ist beschädigt, meist durch eine defekte Platte. Schließe Strongroom, kopiere das Datenverzeichnis und setze die neueste Kopie aus dem Ordner der Kopien an die Stelle der Datenbank.',
      relations:
        'Zeilen nennen Konten, die es nicht gibt: Etwas anderes als Strongroom hat sie gelöscht. Sichere eine Kopie des Datenverzeichnisses und finde heraus, wer dort schreiben konnte.',
      log: 'Das Protokoll ist nicht, was geschrieben wurde. Prüfe es unter Aktivität: Dort steht, seit wann und wer es bezeugt hatte.',
      accounts:
        'Rollen, Status oder Schlüssel wurden nicht von Strongroom geändert. Diese Konten bleiben zu, bis du sie unter Personen in Ordnung bringst.',
      policy: 'Die gespeicherte Richtlinie wurde nicht von Strongroom geändert. Prüfe unter Richtlinie jeden Punkt und speichere sie neu.',
    },
  },
  versions: 'Versionen',
  browser: 'Fenster',
  headless: 'Unbekannt',
  sqlite: 'SQLite',
  schema: 'Format der Datenbank',
  platform: 'System',
  folders: 'Ordner',
  folder: { data: 'Daten', logs: 'Protokoll', exports: 'Exporte', backups: 'Kopien' },
  copyPath: 'Pfad kopieren: {{name}}',
  copied: 'Kopiert',
  unknownTime: 'Zeit nicht vermerkt',
  keychainNext: {
    os: 'Nichts zu tun. Bewahre die Wiederherstellungscodes auf: Sie öffnen die Tresore, falls dieser Schlüsselbund verloren geht.',
    file: 'Richte einen Schlüsselbund des Systems ein (unter Linux GNOME Keyring oder KWallet), bevor du die nächste Installation beginnst, und kopiere das Datenverzeichnis nie an einen gemeinsamen Ort.',
    unavailable: 'Der Schlüsselbund antwortet nicht. Melde dich neu am Desktop an und sieh hier noch einmal nach.',
    locked: 'Entsperre den Schlüsselbund des Systems und sieh hier noch einmal nach.',
  },
  copiesAge: 'Neueste: {{time}}. Zusammen {{size}}.',
  report: {
    copy: 'Bericht für den Support kopieren',
    copied: 'Der Bericht liegt in der Zwischenablage. Er enthält weder Namen noch Geheimnisse.',
  },
};
