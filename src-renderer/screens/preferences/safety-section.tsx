import { NativeSelect, Switch, Text } from '@mantine/core';
import { useTranslation } from '../../i18n/use-translation.ts';
import { limits } from '../../../src-shared/limits.ts';
import { call } from '../../api.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { useAppStore } from '../../stores/app-store.ts';
import { useAnswer } from '../administration/use-answer.ts';
import { Section } from './section.tsx';
import { SettingLine } from './setting-line.tsx';
import { usePreferences } from './use-preferences.ts';

const lockMinutes = [1, 2, 5, 10, 15, 30, 60, 120, 240];
const clipboardSeconds = [5, 10, 20, 30, 60, 90, 120, 300];

/** How soon the vault locks and the clipboard is emptied, as far as the administrators leave it to the person. */
export function SafetySection() {
  const { t } = useTranslation();
  const { preferences, failure, set } = usePreferences();
  const policy = useAnswer(() => call('preferences.limits'), 'limits', 0);
  const { autoLockMaxMinutes, clipboardMaxSeconds } = policy.value ?? {
    autoLockMaxMinutes: preferences.autoLockMinutes,
    clipboardMaxSeconds: preferences.clipboardSeconds,
  };
  return (
    <Section title={t('preferences.pages.safety')}>
      <Bounded
        label={t('preferences.autoLock')}
        value={preferences.autoLockMinutes}
        choices={lockMinutes}
        max={autoLockMaxMinutes}
        hint={
          policy.value !== null && autoLockMaxMinutes < limits.autoLockMinutes.max
            ? t('preferences.mostMinutes', { count: autoLockMaxMinutes })
            : undefined
        }
        format={(count) => t('preferences.minutes', { count })}
        onChange={(autoLockMinutes) => set({ autoLockMinutes })}
      />
      <Bounded
        label={t('preferences.clipboard')}
        value={preferences.clipboardSeconds}
        choices={clipboardSeconds}
        max={clipboardMaxSeconds}
        hint={
          policy.value !== null && clipboardMaxSeconds < limits.clipboardSeconds.max
            ? t('preferences.mostSeconds', { count: clipboardMaxSeconds })
            : undefined
        }
        format={(count) => t('preferences.seconds', { count })}
        onChange={(seconds) => set({ clipboardSeconds: seconds })}
      />
      <SettingLine label={t('preferences.capture')} hint={t('preferences.captureHint')}>
        <Switch
          aria-label={t('preferences.capture')}
          checked={preferences.screenCapture}
          onChange={(event) => set({ screenCapture: event.currentTarget.checked })}
        />
      </SettingLine>
      <KeychainLine />
      <FailureNotice failure={failure ?? policy.failure} />
    </Section>
  );
}

function KeychainLine() {
  const { t } = useTranslation();
  const kind = useAppStore((state) => state.status?.keychain.kind ?? 'os');
  return (
    <SettingLine label={t('preferences.keychain')} hint={kind === 'file' ? t('preferences.fileKeychain') : undefined}>
      <Text size="sm" ta="right">
        {t(`preferences.keychains.${kind}`)}
      </Text>
    </SettingLine>
  );
}

interface BoundedProps {
  readonly label: string;
  readonly hint: string | undefined;
  readonly value: number;
  readonly choices: readonly number[];
  readonly max: number;
  readonly format: (value: number) => string;
  readonly onChange: (value: number) => void;
}

function Bounded({ label, hint, value, choices, max, format, onChange }: BoundedProps) {
  const allowed = [...new Set([...choices, value, max])].filter((choice) => choice <= max).toSorted((a, b) => a - b);
  return (
    <SettingLine label={label} hint={hint}>
      <NativeSelect
        aria-label={label}
        w={120}
        flex="none"
        value={String(Math.min(value, max))}
        onChange={(event) => onChange(Number(event.currentTarget.value))}
        data={allowed.map((number) => ({ value: String(number), label: format(number) }))}
      />
    </SettingLine>
  );
}
