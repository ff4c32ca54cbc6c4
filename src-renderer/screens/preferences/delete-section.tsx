import { Button, Group, Paper, Stack, Text, TextInput, Title } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { Failure } from '../../../src-shared/errors.ts';
import type { AccountView } from '../../../src-shared/models.ts';
import { call, failureOf } from '../../api.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { PasswordField } from '../../components/password-field.tsx';
import { useAppStore } from '../../stores/app-store.ts';
import { useAnswer } from '../administration/use-answer.ts';
import { useTexts } from '../administration/use-texts.ts';
import classes from './preferences.module.css';

const dayMilliseconds = 86_400_000;

/** The end of the own account: what goes with it, until when it can come back, and two things to type first. */
export function DeleteSection({ account }: { readonly account: AccountView }) {
  const { t } = useTranslation();
  const title = t('preferences.leaving.title');
  return (
    <Paper withBorder p="lg" radius="md" bg="var(--sr-panel)" component="section" aria-label={title} className={classes['danger'] ?? ''}>
      <Title order={2} fz="var(--sr-text-xl)" mb="md">
        {title}
      </Title>
      <Stack gap="md">
        <WhatIsLost administrator={account.role === 'administrator'} />
        <DeleteForm username={account.username} />
      </Stack>
    </Paper>
  );
}

function WhatIsLost({ administrator }: { readonly administrator: boolean }) {
  const { t } = useTranslation();
  const texts = useTexts();
  const { value: limits } = useAnswer(() => call('preferences.limits'), 'limits', 0);
  const { value: counts } = useAnswer(() => call('items.counts'), 'counts', 0);
  const kept = counts === null ? null : counts.all + counts.trash;
  return (
    <>
      <Text size="sm">{t('preferences.leaving.text')}</Text>
      <ul className={classes['points']}>
        {kept !== 0 && <li>{kept === null ? t('preferences.leaving.vault') : t('preferences.leaving.vaultOf', { count: kept })}</li>}
        <li>{t('preferences.leaving.sessions')}</li>
      </ul>
      {limits !== null && (
        <Text size="sm">
          {t('preferences.leaving.until', {
            count: limits.deletionGraceDays,
            date: texts.date(Date.now() + limits.deletionGraceDays * dayMilliseconds),
          })}{' '}
          {t('preferences.leaving.log')}
        </Text>
      )}
      {administrator && (
        <Text size="sm" c="dimmed">
          {t('preferences.leaving.administrator')}
        </Text>
      )}
    </>
  );
}

function DeleteForm({ username }: { readonly username: string }) {
  const { t } = useTranslation();
  const setSession = useAppStore((state) => state.setSession);
  const [password, setPassword] = useState('');
  const [typed, setTyped] = useState('');
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const ready = password !== '' && typed.trim() === username;

  const leave = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!ready || busy) return;
    setBusy(true);
    setFailure(null);
    try {
      await setSession(await call('account.delete', { password }));
    } catch (error) {
      setFailure(failureOf(error));
      setBusy(false);
    }
  };
  return (
    <form onSubmit={(event) => void leave(event)} autoComplete="off">
      <Stack gap="sm">
        <PasswordField label={t('preferences.currentPassword')} value={password} onValue={setPassword} />
        <TextInput
          label={t('preferences.typeUsername', { name: username })}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          autoComplete="off"
          spellCheck={false}
        />
        <FailureNotice failure={failure} />
        <Group justify="flex-end">
          <Button type="submit" color="red.9" disabled={!ready} loading={busy}>
            {t('preferences.leaving.go')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
