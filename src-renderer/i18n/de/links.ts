import type { links as english } from '../en/links.ts';
import type { Translated } from '../translated.ts';

export const links: Translated<typeof english> = {
  missingTitle: 'In diesem Tresor gibt es kein „{{name}}“',
  missingNext: 'Vielleicht liegt der Eintrag im Papierkorb, heißt inzwischen anders oder gehört jemand anderem.',
  severalTitle: 'Mehrere Einträge heißen „{{name}}“',
  severalNext: 'Wählen Sie einen davon in der Liste aus.',
};
