import { Button, Group, Stack, Text } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { type Translate, useTranslation } from '../../i18n/use-translation.ts';
import type { Failure } from '../../../src-shared/errors.ts';
import { call, failureOf } from '../../api.ts';
import { CodeField } from '../../components/code-field.tsx';
import { EntryPage } from '../../components/entry-page.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { NameField } from './password-form.tsx';
import { useCodeWords } from './use-code-words.ts';
import { whoIs } from './who.ts';

/** The way back where every administrator is lost: the installation's recovery code makes somebody one. */
export function RestoreStep({ onBack }: { readonly onBack: () => void }) {
  const { t } = useTranslation();
  const [code, setCode] = useState('');
  const [username, setUsername] = useState('');
  const [restored, setRestored] = useState<string | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const codeWords = useCodeWords(failure);
  const who = whoIs(null, username);

  const restore = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (code === '' || who === null || busy) return;
    setBusy(true);
    setFailure(null);
    try {
      setRestored((await call('accounts.restoreAdministrator', { code, username })).displayName);
    } catch (error) {
      setFailure(failureOf(error));
      setBusy(false);
    }
  };

  if (restored !== null) return <Restored name={restored} onDone={onBack} />;
  return (
    <EntryPage title={t('restore.title')} intro={t('restore.intro')} width={520}>
      <form onSubmit={(event) => void restore(event)} autoComplete="off">
        <Stack gap="md">
          <CodeField label={t('restore.code')} description={t('recover.codeHint')} autoFocus value={code} onValue={setCode} />
          <NameField username={username} onUsername={setUsername} autoFocus={false} />
          <FailureNotice failure={failure} words={codeWords ?? personWords(t, failure)} />
          <Group justify="space-between">
            <Button variant="default" onClick={onBack} disabled={busy}>
              {t('action.back')}
            </Button>
            <Button type="submit" loading={busy} disabled={code === '' || who === null}>
              {t('restore.restore')}
            </Button>
          </Group>
        </Stack>
      </form>
    </EntryPage>
  );
}

/** What main says of the person, in words that fit a typed name. */
function personWords(t: Translate, failure: Failure | null): { readonly title: string; readonly next: string } | null {
  if (failure?.code === 'notFound') return { title: t('restore.unknown.title'), next: t('restore.unknown.next') };
  if (failure?.code === 'notAllowedNow') return { title: t('restore.noPassword.title'), next: t('restore.noPassword.next') };
  return null;
}

function Restored({ name, onDone }: { readonly name: string; readonly onDone: () => void }) {
  const { t } = useTranslation();
  return (
    <EntryPage title={t('restore.doneTitle', { name })} intro={t('restore.doneIntro')} width={480}>
      <Text size="sm" role="status">
        {t('restore.doneNext')}
      </Text>
      <Group justify="flex-end">
        <Button onClick={onDone} autoFocus>
          {t('join.toLogin')}
        </Button>
      </Group>
    </EntryPage>
  );
}
