import { Alert, Button, Group, Text } from '@mantine/core';
import { IconAlertTriangle, IconEye } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { SessionState } from '../../../src-shared/models.ts';
import classes from './shell.module.css';

interface NoticesProps {
  readonly session: Extract<SessionState, { status: 'unlocked' }>;
  readonly onActivity: () => void;
  readonly onPreferences: () => void;
}

/** What a person should hear right after signing in. */
export function Notices({ session, onActivity, onPreferences }: NoticesProps) {
  const { t } = useTranslation();
  const [seen, setSeen] = useState(false);
  const [code] = session.unconfirmedCodes;
  return (
    <div>
      {code !== undefined && (
        <Alert color="yellow" radius={0} py="xs" icon={<IconAlertTriangle />}>
          <Group justify="space-between" wrap="nowrap">
            <Text size="sm">{t(code === 'personal' ? 'shell.unconfirmed' : 'shell.unconfirmedInstallation')}</Text>
            <Button size="compact-sm" variant="default" flex="none" onClick={onPreferences}>
              {t('shell.makeCode')}
            </Button>
          </Group>
        </Alert>
      )}
      {session.failuresSinceLastSignIn > 0 && !seen && (
        <Alert
          color="orange"
          radius={0}
          py="xs"
          icon={<IconEye />}
          withCloseButton
          classNames={{ closeButton: classes['noticeClose'] ?? '' }}
          closeButtonLabel={t('action.close')}
          onClose={() => setSeen(true)}
        >
          <Group justify="space-between" wrap="nowrap">
            <Text size="sm">{t('shell.failures', { count: session.failuresSinceLastSignIn })}</Text>
            <Button size="compact-sm" variant="default" flex="none" onClick={onActivity}>
              {t('shell.seeActivity')}
            </Button>
          </Group>
        </Alert>
      )}
    </div>
  );
}
