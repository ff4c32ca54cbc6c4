import { Button, Group, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useCallback, useState } from 'react';
import { useTranslation } from '../i18n/use-translation.ts';
import type { Input } from '../../src-shared/contract/index.ts';
import type { Failure } from '../../src-shared/errors.ts';
import { displayNameSchema, emailSchema, usernameSchema } from '../../src-shared/models.ts';
import { failureOf } from '../api.ts';
import { FailureNotice } from './failure-notice.tsx';
import { NewPassword } from './new-password.tsx';

interface AccountFormProps {
  readonly suggestedEmail?: string | null;
  readonly onCreate: (person: Input<'accounts.create'>) => Promise<void>;
  readonly onBack: () => void;
  /** What the button says. */
  readonly action?: string;
}

/** A user name that goes with a display name: small letters and dots. */
export const usernameFrom = (displayName: string): string =>
  (displayName.trim().split(/\s+/)[0] ?? '')
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{Ll}\p{Lo}\p{N}._-]/gu, '');

/** Who somebody is and how the vault opens. */
export function AccountForm({ suggestedEmail = null, onCreate, onBack, action }: AccountFormProps) {
  const { t } = useTranslation();
  const [displayName, setDisplayName] = useState('');
  const [ownUsername, setOwnUsername] = useState<string | null>(null);
  const [email, setEmail] = useState(suggestedEmail ?? '');
  const [emailLeft, setEmailLeft] = useState(false);
  const [password, setPassword] = useState<string | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const username = ownUsername ?? usernameFrom(displayName);
  const onReady = useCallback((ready: string | null) => setPassword(ready), []);
  const emailWrong = email !== '' && !emailSchema.safeParse(email).success;
  const usernameWrong = username !== '' && !usernameSchema.safeParse(username).success;
  const complete =
    displayNameSchema.safeParse(displayName).success && username !== '' && !usernameWrong && !emailWrong && password !== null;

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!complete || password === null || busy) return;
    setBusy(true);
    setFailure(null);
    try {
      await onCreate({ displayName, username, email: email === '' ? null : email, password });
    } catch (error) {
      setFailure(failureOf(error));
      setBusy(false);
    }
  };

  return (
    <form onSubmit={(event) => void submit(event)} autoComplete="off">
      <Stack gap="md">
        <Group grow align="flex-start">
          <TextInput
            label={t('account.displayName')}
            required
            data-autofocus
            autoFocus
            value={displayName}
            onChange={(event) => setDisplayName(event.currentTarget.value)}
          />
          <TextInput
            label={t('account.username')}
            required
            value={username}
            onChange={(event) => setOwnUsername(event.currentTarget.value)}
            error={usernameWrong ? t('account.usernameWrong') : null}
          />
        </Group>
        <TextInput
          label={`${t('account.email')} (${t('account.optional')})`}
          type="email"
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
          onFocus={() => setEmailLeft(false)}
          onBlur={() => setEmailLeft(true)}
          // Every address is wrong until it is whole: while one types, there is nothing to say.
          error={emailWrong && emailLeft ? t('account.emailWrong') : null}
        />
        <NewPassword label={t('account.password')} names={[displayName, username, email]} onReady={onReady} />
        <FailureNotice failure={failure} />
        <Group justify="space-between">
          <Button variant="default" onClick={onBack} disabled={busy}>
            {t('action.back')}
          </Button>
          <Button type="submit" disabled={!complete} loading={busy}>
            {action ?? t('account.create')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
