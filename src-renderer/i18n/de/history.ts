import type { history as english } from '../en/history.ts';
import type { Translated } from '../translated.ts';

export const history: Translated<typeof english> = {
  open_one: '{{count}} frühere Fassung',
  open_other: '{{count}} frühere Fassungen',
  title: 'Frühere Fassungen von „{{name}}“',
  versions: 'Fassungen',
  until: 'Bis {{date}}',
  difference: {
    value: 'Anderer Wert als jetzt',
    name: 'Anderer Name oder Typ als jetzt',
    missing: 'Jetzt nicht mehr im Eintrag',
  },
  absent: 'Fehlt in dieser Fassung: {{names}}',
  restore: 'Diese Fassung zurückholen',
  restored: 'Die frühere Fassung ist zurück. Was sie ersetzt hat, steht im Verlauf.',
  clear: 'Verlauf löschen',
  clearTitle: 'Frühere Fassungen von „{{name}}“ löschen?',
  clearText: 'Die jetzige Fassung bleibt. Die früheren kann niemand zurückholen.',
};
