import type { Translated } from '../translated.ts';
import type { errors as english } from '../en/errors.ts';

export const errors: Translated<typeof english> = {
  invalidInput: { title: 'Etwas in diesem Formular stimmt nicht', next: 'Prüfe die markierten Felder und versuche es noch einmal.' },
  unknownChannel: { title: 'Das Fenster hat nach etwas gefragt, das es nicht gibt', next: 'Starte Strongroom neu.' },
  unknownSender: { title: 'Dieses Fenster ist nicht verbunden', next: 'Starte Strongroom neu.' },
  setupRequired: { title: 'Strongroom ist noch nicht eingerichtet', next: 'Schließe die ersten Schritte ab.' },
  alreadySetUp: { title: 'Strongroom ist schon eingerichtet', next: 'Geh zurück zur Anmeldung.' },
  notSignedIn: { title: 'Hier ist niemand angemeldet', next: 'Melde dich an und versuche es noch einmal.' },
  vaultLocked: { title: 'Der Tresor ist gesperrt', next: 'Entsperre ihn mit deinem Passwort.' },
  denied: { title: 'Das dürfen nur Administratoren', next: 'Frag einen von ihnen.' },
  wrongPassword: { title: 'Passwort ist falsch', next: 'Prüfe die Feststelltaste und das Tastaturlayout.' },
  wrongRecoveryCode: { title: 'Wiederherstellungscode ist falsch', next: 'Vergleiche ihn Gruppe für Gruppe mit deinem Ausdruck.' },
  recoveryCodeMismatch: { title: 'Das ist nicht die gefragte Gruppe', next: 'Sieh auf dem Ausdruck nach ihrer Nummer.' },
  tooManyAttempts: {
    title: 'Zu viele Versuche',
    next: 'Der nächste ist möglich, wenn der Countdown endet. Der Wiederherstellungscode geht jederzeit.',
  },
  usernameTaken: { title: 'Diesen Namen oder diese E-Mail-Adresse nutzt schon jemand', next: 'Wähle etwas anderes.' },
  weakPassword: { title: 'Dieses Passwort ist zu leicht zu erraten', next: 'Mach es länger; vier oder mehr Wörter sind gut.' },
  accountDisabled: { title: 'Dieses Konto ist deaktiviert', next: 'Frag einen Administrator.' },
  keychainUnavailable: {
    title: 'Der Schlüsselbund des Systems antwortet nicht',
    next: 'Starte den Schlüsselbunddienst deines Desktops und versuche es noch einmal. Nichts ist verloren.',
  },
  keychainLocked: {
    title: 'Der Schlüsselbund des Systems ist gesperrt',
    next: 'Entsperre ihn in den Einstellungen deines Desktops und versuche es noch einmal.',
  },
  keychainEntryMissing: {
    title: 'Der Anteil dieses Rechners an deinem Schlüssel fehlt im Schlüsselbund',
    next: 'Dein Tresor ist unversehrt. Öffne ihn mit dem Wiederherstellungscode und wähle ein neues Passwort.',
  },
  dataDamaged: {
    title: 'Etwas an den gespeicherten Daten ist beschädigt',
    next: 'Nichts wurde geändert oder gelöscht. Spiele eine Sicherung ein oder frage mit dem Code unten um Hilfe.',
  },
  dataFromNewerVersion: { title: 'Diese Daten stammen von einer neueren Version', next: 'Aktualisiere Strongroom. Nichts wurde geändert.' },
  dataOlderThanSeen: {
    title: 'Ein älterer Stand dieses Tresors wurde eingespielt',
    next: 'Wenn du selbst eine Sicherung eingespielt hast, nimm ihn an. Sonst finde heraus, wer es war.',
  },
  databaseInUse: { title: 'Ein anderes Programm benutzt diese Daten', next: 'Schließe das andere Strongroom und versuche es noch einmal.' },
  diskFull: { title: 'Der Datenträger ist voll', next: 'Schaffe Platz und versuche es noch einmal. Nichts ging verloren.' },
  notWritable: { title: 'Das Datenverzeichnis ist nicht beschreibbar', next: 'Prüfe die Rechte und versuche es noch einmal.' },
  notFound: { title: 'Das gibt es nicht mehr', next: 'Geh zurück und sieh noch einmal nach.' },
  conflict: { title: 'Es wurde inzwischen geändert', next: 'Lade es neu und wiederhole deine Änderung.' },
  limitReached: { title: 'Es ist kein Platz für mehr', next: 'Lösche, was du nicht mehr brauchst.' },
  fileRefused: {
    title: 'Diese Datei lässt sich nicht übernehmen',
    next: 'Speichere sie als CSV, deren erste Zeile die Spalten nennt, oder als SQLite-Datenbank, und versuche es noch einmal.',
  },
  busy: { title: 'Strongroom ist beschäftigt', next: 'Versuche es gleich noch einmal.' },
  ambiguous: { title: 'Mehr als eines passt', next: 'Sag, welches gemeint ist.' },
  timedOut: { title: 'Niemand hat rechtzeitig geantwortet', next: 'Frag noch einmal, wenn jemand da ist.' },
  protocolMismatch: { title: 'Die Gegenseite hat eine andere Version', next: 'Aktualisiere beide und starte Strongroom neu.' },
  agentOff: { title: 'Programme dürfen hier nicht fragen', next: 'In der Richtlinie kann die Administration es erlauben.' },
  approvalPending: { title: 'Dieses Konto wartet auf Freigabe', next: 'Erst muss es freigegeben werden; versuch es später wieder.' },
  joiningClosed: { title: 'Gerade kann niemand ein Konto anlegen', next: 'Lass dir von der Administration einen Aktivierungscode geben.' },
  wrongActivationCode: {
    title: 'Dieser Aktivierungscode öffnet kein Konto',
    next: 'Prüf ihn auf Tippfehler; einen benutzten oder abgelaufenen ersetzt die Administration.',
  },
  passwordDue: { title: 'Erst ist ein neues Passwort fällig', next: 'Wähl eines, um weiterzumachen.' },
  lastAdministrator: { title: 'Das ist das letzte Administrationskonto', next: 'Mach zuerst jemand anderen dazu.' },
  secondAdministratorNeeded: {
    title: 'Das braucht ein zweites Administrationskonto',
    next: 'Jemand muss erst ein gewöhnliches Konto haben und wird dann dazu gemacht.',
  },
  notAllowedNow: {
    title: 'Dafür ist das Konto gerade nicht im richtigen Zustand',
    next: 'Sieh es dir noch einmal an; vielleicht hat es sich inzwischen geändert.',
  },
  closing: { title: 'Strongroom wird beendet', next: 'Starte es neu, um weiterzumachen. Nichts ist verloren.' },
  keeperStopped: { title: 'Der Prozess, der deinen Tresor offen hielt, ist beendet', next: 'Melde dich neu an. Nichts ist verloren.' },
  clipboardUnavailable: { title: 'Die Zwischenablage ist nicht erreichbar', next: 'Zeige den Wert und tippe ihn ab.' },
  selfTestFailed: {
    title: 'Die Kryptografie von Strongroom funktioniert auf diesem Rechner nicht',
    next: 'Installiere es neu. Nichts wurde geöffnet oder geändert.',
  },
  internal: { title: 'Etwas ist schiefgegangen', next: 'Versuche es noch einmal. Wenn es bleibt, sieh ins Protokoll im Datenverzeichnis.' },
};
