import type { attachments as english } from '../en/attachments.ts';
import type { Translated } from '../translated.ts';

export const attachments: Translated<typeof english> = {
  title: 'Dateien',
  add: 'Datei hinzufügen',
  hint: 'Zieh Dateien hierher oder wähl sie aus. Jede darf {{megabytes}} MB haben; sie werden versiegelt wie alles andere.',
  show: '{{name}} anzeigen',
  save: '{{name}} sichern',
  remove: '{{name}} entfernen',
  progress: '{{name}} wird versiegelt',
  cancel: '{{name}} doch nicht hinzufügen',
  forget: '{{name}} von der Liste nehmen',
  tooLarge: 'Sie hat {{size}}; möglich sind {{megabytes}} MB.',
  saveTitle: '„{{name}}“ sichern',
  path: 'Pfad der Datei',
  pathHint: 'Die Kopie ist nicht versiegelt: Wer dieses Computerkonto benutzt, kann sie lesen.',
  noPlace: 'Dort lässt sich keine Datei ablegen. Nenn einen Ordner, den es gibt und der nicht verborgen ist, und eine Datei darin.',
  taken: 'Eine Datei dieses Namens gibt es schon. Wähl einen anderen Namen oder ersetz sie.',
  replace: 'Ersetzen',
  saveGo: 'Sichern',
  saved: 'Gesichert: {{path}}',
  removeTitle: '„{{name}}“ entfernen?',
  removeText: 'Die Datei wird endgültig gelöscht. Sichere sie vorher, wenn du sie noch brauchst.',
  removeGo: 'Datei entfernen',
};
