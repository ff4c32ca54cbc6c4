import { Switch, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { Failure } from '../../../src-shared/errors.ts';
import type { Preferences, Role } from '../../../src-shared/models.ts';
import { mayUse } from '../../../src-shared/rights.ts';
import { failureOf } from '../../api.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { useAppStore } from '../../stores/app-store.ts';
import { Section } from '../preferences/section.tsx';

/** Which news a person wants; what the own account concerns is always told. The rest comes to administrators only. */
export function NotificationPreferences({ role }: { readonly role: Role }) {
  const { t } = useTranslation();
  const { preferences, setPreferences } = useAppStore();
  const [failure, setFailure] = useState<Failure | null>(null);
  const choices = mayUse(role, 'admin') ? (['signIns', 'policy', 'people'] as const) : (['signIns'] as const);
  const choose = async (choice: Partial<Preferences['notifications']>): Promise<void> => {
    try {
      await setPreferences({ notifications: { ...preferences.notifications, ...choice } });
      setFailure(null);
    } catch (error) {
      setFailure(failureOf(error));
    }
  };
  return (
    <Section title={t('notifications.preferences.title')}>
      <Text size="sm" c="dimmed">
        {t('notifications.preferences.intro')}
      </Text>
      {choices.map((choice) => (
        <Switch
          key={choice}
          label={t(`notifications.preferences.${choice}`)}
          description={t(`notifications.preferences.${choice}Text`)}
          checked={preferences.notifications[choice]}
          onChange={(event) => void choose({ [choice]: event.currentTarget.checked })}
        />
      ))}
      <FailureNotice failure={failure} />
    </Section>
  );
}
