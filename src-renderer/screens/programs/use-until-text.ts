import { useTranslation } from '../../i18n/use-translation.ts';

const dayMilliseconds = 86_400_000;

/** "18:00" for what ends within a day, else with its date; in the given language. */
export function untilText(at: number, now: number, language: string): string {
  const options: Intl.DateTimeFormatOptions =
    at - now < dayMilliseconds
      ? { timeStyle: 'short' }
      : { weekday: 'short', month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit' };
  return new Intl.DateTimeFormat(language, options).format(at);
}

/** When something ends, in the person's language. */
export function useUntilText(): (at: number) => string {
  const { language } = useTranslation().i18n;
  return (at) => untilText(at, Date.now(), language);
}
