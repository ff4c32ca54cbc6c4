import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { Failure } from '../../../src-shared/errors.ts';
import type { CodeKind, SessionState } from '../../../src-shared/models.ts';
import { call, failureOf } from '../../api.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { PasswordField } from '../../components/password-field.tsx';
import type { CodesToConfirm } from '../codes/codes-screen.tsx';
import { Section } from './section.tsx';

interface RecoverySectionProps {
  readonly session: Extract<SessionState, { status: 'unlocked' }>;
  readonly onNewCode: (codes: CodesToConfirm) => void;
}

/** A new recovery code, against the password. */
export function RecoverySection({ session, onNewCode }: RecoverySectionProps) {
  const { t } = useTranslation();
  const [password, setPassword] = useState('');
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState<CodeKind | null>(null);
  const [requested, setRequested] = useState(false);

  const renew = async (kind: CodeKind): Promise<void> => {
    setBusy(kind);
    setFailure(null);
    try {
      const code = await call('recovery.renew', { kind, password });
      setRequested(code === null);
      if (code !== null) return onNewCode([{ kind, code }]);
      setPassword('');
    } catch (error) {
      setFailure(failureOf(error));
    }
    setBusy(null);
  };

  return (
    <Section title={t('preferences.recovery')}>
      <Text size="sm" c="dimmed">
        {t('preferences.recoveryText')}
      </Text>
      <PasswordField label={t('preferences.currentPassword')} value={password} onValue={setPassword} />
      <FailureNotice failure={failure} />
      {requested && (
        <Text size="sm" role="status">
          {t('preferences.recoveryRequested')}
        </Text>
      )}
      <Group justify="flex-end">
        {session.account.role === 'administrator' && (
          <Button variant="default" disabled={password === ''} loading={busy === 'installation'} onClick={() => void renew('installation')}>
            {t('preferences.newInstallationCode')}
          </Button>
        )}
        <Button variant="default" disabled={password === ''} loading={busy === 'personal'} onClick={() => void renew('personal')}>
          {t('preferences.newCode')}
        </Button>
      </Group>
    </Section>
  );
}
