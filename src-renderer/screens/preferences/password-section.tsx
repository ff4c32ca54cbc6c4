import { Button, Checkbox, Group, Stack } from '@mantine/core';
import { type FormEvent, useCallback, useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { Failure } from '../../../src-shared/errors.ts';
import type { AccountView } from '../../../src-shared/models.ts';
import { call, failureOf } from '../../api.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { NewPassword } from '../../components/new-password.tsx';
import { PasswordField } from '../../components/password-field.tsx';
import { useTell } from '../../components/use-tell.ts';
import { Section } from './section.tsx';

/** Change of the password; the form begins anew afterwards. */
export function PasswordSection({ account }: { readonly account: AccountView }) {
  const { t } = useTranslation();
  const [round, setRound] = useState(0);
  return (
    <Section title={t('preferences.password')}>
      <PasswordForm key={round} account={account} onChanged={() => setRound(round + 1)} />
    </Section>
  );
}

interface PasswordFormProps {
  readonly account: AccountView;
  readonly onChanged: () => void;
}

function PasswordForm({ account, onChanged }: PasswordFormProps) {
  const { t } = useTranslation();
  const { tell } = useTell();
  const [currentPassword, setCurrentPassword] = useState('');
  const [newPassword, setNewPassword] = useState<string | null>(null);
  const [endOtherSessions, setEndOtherSessions] = useState(true);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const onReady = useCallback((ready: string | null) => setNewPassword(ready), []);

  const change = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (newPassword === null || busy) return;
    setBusy(true);
    try {
      await call('account.changePassword', { currentPassword, newPassword, endOtherSessions });
      tell(t('preferences.passwordChanged'));
      onChanged();
    } catch (error) {
      setFailure(failureOf(error));
      setBusy(false);
    }
  };

  return (
    <form onSubmit={(event) => void change(event)} autoComplete="off">
      <Stack gap="sm">
        <PasswordField label={t('preferences.currentPassword')} value={currentPassword} onValue={setCurrentPassword} />
        <NewPassword
          label={t('account.newPassword')}
          names={[account.username, account.displayName, account.email ?? '']}
          onReady={onReady}
        />
        <FailureNotice failure={failure} />
        <Group justify="space-between">
          <Checkbox
            label={t('preferences.endOthers')}
            checked={endOtherSessions}
            onChange={(event) => setEndOtherSessions(event.currentTarget.checked)}
          />
          <Button type="submit" variant="default" loading={busy} disabled={currentPassword === '' || newPassword === null}>
            {t('preferences.changePassword')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
