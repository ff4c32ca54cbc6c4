import type { Translated } from '../translated.ts';
import type { sheet as english } from '../en/sheet.ts';

export const sheet: Translated<typeof english> = {
  title_personal: 'Wiederherstellungscode',
  title_installation: 'Wiederherstellungscode der Installation',
  machine: 'Rechner',
  person: 'Person',
  date: 'Erzeugt am',
  code: 'Der Code',
  use: 'So wird er benutzt',
  use_personal:
    'Öffne Strongroom an diesem Rechner, wähle deine Kachel und dann „{{link}}“. Tippe die Gruppen der Reihe nach ein; Bindestriche und Großschreibung sind gleich. Danach wählst du ein neues Passwort und bekommst einen neuen Code: Dieses Blatt ist dann verbraucht.',
  use_installation:
    'Für den Tag, an dem kein Administrator mehr da ist. Wähle auf dem Anmeldebildschirm „{{link}}“, tippe den Code ein und nenne jemanden, der hier ein Konto hat. Er öffnet niemandes Tresor.',
  keep: 'Wo es liegen sollte',
  keep_personal:
    'Dort, wo auch ein Pass oder Ersatzschlüssel liegt: in einer abschließbaren Schublade, einem Tresor oder in einem versiegelten Umschlag bei jemandem, dem du vertraust. Nicht neben dem Rechner und nicht als Foto. Wer dieses Blatt und den Rechner hat, öffnet deinen Tresor.',
  keep_installation:
    'Im Tresor der Person, die für diesen Rechner verantwortlich ist, getrennt von allen eigenen Codes. Wer es und den Rechner hat, kann jemanden zum Administrator machen.',
  signature: 'Erhalten und verwahrt: Datum, Unterschrift',
};
