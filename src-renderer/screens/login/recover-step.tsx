import { Button, Group, Stack } from '@mantine/core';
import { type FormEvent, useCallback, useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { Failure } from '../../../src-shared/errors.ts';
import type { SessionState, Tile } from '../../../src-shared/models.ts';
import { call, failureOf } from '../../api.ts';
import { CodeField } from '../../components/code-field.tsx';
import { EntryPage } from '../../components/entry-page.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { NewPassword } from '../../components/new-password.tsx';
import { PersonHead } from '../../components/person-head.tsx';
import { NameField } from './password-form.tsx';
import type { CodesToConfirm } from '../codes/codes-screen.tsx';
import { useCodeWords } from './use-code-words.ts';
import { whoIs } from './who.ts';

interface RecoverStepProps {
  /** Null: the name is typed. */
  readonly tile: Tile | null;
  readonly typedName: string;
  readonly onRecovered: (session: SessionState, codes: CodesToConfirm) => Promise<void>;
  readonly onBack: () => void;
}

/** The recovery code and a new password; a new code in place of the one that was used follows by itself. */
export function RecoverStep({ tile, typedName, onRecovered, onBack }: RecoverStepProps) {
  const { t } = useTranslation();
  const [username, setUsername] = useState(typedName);
  const [code, setCode] = useState('');
  const [password, setPassword] = useState<string | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const onReady = useCallback((ready: string | null) => setPassword(ready), []);
  const words = useCodeWords(failure);
  const who = whoIs(tile, username);

  const recover = async (acceptOlder: boolean): Promise<void> => {
    if (who === null || password === null || busy) return;
    setBusy(true);
    setFailure(null);
    try {
      const session = await call('session.recover', { who, code, newPassword: password, acceptOlder });
      // The vault is open already: where no code can be had now, the shell asks for one.
      const fresh = await call('recovery.renew', { kind: 'personal', password }).catch(() => null);
      await onRecovered(session, fresh === null ? [] : [{ kind: 'personal', code: fresh, afterUse: true }]);
    } catch (error) {
      setFailure(failureOf(error));
      setBusy(false);
    }
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void recover(false);
  };
  const nameFirst = tile === null && typedName === '';

  return (
    <EntryPage title={t('recover.title')} intro={t('recover.intro')} width={520}>
      <form onSubmit={submit} autoComplete="off">
        <Stack gap="md">
          {tile === null ? <NameField username={username} onUsername={setUsername} autoFocus={nameFirst} /> : <PersonHead person={tile} />}
          <CodeField
            label={t('recover.code')}
            description={t('recover.codeHint')}
            required
            autoFocus={!nameFirst}
            value={code}
            onValue={setCode}
          />
          <NewPassword
            label={t('account.newPassword')}
            names={tile === null ? [username] : [tile.displayName, tile.username]}
            onReady={onReady}
          />
          <FailureNotice failure={failure} words={words} />
          {failure?.code === 'dataOlderThanSeen' && (
            <Button variant="default" onClick={() => void recover(true)} loading={busy}>
              {t('login.acceptOlder')}
            </Button>
          )}
          <Group justify="space-between">
            <Button variant="default" onClick={onBack} disabled={busy}>
              {t('action.back')}
            </Button>
            <Button type="submit" loading={busy} disabled={who === null || code === '' || password === null}>
              {t('recover.open')}
            </Button>
          </Group>
        </Stack>
      </form>
    </EntryPage>
  );
}
