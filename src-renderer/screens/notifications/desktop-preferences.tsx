import { Paper, Radio, Stack, Text } from '@mantine/core';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { Preferences } from '../../../src-shared/models.ts';
import { Section } from '../preferences/section.tsx';
import classes from './notifications.module.css';
import { useNotificationText } from './use-notification-text.ts';

type Choice = Preferences['desktopNotifications'];
const choices = ['off', 'discreet', 'full'] as const satisfies readonly Choice[];

interface DesktopPreferencesProps {
  readonly choice: Choice;
  readonly onChoose: (choice: Choice) => void;
}

/** What the system may show of the news, with an example of it. */
export function DesktopPreferences({ choice, onChoose }: DesktopPreferencesProps) {
  const { t } = useTranslation();
  return (
    <Section title={t('notifications.preferences.desktop.title')}>
      <Text size="sm" c="dimmed">
        {t('notifications.preferences.desktop.intro')}
      </Text>
      <Radio.Group
        label={t('notifications.preferences.desktop.label')}
        value={choice}
        onChange={(value) => onChoose(choices.find((each) => each === value) ?? 'off')}
      >
        <Stack gap="xs" mt="xs">
          {choices.map((each) => (
            <Radio key={each} value={each} label={t(`notifications.preferences.desktop.${each}`)} />
          ))}
        </Stack>
      </Radio.Group>
      <Example choice={choice} />
    </Section>
  );
}

function Example({ choice }: { readonly choice: Choice }) {
  const { t } = useTranslation();
  const textOf = useNotificationText();
  const now = new Date();
  const at = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 7).getTime();
  const full = textOf({
    ...{ id: '', createdAt: at, readAt: null, trigger: 'item.expiring' },
    facts: { item: t('notifications.preferences.desktop.sample'), count: 7, at },
  });
  const discreet = {
    title: t('notifications.preferences.desktop.discreetTitle'),
    message: t('notifications.preferences.desktop.discreetBody'),
  };
  const shown = choice === 'full' ? full : discreet;
  return (
    <Paper withBorder radius="md" p="sm" className={classes['example'] ?? ''} component="figure" aria-live="polite">
      <Text size="xs" c="dimmed" component="figcaption">
        {t('notifications.preferences.desktop.example')}
      </Text>
      {choice === 'off' ? (
        <Text size="sm">{t('notifications.preferences.desktop.nothing')}</Text>
      ) : (
        <>
          <Text size="sm" fw={600}>
            {shown.title}
          </Text>
          <Text size="sm">{shown.message}</Text>
        </>
      )}
    </Paper>
  );
}
