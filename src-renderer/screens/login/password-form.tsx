import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { Failure } from '../../../src-shared/errors.ts';
import type { Tile } from '../../../src-shared/models.ts';
import { call, failureOf } from '../../api.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { PasswordField } from '../../components/password-field.tsx';
import { PersonHead } from '../../components/person-head.tsx';
import { minutesAndSeconds, useCountdown } from '../../components/use-countdown.ts';
import { useAppStore } from '../../stores/app-store.ts';
import { whoIs } from './who.ts';

interface PasswordFormProps {
  /** Null: the name is typed. */
  readonly tile: Tile | null;
  /** Null where there is nobody else to choose. */
  readonly onOther: (() => void) | null;
  /** With the name as it was typed. */
  readonly onRecover: (username: string) => void;
}

/** One person's password, with what keeps it from opening. */
export function PasswordForm({ tile, onOther, onRecover }: PasswordFormProps) {
  const { t } = useTranslation();
  const setSession = useAppStore((state) => state.setSession);
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const seconds = useCountdown(failure?.detail?.retryAt ?? tile?.lockedUntil ?? null);
  const who = whoIs(tile, username);
  const wrongName = tile === null && failure?.code === 'wrongPassword';

  const signIn = async (acceptOlder: boolean): Promise<void> => {
    if (who === null || password === '' || busy || seconds > 0) return;
    setBusy(true);
    setFailure(null);
    try {
      await setSession(await call('session.signIn', { who, password, acceptOlder }));
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
  const rename = (typed: string): void => {
    setUsername(typed);
    // What was said, a delay above all, concerned another person.
    setFailure(null);
  };

  return (
    <form onSubmit={submit} autoComplete="off">
      <Stack gap="md">
        {tile === null ? <NameField username={username} onUsername={rename} /> : <PersonHead person={tile} />}
        <PasswordField
          label={t('login.password')}
          value={password}
          onValue={setPassword}
          autoFocus={tile !== null}
          disabled={seconds > 0}
          data-testid="password"
        />
        <FailureNotice
          failure={failure}
          words={wrongName ? { title: t('login.wrongName.title'), next: t('login.wrongName.next') } : null}
        />
        <Text size="sm" role="timer" aria-live="off" hidden={seconds === 0}>
          {seconds > 0 ? t('login.delayed', { time: minutesAndSeconds(seconds) }) : ''}
        </Text>
        {failure?.code === 'dataOlderThanSeen' && (
          <Button variant="default" onClick={() => void signIn(true)} loading={busy}>
            {t('login.acceptOlder')}
          </Button>
        )}
        <Button type="submit" fullWidth loading={busy} disabled={who === null || password === '' || seconds > 0}>
          {t(tile?.signedIn === true ? 'login.unlock' : 'login.signIn')}
        </Button>
        <Group justify={onOther === null ? 'center' : 'space-between'} wrap="nowrap" gap="xs">
          {onOther !== null && (
            <Button variant="subtle" size="compact-sm" onClick={onOther}>
              {t('login.other')}
            </Button>
          )}
          <Button
            variant={failure?.code === 'keychainEntryMissing' ? 'filled' : 'subtle'}
            size="compact-sm"
            onClick={() => onRecover(username)}
          >
            {t('login.useCode')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

interface NameFieldProps {
  readonly username: string;
  readonly onUsername: (username: string) => void;
  readonly autoFocus?: boolean;
}

/** Whose account is meant, where the login screen shows nobody. */
export function NameField({ username, onUsername, autoFocus = true }: NameFieldProps) {
  const { t } = useTranslation();
  const wrong = username !== '' && whoIs(null, username) === null;
  return (
    <TextInput
      label={t('login.username')}
      value={username}
      onChange={(event) => onUsername(event.currentTarget.value)}
      error={wrong ? t('account.usernameWrong') : null}
      autoFocus={autoFocus}
      autoComplete="off"
      spellCheck={false}
      autoCapitalize="none"
    />
  );
}
