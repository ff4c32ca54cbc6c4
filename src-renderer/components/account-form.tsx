import { Button, Group, Stack } from '@mantine/core';
import { type FormEvent, useCallback, useState } from 'react';
import { useTranslation } from '../i18n/use-translation.ts';
import type { Input } from '../../src-shared/contract/index.ts';
import type { Failure } from '../../src-shared/errors.ts';
import { failureOf } from '../api.ts';
import { FailureNotice } from './failure-notice.tsx';
import { NewPassword } from './new-password.tsx';
import { PersonFields, usePersonTyped } from './person-fields.tsx';

interface AccountFormProps {
  readonly suggestedEmail?: string | null;
  readonly onCreate: (person: Input<'accounts.create'>) => Promise<void>;
  readonly onBack: () => void;
  /** What the button says. */
  readonly action?: string;
}

/** Who somebody is and how the vault opens. */
export function AccountForm({ suggestedEmail = null, onCreate, onBack, action }: AccountFormProps) {
  const { t } = useTranslation();
  const person = usePersonTyped(suggestedEmail ?? '');
  const [password, setPassword] = useState<string | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const onReady = useCallback((ready: string | null) => setPassword(ready), []);
  const complete = person.complete && password !== null;

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!person.complete || password === null || busy) return;
    setBusy(true);
    setFailure(null);
    try {
      await onCreate({ ...person.names, password });
    } catch (error) {
      setFailure(failureOf(error));
      setBusy(false);
    }
  };

  return (
    <form onSubmit={(event) => void submit(event)} autoComplete="off">
      <Stack gap="md">
        <PersonFields nameLabel={t('account.displayName')} person={person} />
        <NewPassword label={t('account.password')} names={[person.displayName, person.username, person.email]} onReady={onReady} />
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
