import { Button, Group, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useCallback, useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { Failure } from '../../../src-shared/errors.ts';
import type { Tile } from '../../../src-shared/models.ts';
import { call, failureOf } from '../../api.ts';
import { EntryPage } from '../../components/entry-page.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { NewPassword } from '../../components/new-password.tsx';
import { PersonHead } from '../../components/person-head.tsx';
import { useAppStore } from '../../stores/app-store.ts';

/** The recovery code and a new password. */
export function RecoverStep({ tile, onBack }: { readonly tile: Tile; readonly onBack: () => void }) {
  const { t } = useTranslation();
  const setSession = useAppStore((state) => state.setSession);
  const [code, setCode] = useState('');
  const [password, setPassword] = useState<string | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const onReady = useCallback((ready: string | null) => setPassword(ready), []);

  const recover = async (acceptOlder: boolean): Promise<void> => {
    if (password === null || busy) return;
    setBusy(true);
    setFailure(null);
    try {
      await setSession(await call('session.recover', { accountId: tile.id, code, newPassword: password, acceptOlder }));
    } catch (error) {
      setFailure(failureOf(error));
      setBusy(false);
    }
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void recover(false);
  };

  return (
    <EntryPage title={t('recover.title')} intro={t('recover.intro')} width={520}>
      <form onSubmit={submit} autoComplete="off">
        <Stack gap="md">
          <PersonHead person={tile} />
          <TextInput
            label={t('recover.code')}
            description={t('recover.codeHint')}
            required
            autoFocus
            value={code}
            maxLength={100}
            spellCheck={false}
            onChange={(event) => setCode(event.currentTarget.value)}
            styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
          />
          <NewPassword label={t('account.newPassword')} names={[tile.displayName, tile.username]} onReady={onReady} />
          <FailureNotice failure={failure} />
          {failure?.code === 'dataOlderThanSeen' && (
            <Button variant="default" onClick={() => void recover(true)} loading={busy}>
              {t('login.acceptOlder')}
            </Button>
          )}
          <Group justify="space-between">
            <Button variant="default" onClick={onBack} disabled={busy}>
              {t('action.back')}
            </Button>
            <Button type="submit" loading={busy} disabled={code.trim() === '' || password === null}>
              {t('recover.open')}
            </Button>
          </Group>
        </Stack>
      </form>
    </EntryPage>
  );
}
