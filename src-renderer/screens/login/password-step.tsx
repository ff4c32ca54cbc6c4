import { Button, Group, Stack, Text } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { Failure } from '../../../src-shared/errors.ts';
import type { LockReason, Tile } from '../../../src-shared/models.ts';
import { call, failureOf } from '../../api.ts';
import { EntryPage } from '../../components/entry-page.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { PasswordField } from '../../components/password-field.tsx';
import { PersonHead } from '../../components/person-head.tsx';
import { minutesAndSeconds, useCountdown } from '../../components/use-countdown.ts';
import { useAppStore } from '../../stores/app-store.ts';

interface PasswordStepProps {
  readonly tile: Tile;
  readonly reason: LockReason | null;
  readonly onOther: () => void;
  readonly onRecover: () => void;
}

/** One person's password, with what keeps it from opening. */
export function PasswordStep({ tile, reason, onOther, onRecover }: PasswordStepProps) {
  const { t } = useTranslation();
  const setSession = useAppStore((state) => state.setSession);
  const [password, setPassword] = useState('');
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const seconds = useCountdown(failure?.detail?.retryAt ?? tile.lockedUntil);

  const signIn = async (acceptOlder: boolean): Promise<void> => {
    if (password === '' || busy || seconds > 0) return;
    setBusy(true);
    setFailure(null);
    try {
      await setSession(await call('session.signIn', { who: { accountId: tile.id }, password, acceptOlder }));
    } catch (error) {
      const refused = failureOf(error);
      setFailure(refused);
      if (refused.code !== 'dataOlderThanSeen') setPassword('');
      setBusy(false);
    }
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void signIn(false);
  };

  return (
    <EntryPage title={t('app.name')} intro={reason === null ? undefined : t(`login.reason.${reason}`)} width={440}>
      <form onSubmit={submit} autoComplete="off">
        <Stack gap="md">
          <PersonHead person={tile} />
          <PasswordField
            label={t('login.password')}
            value={password}
            onValue={setPassword}
            autoFocus
            disabled={seconds > 0}
            data-testid="password"
          />
          <FailureNotice failure={failure} />
          <Text size="sm" role="timer" aria-live="off" hidden={seconds === 0}>
            {seconds > 0 ? t('login.delayed', { time: minutesAndSeconds(seconds) }) : ''}
          </Text>
          {failure?.code === 'dataOlderThanSeen' && (
            <Button variant="default" onClick={() => void signIn(true)} loading={busy}>
              {t('login.acceptOlder')}
            </Button>
          )}
          <Button type="submit" fullWidth loading={busy} disabled={password === '' || seconds > 0}>
            {t(tile.signedIn ? 'login.unlock' : 'login.signIn')}
          </Button>
          <Group justify="space-between" wrap="nowrap" gap="xs">
            <Button variant="subtle" size="compact-sm" onClick={onOther}>
              {t('login.other')}
            </Button>
            <Button variant={failure?.code === 'keychainEntryMissing' ? 'filled' : 'subtle'} size="compact-sm" onClick={onRecover}>
              {t('login.useCode')}
            </Button>
          </Group>
        </Stack>
      </form>
    </EntryPage>
  );
}
