import { Container, Group, NativeSelect, ScrollArea, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { Preferences, SessionState } from '../../../src-shared/models.ts';
import { useAppStore } from '../../stores/app-store.ts';
import type { CodesToConfirm } from '../codes/codes-screen.tsx';
import { PasswordSection } from './password-section.tsx';
import { ProfileSection } from './profile-section.tsx';
import { RecoverySection } from './recovery-section.tsx';
import { Section } from './section.tsx';
import { Shortcuts } from './shortcuts.tsx';

interface PreferencesScreenProps {
  readonly session: Extract<SessionState, { status: 'unlocked' }>;
  readonly onNewCode: (codes: CodesToConfirm) => void;
}

/** What each person decides for themselves; every choice counts at once. */
export function PreferencesScreen({ session, onNewCode }: PreferencesScreenProps) {
  const { t } = useTranslation();
  return (
    <ScrollArea h="100%">
      <Container size="sm" py="xl">
        <Stack gap="lg">
          <Title order={1} fz="1.4rem">
            {t('preferences.title')}
          </Title>
          <Choices />
          <ProfileSection session={session} />
          <PasswordSection />
          <RecoverySection session={session} onNewCode={onNewCode} />
          <Shortcuts />
        </Stack>
      </Container>
    </ScrollArea>
  );
}

const lockMinutes = [1, 2, 5, 10, 15, 30, 60, 120, 240];
const clipboardSeconds = [5, 10, 20, 30, 60, 90, 120, 300];

function Choices() {
  const { t } = useTranslation();
  const { preferences, setPreferences } = useAppStore();
  const set = (changes: Partial<Preferences>) => void setPreferences(changes);
  return (
    <>
      <Section title={t('preferences.appearance')}>
        <Line label={t('preferences.theme')}>
          <SegmentedControl
            aria-label={t('preferences.theme')}
            value={preferences.theme}
            onChange={(theme) => set({ theme })}
            data={(['system', 'light', 'dark'] as const).map((value) => ({ value, label: t(`preferences.themes.${value}`) }))}
          />
        </Line>
        <Line label={t('preferences.language')}>
          <SegmentedControl
            aria-label={t('preferences.language')}
            value={preferences.language}
            onChange={(language) => set({ language })}
            data={(['system', 'en', 'de'] as const).map((value) => ({ value, label: t(`preferences.languages.${value}`) }))}
          />
        </Line>
      </Section>
      <Section title={t('preferences.safety')}>
        <Line label={t('preferences.autoLock')}>
          <Numbers
            label={t('preferences.autoLock')}
            value={preferences.autoLockMinutes}
            choices={lockMinutes}
            format={(count) => t('preferences.minutes', { count })}
            onChange={(autoLockMinutes) => set({ autoLockMinutes })}
          />
        </Line>
        <Line label={t('preferences.clipboard')}>
          <Numbers
            label={t('preferences.clipboard')}
            value={preferences.clipboardSeconds}
            choices={clipboardSeconds}
            format={(count) => t('preferences.seconds', { count })}
            onChange={(seconds) => set({ clipboardSeconds: seconds })}
          />
        </Line>
        <KeychainLine />
      </Section>
    </>
  );
}

function KeychainLine() {
  const { t } = useTranslation();
  const kind = useAppStore((state) => state.status?.keychain.kind ?? 'os');
  return (
    <div>
      <Line label={t('preferences.keychain')}>
        <Text size="sm">{t(`preferences.keychains.${kind}`)}</Text>
      </Line>
      {kind === 'file' && (
        <Text size="xs" c="dimmed" mt={4}>
          {t('preferences.fileKeychain')}
        </Text>
      )}
    </div>
  );
}

function Line({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <Group justify="space-between" wrap="nowrap">
      <Text size="sm">{label}</Text>
      {children}
    </Group>
  );
}

interface NumbersProps {
  readonly label: string;
  readonly value: number;
  readonly choices: readonly number[];
  readonly format: (value: number) => string;
  readonly onChange: (value: number) => void;
}

function Numbers({ label, value, choices, format, onChange }: NumbersProps) {
  const shown = choices.includes(value) ? choices : [...choices, value].toSorted((a, b) => a - b);
  return (
    <NativeSelect
      aria-label={label}
      w={120}
      value={String(value)}
      onChange={(event) => onChange(Number(event.currentTarget.value))}
      data={shown.map((number) => ({ value: String(number), label: format(number) }))}
    />
  );
}
