export type Language = 'en' | 'de';

/** The language of the login, as far as we speak it. */
export function systemLanguage(env: NodeJS.ProcessEnv = process.env, locale = Intl.DateTimeFormat().resolvedOptions().locale): Language {
  const told = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || locale;
  return /^de\b|^de_/i.test(told) ? 'de' : 'en';
}
