import { Switch, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { Failure } from '../../../src-shared/errors.ts';
import type { Preferences, Role } from '../../../src-shared/models.ts';
import { mayUse } from '../../../src-shared/rights.ts';
import { failureOf } from '../../api.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { useAppStore } from '../../stores/app-store.ts';
import { DesktopPreferences } from './desktop-preferences.tsx';
import { Section } from '../preferences/section.tsx';

/** Which news a person wants; what the own account concerns is always told. The rest comes to administrators only. */
export function NotificationPreferences({ role }: { readonly role: Role }) {
  const { t } = useTranslation();
  const { preferences, setPreferences } = useAppStore();
  const [failure, setFailure] = useState<Failure | null>(null);
  const choices = mayUse(role, 'admin')
    ? (['expiry', 'health', 'signIns', 'policy', 'people'] as const)
    : (['expiry', 'health', 'signIns'] as const);
  const choose = (choice: Partial<Preferences['notifications']>): Promise<void> =>
    change({ notifications: { ...preferences.notifications, ...choice } });
  const change = async (changes: Partial<Preferences>): Promise<void> => {
    try {
      await setPreferences(changes);
      setFailure(null);
    } catch (error) {
      setFailure(failureOf(error));
    }
  };
  return (
    <>
      <Section title={t('notifications.preferences.title')}>
        <Text size="sm" c="dimmed">
          {t('notifications.preferences.intro')}
        </Text>
        {choices.map((choice) => (
          <Switch
            key={choice}
            labelPosition="left"
            styles={{ body: { justifyContent: 'space-between' } }}
            label={t(`notifications.preferences.${choice}`)}
            description={t(`notifications.preferences.${choice}Text`)}
            checked={preferences.notifications[choice]}
            onChange={(event) => void choose({ [choice]: event.currentTarget.checked })}
          />
        ))}
        <FailureNotice failure={failure} />
      </Section>
      <DesktopPreferences
        choice={preferences.desktopNotifications}
        onChoose={(desktopNotifications) => void change({ desktopNotifications })}
      />
    </>
  );
}
