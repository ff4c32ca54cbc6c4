import { Button, Group, Stack, Text } from '@mantine/core';
import { type FormEvent, useCallback, useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { Failure } from '../../../src-shared/errors.ts';
import type { SessionState } from '../../../src-shared/models.ts';
import { call, failureOf } from '../../api.ts';
import { EntryPage } from '../../components/entry-page.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { NewPassword } from '../../components/new-password.tsx';
import { PasswordField } from '../../components/password-field.tsx';
import { PersonHead } from '../../components/person-head.tsx';
import { minutesAndSeconds, useCountdown } from '../../components/use-countdown.ts';
import { useAppStore } from '../../stores/app-store.ts';
import { useShellKeys } from '../shell/use-shell-keys.ts';

/** Nothing else goes on for this person until a new password is chosen. */
export function PasswordDueScreen({ session }: { readonly session: Extract<SessionState, { status: 'unlocked' }> }) {
  const { t } = useTranslation();
  const { account } = session;
  const setSession = useAppStore((state) => state.setSession);
  const [currentPassword, setCurrentPassword] = useState('');
  const [newPassword, setNewPassword] = useState<string | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const onReady = useCallback((ready: string | null) => setNewPassword(ready), []);
  const seconds = useCountdown(failure?.detail?.retryAt ?? null);
  useShellKeys({ ownId: session.account.id, which: 'leaving' });

  const attempt = async (ask: () => Promise<SessionState>): Promise<void> => {
    setBusy(true);
    setFailure(null);
    try {
      await setSession(await ask());
    } catch (error) {
      setFailure(failureOf(error));
      setBusy(false);
    }
  };
  const change = (event: FormEvent): void => {
    event.preventDefault();
    if (newPassword === null || busy || seconds > 0) return;
    void attempt(() => call('account.changePassword', { currentPassword, newPassword, endOtherSessions: true }));
  };

  return (
    <EntryPage title={t('due.title')} intro={t('due.intro')} width={520}>
      <form onSubmit={change} autoComplete="off">
        <Stack gap="md">
          <PersonHead person={account} />
          <PasswordField label={t('due.present')} required autoFocus value={currentPassword} onValue={setCurrentPassword} />
          <NewPassword label={t('account.newPassword')} names={[account.displayName, account.username]} onReady={onReady} />
          <FailureNotice failure={failure} />
          <Text size="sm" role="timer" aria-live="off" hidden={seconds === 0}>
            {seconds > 0 ? t('login.delayed', { time: minutesAndSeconds(seconds) }) : ''}
          </Text>
          <Group justify="space-between">
            <Button variant="default" disabled={busy} onClick={() => void attempt(() => call('session.signOut'))}>
              {t('shell.signOut')}
            </Button>
            <Button type="submit" loading={busy} disabled={currentPassword === '' || newPassword === null || seconds > 0}>
              {t('due.change')}
            </Button>
          </Group>
        </Stack>
      </form>
    </EntryPage>
  );
}
