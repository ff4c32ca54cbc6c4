import { Alert, Box, Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconArchive } from '@tabler/icons-react';
import { type FormEvent, useCallback, useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { Output } from '../../../src-shared/contract/index.ts';
import type { Failure } from '../../../src-shared/errors.ts';
import type { SessionState } from '../../../src-shared/models.ts';
import { call, failureOf } from '../../api.ts';
import { CodeField } from '../../components/code-field.tsx';
import { EntryPage } from '../../components/entry-page.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { NewPassword } from '../../components/new-password.tsx';
import type { CodesToConfirm } from '../codes/codes-screen.tsx';
import { useCodeWords } from './use-code-words.ts';

type Whose = Output<'accounts.checkActivation'>;

interface ActivateStepProps {
  readonly onCreated: (session: SessionState, codes: CodesToConfirm) => Promise<void>;
  readonly onBack: () => void;
}

/** An activation code, then whose account it opens, then the password; the recovery code follows by itself. */
export function ActivateStep({ onCreated, onBack }: ActivateStepProps) {
  const [code, setCode] = useState('');
  const [whose, setWhose] = useState<Whose | null>(null);
  if (whose === null) return <AskCode code={code} onCode={setCode} onKnown={setWhose} onBack={onBack} />;
  return <ChoosePassword code={code} whose={whose} onCreated={onCreated} onBack={() => setWhose(null)} />;
}

interface AskCodeProps {
  readonly code: string;
  readonly onCode: (code: string) => void;
  readonly onKnown: (whose: Whose) => void;
  readonly onBack: () => void;
}

function AskCode({ code, onCode, onKnown, onBack }: AskCodeProps) {
  const { t } = useTranslation();
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const words = useCodeWords(failure);

  const check = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (code === '' || busy) return;
    setBusy(true);
    setFailure(null);
    try {
      onKnown(await call('accounts.checkActivation', { code }));
    } catch (error) {
      setFailure(failureOf(error));
      setBusy(false);
    }
  };

  return (
    <EntryPage title={t('activation.title')} intro={t('activation.intro')} width={480}>
      <form onSubmit={(event) => void check(event)} autoComplete="off">
        <Stack gap="md">
          <CodeField label={t('activation.code')} description={t('activation.codeHint')} autoFocus value={code} onValue={onCode} />
          <FailureNotice failure={failure} words={words} />
          <Group justify="space-between">
            <Button variant="default" onClick={onBack} disabled={busy}>
              {t('action.back')}
            </Button>
            <Button type="submit" loading={busy} disabled={code === ''}>
              {t('action.continue')}
            </Button>
          </Group>
        </Stack>
      </form>
    </EntryPage>
  );
}

interface ChoosePasswordProps extends ActivateStepProps {
  readonly code: string;
  readonly whose: Whose;
}

function ChoosePassword({ code, whose, onCreated, onBack }: ChoosePasswordProps) {
  const { t } = useTranslation();
  const [password, setPassword] = useState<string | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const onReady = useCallback((ready: string | null) => setPassword(ready), []);
  const words = useCodeWords(failure);

  const activate = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (password === null || busy) return;
    setBusy(true);
    setFailure(null);
    try {
      const made = await call('accounts.activate', { code, password });
      await onCreated(made.session, [{ kind: 'personal', code: made.personal }]);
    } catch (error) {
      setFailure(failureOf(error));
      setBusy(false);
    }
  };

  return (
    <EntryPage title={t('activation.chooseTitle')} intro={t('activation.chooseIntro')} width={520}>
      <form onSubmit={(event) => void activate(event)} autoComplete="off">
        <Stack gap="md">
          <Box>
            <Text size="sm" c="dimmed">
              {t('activation.whose')}
            </Text>
            <Title order={2} fz="lg" lineClamp={1}>
              {whose.displayName}
            </Title>
            <Text size="sm" c="dimmed" truncate>
              {whose.username}
            </Text>
          </Box>
          {whose.replacesVault && (
            <Alert color="orange" variant="light" icon={<IconArchive />} title={t('activation.replaces')}>
              <Text size="sm">{t('activation.replacesMeaning')}</Text>
            </Alert>
          )}
          <NewPassword label={t('account.password')} names={[whose.displayName, whose.username]} onReady={onReady} autoFocus />
          <FailureNotice failure={failure} words={words} />
          <Group justify="space-between">
            <Button variant="default" onClick={onBack} disabled={busy}>
              {t('action.back')}
            </Button>
            <Button type="submit" loading={busy} disabled={password === null}>
              {t('activation.activate')}
            </Button>
          </Group>
        </Stack>
      </form>
    </EntryPage>
  );
}
