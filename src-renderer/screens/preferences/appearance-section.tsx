import { SegmentedControl, Switch } from '@mantine/core';
import { useTranslation } from '../../i18n/use-translation.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Section } from './section.tsx';
import { SettingLine } from './setting-line.tsx';
import { usePreferences } from './use-preferences.ts';

/** How the window looks for this person. */
export function AppearanceSection() {
  const { t } = useTranslation();
  const { preferences, failure, set } = usePreferences();
  return (
    <Section title={t('preferences.appearance')}>
      <SettingLine label={t('preferences.theme')} hint={t('preferences.themeHint')}>
        <SegmentedControl
          aria-label={t('preferences.theme')}
          value={preferences.theme}
          onChange={(theme) => set({ theme })}
          data={(['system', 'light', 'dark'] as const).map((value) => ({ value, label: t(`preferences.themes.${value}`) }))}
        />
      </SettingLine>
      <SettingLine label={t('preferences.language')}>
        <SegmentedControl
          aria-label={t('preferences.language')}
          value={preferences.language}
          onChange={(language) => set({ language })}
          data={(['system', 'en', 'de'] as const).map((value) => ({ value, label: t(`preferences.languages.${value}`) }))}
        />
      </SettingLine>
      <SettingLine label={t('preferences.density')} hint={t('preferences.densityHint')}>
        <SegmentedControl
          aria-label={t('preferences.density')}
          value={preferences.density}
          onChange={(density) => set({ density })}
          data={(['comfortable', 'compact'] as const).map((value) => ({ value, label: t(`preferences.densities.${value}`) }))}
        />
      </SettingLine>
      <SettingLine label={t('preferences.motion')} hint={t('preferences.motionHint')}>
        <SegmentedControl
          aria-label={t('preferences.motion')}
          value={preferences.motion}
          onChange={(motion) => set({ motion })}
          data={(['system', 'reduced'] as const).map((value) => ({ value, label: t(`preferences.motions.${value}`) }))}
        />
      </SettingLine>
      <SettingLine label={t('preferences.steps')} hint={t('preferences.stepsHint')}>
        <Switch
          aria-label={t('preferences.steps')}
          checked={preferences.gettingStarted}
          onChange={(event) => set({ gettingStarted: event.currentTarget.checked })}
        />
      </SettingLine>
      <FailureNotice failure={failure} />
    </Section>
  );
}
