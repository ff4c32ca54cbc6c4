import type { Translated } from '../translated.ts';
import type { notifications as english } from '../en/notifications.ts';

export const notifications: Translated<typeof english> = {
  title: 'Mitteilungen',
  bell: 'Mitteilungen',
  bellUnread: 'Mitteilungen, {{count}} ungelesen',
  arrived_one: 'Eine neue Mitteilung, {{unread}} ungelesen',
  arrived_other: '{{count}} neue Mitteilungen, {{unread}} ungelesen',
  empty: 'Nichts Neues',
  emptyText: 'Hier erfährst du, was mit deinem Konto geschieht.',
  unread: 'Ungelesen',
  read: 'Als gelesen markieren: {{title}}',
  readAll: 'Alle als gelesen markieren',
  dismiss: 'Entfernen: {{title}}',
  older: 'Ältere zeigen',
  loading: 'Mitteilungen werden geladen …',
  now: 'gerade eben',
  somebody: 'Jemand',
  anAdministrator: 'Ein Administrator',
  aProgram: 'ein Programm',
  act: {
    delete: 'das Konto von {{person}} löschen',
    reset: 'das Konto von {{person}} zurücksetzen',
    makeAdministrator: '{{person}} zum Administrator machen',
    liftTwoAdministrators: 'einen Administrator allein löschen und zurücksetzen lassen',
    renewInstallationCode: 'einen neuen Wiederherstellungscode der Installation erzeugen',
    other: 'etwas tun, das zwei Administratoren braucht',
  },
  policyKey: {
    passwordMinCharacters: 'Länge der Passwörter',
    failuresBeforeDelay: 'Fehlversuche bis zur Verzögerung',
    firstDelaySeconds: 'erste Verzögerung',
    longestDelaySeconds: 'längste Verzögerung',
    autoLockMaxMinutes: 'automatische Sperre',
    clipboardMaxSeconds: 'Zeit in der Zwischenablage',
    joining: 'Beitreten',
    loginScreen: 'Anmeldebildschirm',
    guest: 'Gäste',
    activationDays: 'Aktivierungscodes',
    sessionIdleDays: 'Ende unbenutzter Sitzungen',
    sessionAbsoluteDays: 'Ende der Sitzungen',
    sessionHistoryDays: 'Liste beendeter Sitzungen',
    trashDays: 'Papierkorb',
    auditDays: 'Aufbewahrung der Aktivität',
    deletionGraceDays: 'Frist zum Wiederherstellen gelöschter Konten',
    backupsKept: 'Kopien vor Aktualisierungen',
    twoAdministrators: 'zweiter Administrator',
    agent: 'Terminals und Programme',
    api: 'HTTP-Schnittstelle',
    apiQueryToken: 'Zugriffstoken in einer Adresse',
    leaseMaxMinutes: 'Programme, die nach dem Sperren weitermachen',
  },
  policyOther: 'was für alle gilt',
  text: {
    'account-approved': { title: 'Dein Konto ist freigegeben', message: '{{by}} hat dein Konto freigegeben.' },
    'account-joined': {
      title: 'Jemand hat ein Konto beantragt',
      message: '{{person}} wollte beitreten. Unter Administration → Personen steht, ob das noch auf Freigabe wartet.',
    },
    'account-disabled': {
      title: 'Dein Konto wurde deaktiviert',
      message: '{{by}} hat dein Konto deaktiviert und seine Sitzungen beendet.',
    },
    'account-enabled': { title: 'Dein Konto wurde aktiviert', message: '{{by}} hat dein Konto wieder aktiviert.' },
    'account-unlocked': {
      title: 'Die Verzögerung wurde beendet',
      message: '{{by}} hat die Verzögerung nach fehlgeschlagenen Anmeldungen bei deinem Konto beendet.',
    },
    'account-roleChanged': { title: 'Deine Rolle wurde geändert', message: '{{by}} hat deine Rolle geändert in: {{role}}.' },
    'account-passwordDue': {
      title: 'Ein neues Passwort ist fällig',
      message: '{{by}} verlangt ein neues Passwort von dir. Du wählst es bei der nächsten Anmeldung.',
    },
    'account-passwordReleased': {
      title: 'Kein neues Passwort mehr fällig',
      message: '{{by}} verlangt kein neues Passwort mehr von dir. Falls jemand das jetzige kennen könnte, ändere es selbst.',
    },
    'account-reset': {
      title: 'Dein Konto wurde zurückgesetzt',
      message:
        '{{by}} hat einen Aktivierungscode für dein Konto erzeugt. Wer ihn benutzt, beginnt an der Stelle deines Tresors einen leeren. Wenn du nicht darum gebeten hast, sprich sofort mit einem Administrator.',
    },
    'account-deleted': {
      title: 'Dein Konto wurde gelöscht',
      message: '{{by}} hat dein Konto gelöscht. Eine Zeit lang lässt es sich wiederherstellen.',
    },
    'account-restored': { title: 'Dein Konto wurde wiederhergestellt', message: '{{by}} hat dein gelöschtes Konto wiederhergestellt.' },
    'account-mended': {
      title: 'Dein Konto wurde in Ordnung gebracht',
      message: 'Etwas anderes als Strongroom hatte dein Konto geändert. {{by}} hat es in Ordnung gebracht.',
    },
    'account-damaged': {
      title: 'Ein Konto wurde von außen geändert',
      message:
        'Etwas anderes als Strongroom hat das Konto von {{person}} geändert. Es bleibt zu, bis ein Administrator es in Ordnung bringt.',
    },
    'account-deletedByOwner': {
      title: 'Jemand ist gegangen',
      message: '{{person}} hat das eigene Konto gelöscht. Eine Zeit lang lässt es sich wiederherstellen.',
    },
    'sessions-ended': {
      title: 'Sitzungen wurden beendet',
      message_one: '{{by}} hat eine deiner Sitzungen beendet.',
      message_other: '{{by}} hat {{count}} deiner Sitzungen beendet.',
    },
    'session-lockedByAdministrator': {
      title: 'Dein Tresor wurde gesperrt',
      message: '{{by}} hat deinen Tresor gesperrt. Deine Sitzung blieb; mit dem Passwort öffnest du ihn wieder.',
    },
    'lease-ended': {
      title: 'Deine Programme wurden angehalten',
      message: '{{by}} hat beendet, was deine Programme tun konnten, während du gesperrt warst. Was du ihnen erlaubt hast, bleibt.',
    },
    'session-new': {
      title: 'Eine neue Sitzung',
      message: 'Du hast dich angemeldet, Zeit: {{time}}, womit: {{client}}. Wenn du das nicht warst, ändere dein Passwort.',
    },
    'signIn-failures': {
      title: 'Fehlgeschlagene Anmeldungen',
      message_one:
        'Eine Anmeldung bei deinem Konto ist fehlgeschlagen, bevor du hereinkamst. Wenn du das nicht warst, sieh in deine Aktivität.',
      message_other:
        '{{count}} Anmeldungen bei deinem Konto sind fehlgeschlagen, bevor du hereinkamst. Wenn du das nicht warst, sieh in deine Aktivität.',
    },
    'password-changed': {
      title: 'Dein Passwort wurde geändert',
      message: 'Wenn du das nicht warst, hole dir dein Konto mit dem Wiederherstellungscode zurück.',
    },
    'recovery-used': {
      title: 'Dein Wiederherstellungscode wurde benutzt',
      message:
        'Er hat deinen Tresor geöffnet und ein neues Passwort gesetzt. Wenn du das nicht warst, ändere das Passwort und erzeuge einen neuen Code.',
    },
    'recovery-renewed': { title: 'Du hast einen neuen Wiederherstellungscode', message: 'Der vorige öffnet deinen Tresor nicht mehr.' },
    'vault-rekeyed': {
      title: 'Dein Tresor hat einen neuen Schlüssel',
      message: 'Alles, was du aufhebst, wurde neu versiegelt. Drucke den neuen Wiederherstellungscode; der vorige öffnet nur alte Kopien.',
    },
    'request-waiting': {
      title: 'Ein Antrag wartet',
      message: '{{by}} möchte {{act}}. Ein anderer Administrator muss das bestätigen.',
    },
    'request-confirmed': { title: 'Dein Antrag wurde bestätigt', message: '{{by}} hat diesen Antrag bestätigt: {{act}}.' },
    'request-declined': { title: 'Dein Antrag wurde abgelehnt', message: '{{by}} hat diesen Antrag abgelehnt: {{act}}.' },
    'policy-changed': { title: 'Die Richtlinie wurde geändert', message: '{{by}} hat geändert: {{keys}}.' },
    'killSwitch-on': {
      title: 'Der Notschalter wurde betätigt',
      message: 'Alle wurden gesperrt, jede Sitzung wurde beendet. Von da an konnte niemand beitreten, bis er aufgehoben wurde.',
    },
    'killSwitch-lifted': {
      title: 'Der Notschalter wurde aufgehoben',
      message: 'Beitreten ist wieder möglich, wie die Richtlinie es sagt.',
    },
    'administrator-restored': {
      title: 'Ein neuer Administrator durch Wiederherstellungscode',
      message:
        'Der Wiederherstellungscode der Installation hat {{person}} zum Administrator gemacht. Wenn du davon nichts weißt, geh dem sofort nach.',
    },
    'installationCode-renewed': {
      title: 'Die Installation hat einen neuen Wiederherstellungscode',
      message:
        '{{by}} hat ihn erzeugt; der vorige gilt nicht mehr. Wer ihn hat, kann jeden zum Administrator machen. Wenn du davon nichts weißt, geh dem sofort nach.',
    },
    'people-imported': {
      title: 'Personen wurden importiert',
      message_one: 'Eine Person wurde aus einem anderen System importiert.',
      message_other: '{{count}} Personen wurden aus einem anderen System importiert.',
    },
    'program-connected': {
      title: 'Ein Programm wurde verbunden',
      message:
        'Du hast {{client}} verbunden. Unter Einstellungen → Verbundene Programme steht es. Wenn du das nicht warst, entferne es und ändere dein Passwort.',
    },
    'item-expiring': {
      title: '{{item}} läuft bald ab',
      message_one: 'Läuft am {{day}} ab, innerhalb eines Tages. Erneuere den Wert und setze ein neues Datum.',
      message_other: 'Läuft am {{day}} ab, innerhalb von {{count}} Tagen. Erneuere den Wert und setze ein neues Datum.',
    },
    'item-expired': {
      title: '{{item}} ist abgelaufen',
      message: 'Abgelaufen am {{day}}. Erneuere den Wert oder lege den Eintrag in den Papierkorb.',
    },
    'items-expiring': {
      title: 'Mehrere Einträge laufen ab',
      message_one: '{{count}} Eintrag ist abgelaufen oder läuft in 30 Tagen ab. Der Sicherheits-Check zeigt ihn.',
      message_other: '{{count}} Einträge sind abgelaufen oder laufen in 30 Tagen ab. Der Sicherheits-Check zeigt sie.',
    },
    'health-worse': {
      title: 'Dein Tresor ist weniger sicher als zuvor',
      message: 'Er hat {{count}} von 100 Punkten, vorher waren es {{before}}. Der Sicherheits-Check zeigt, was sich zu verbessern lohnt.',
    },
    'work-finished': { title: '{{work}}', message: '{{outcome}}' },
    'grant-given': {
      title: 'Einem Programm wurde etwas erlaubt',
      message:
        'Du hast {{client}} etwas auf Dauer erlaubt. Unter Einstellungen → Verbundene Programme steht es und lässt sich zurücknehmen. Wenn du das nicht warst, nimm es zurück und ändere dein Passwort.',
    },
    damaged: { title: 'Eine Mitteilung lässt sich nicht öffnen', message: 'Sie wurde nachträglich geändert. Entferne sie.' },
    newer: {
      title: 'Eine Mitteilung lässt sich nicht öffnen',
      message: 'Eine neuere Version von Strongroom hat sie geschrieben. Aktualisiere Strongroom, um sie zu lesen.',
    },
  },
  group: { today: 'Heute', week: 'Letzte sieben Tage', earlier: 'Früher' },
  lead: { item: 'Eintrag öffnen', health: 'Sicherheits-Check öffnen', activity: 'Aktivität öffnen' },
  anItem: 'Ein Eintrag',
  work: {
    import: 'Import abgeschlossen',
    verifyLog: 'Das Protokoll ist geprüft',
    integrity: 'Die Systemprüfung ist abgeschlossen',
    trash: 'Einträge in den Papierkorb gelegt',
    restore: 'Einträge wiederhergestellt',
    purge: 'Einträge endgültig gelöscht',
    other: 'Längere Arbeit abgeschlossen',
  },
  workDone_one: '{{count}} Eintrag. Nichts ist fehlgeschlagen.',
  workDone_other: '{{count}} Einträge. Nichts ist fehlgeschlagen.',
  workFailed: 'Es ging nicht so durch, wie es sollte. Sieh dort noch einmal nach, wo du es begonnen hast.',
  preferences: {
    title: 'Mitteilungen',
    intro: 'Was mit deinem Konto, deinen Schlüsseln und deinen Sitzungen geschieht, erfährst du immer. Den Rest wählst du.',
    expiry: 'Ablauf',
    expiryText: 'Dreißig, sieben und einen Tag, bevor ein Eintrag abläuft, und sobald er abgelaufen ist',
    health: 'Sicherheits-Check',
    healthText: 'Wenn dein Tresor deutlich weniger Punkte hat als zuvor, höchstens einmal in der Woche',
    desktop: {
      title: 'Mitteilungen des Systems',
      intro: 'Was außerhalb dieses Fensters erscheint, solange dein Tresor offen ist. Ist er gesperrt, erscheint nie ein Name.',
      label: 'Was erscheinen darf',
      off: 'Nichts',
      discreet: 'Dass es etwas gibt',
      full: 'Was es ist',
      example: 'Beispiel',
      nothing: 'Es erscheint nichts.',
      discreetTitle: 'Strongroom',
      discreetBody: 'Etwas Neues',
      sample: 'GitHub-Token',
    },
    signIns: 'Anmeldungen',
    signInsText: 'Neue Sitzungen und fehlgeschlagene Anmeldungen',
    policy: 'Richtlinie',
    policyText: 'Änderungen an dem, was für alle gilt',
    people: 'Personen',
    peopleText: 'Wer beitritt und geht, und Anträge, die auf einen Administrator warten',
  },
};
