import type { Translated } from '../translated.ts';
import type { onboarding as english } from '../en/onboarding.ts';

export const onboarding: Translated<typeof english> = {
  title: 'Erste Schritte',
  intro: 'Eine Minute, und der erste Schlüssel liegt sicher.',
  hide: 'Diese Schritte ausblenden',
  done: 'Erledigt:',
  firstItem: 'Das Erste verwahren',
  paste: 'API-Schlüssel, privaten Schlüssel oder anderes Geheimes einfügen',
  pasteHint: 'Hier einfügen',
  looksLike: 'Sieht aus wie: {{kind}}',
  looksLikeOf: 'Sieht aus wie: {{kind}} von {{name}}',
  keep: 'Verwahren',
  variables: 'Variablen ansehen',
  env: 'Eine .env-Datei mitbringen',
  envText: 'Ihre Variablen werden ein Eintrag, und Programme lesen sie von hier statt aus der Datei.',
  envGo: 'Neuer Env-Satz',
  code: 'Wiederherstellungscode ausdrucken',
  codeText: 'Ohne ihn ist der Tresor verloren, wenn du dein Passwort vergisst.',
  codeDone: 'Er ist bestätigt. Bewahre das Blatt nicht bei diesem Rechner auf.',
  codeGo: 'Neuen Code erzeugen',
  second: 'Jemanden mit in die Administration holen',
  secondText: 'Wer sein Passwort vergisst, findet dann Hilfe, und niemand trägt die Verantwortung allein.',
  secondGo: 'Person anlegen',
};
