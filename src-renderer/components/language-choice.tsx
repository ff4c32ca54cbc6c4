import { Anchor, Group } from '@mantine/core';
import { languageFor } from '../i18n/index.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import { useAppStore } from '../stores/app-store.ts';

/** The language of the screens before anybody is here. */
export function LanguageChoice() {
  const { t } = useTranslation();
  const { entryLanguage, setEntryLanguage } = useAppStore();
  const present = languageFor(entryLanguage);
  return (
    <Group gap="lg" role="group" aria-label={t('preferences.language')} className="no-print">
      {(['en', 'de'] as const).map((language) => (
        <Anchor
          key={language}
          component="button"
          type="button"
          size="sm"
          lang={language}
          aria-pressed={language === present}
          underline={language === present ? 'never' : 'hover'}
          fw={language === present ? 600 : 400}
          c={language === present ? 'var(--mantine-color-text)' : 'dimmed'}
          onClick={() => setEntryLanguage(language)}
        >
          {t(`preferences.languages.${language}`)}
        </Anchor>
      ))}
    </Group>
  );
}
