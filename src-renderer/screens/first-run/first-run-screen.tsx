import { Alert, Button, Group, List, Stack, Text, ThemeIcon } from '@mantine/core';
import { IconCheck, IconKey, IconShieldHalf } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { KeychainStatus, SessionState } from '../../../src-shared/models.ts';
import { call } from '../../api.ts';
import { AccountForm } from '../../components/account-form.tsx';
import { EntryPage } from '../../components/entry-page.tsx';
import { useAppStore } from '../../stores/app-store.ts';
import type { CodesToConfirm } from '../codes/codes-screen.tsx';

interface FirstRunScreenProps {
  readonly onCreated: (session: SessionState, codes: CodesToConfirm) => Promise<void>;
}

/** Welcome → keychain → administrator; the codes and the vault follow by themselves. */
export function FirstRunScreen({ onCreated }: FirstRunScreenProps) {
  const { t } = useTranslation();
  const suggestedEmail = useAppStore((state) => state.status?.suggestedEmail ?? null);
  const [step, setStep] = useState<'welcome' | 'keychain' | 'account'>('welcome');

  if (step === 'welcome') return <Welcome onBegin={() => setStep('keychain')} />;
  if (step === 'keychain') return <KeychainStep onBack={() => setStep('welcome')} onContinue={() => setStep('account')} />;
  return (
    <EntryPage title={t('account.adminTitle')} intro={t('account.adminIntro')} width={520}>
      <AccountForm
        suggestedEmail={suggestedEmail}
        onBack={() => setStep('keychain')}
        onCreate={async (person) => {
          const made = await call('setup.createAdministrator', person);
          await onCreated(made.session, [
            { kind: 'personal', code: made.personal },
            { kind: 'installation', code: made.installation },
          ]);
        }}
      />
    </EntryPage>
  );
}

function Welcome({ onBegin }: { readonly onBegin: () => void }) {
  const { t } = useTranslation();
  return (
    <EntryPage title={t('welcome.title')} intro={t('welcome.intro')} width={520}>
      <List
        spacing="sm"
        styles={{ itemWrapper: { alignItems: 'flex-start' } }}
        icon={
          <ThemeIcon size={22} radius="xl" variant="light">
            <IconCheck size={14} />
          </ThemeIcon>
        }
      >
        {[t('welcome.point1'), t('welcome.point2'), t('welcome.point3')].map((point) => (
          <List.Item key={point}>
            <Text size="sm">{point}</Text>
          </List.Item>
        ))}
      </List>
      <Group justify="flex-end">
        <Button onClick={onBegin} autoFocus>
          {t('welcome.begin')}
        </Button>
      </Group>
    </EntryPage>
  );
}

function KeychainStep({ onBack, onContinue }: { readonly onBack: () => void; readonly onContinue: () => void }) {
  const { t } = useTranslation();
  const known = useAppStore((state) => state.status?.keychain ?? null);
  const [checked, setChecked] = useState<KeychainStatus | null>(null);
  const [busy, setBusy] = useState(false);
  const keychain = checked ?? known;
  const ask = async (channel: 'setup.checkKeychain' | 'setup.useFileKeychain'): Promise<void> => {
    setBusy(true);
    setChecked(await call(channel).finally(() => setBusy(false)));
  };
  const available = keychain?.state === 'available';

  return (
    <EntryPage title={t('keychain.title')} intro={t('keychain.intro')} width={520}>
      {keychain !== null && <KeychainState keychain={keychain} />}
      {!available && (
        <Stack gap="xs" p="md" bg="var(--sr-rail)" bdrs="md">
          <Text size="sm">{t('keychain.fileMeaning')}</Text>
          <Button variant="default" w="fit-content" loading={busy} onClick={() => void ask('setup.useFileKeychain')}>
            {t('keychain.useFile')}
          </Button>
        </Stack>
      )}
      <Group justify="space-between">
        <Button variant="default" onClick={onBack}>
          {t('action.back')}
        </Button>
        {available ? (
          <Button onClick={onContinue} autoFocus>
            {t('action.continue')}
          </Button>
        ) : (
          <Button onClick={() => void ask('setup.checkKeychain')} loading={busy}>
            {t('action.retry')}
          </Button>
        )}
      </Group>
    </EntryPage>
  );
}

function KeychainState({ keychain: { kind, state } }: { readonly keychain: KeychainStatus }) {
  const { t } = useTranslation();
  if (state === 'available') {
    const reduced = kind === 'file';
    return (
      <Alert color={reduced ? 'yellow' : 'teal'} icon={reduced ? <IconShieldHalf /> : <IconKey />} role="status">
        {t(reduced ? 'keychain.availableFile' : 'keychain.availableOs')}
      </Alert>
    );
  }
  return (
    <Alert color="red" icon={<IconKey />} title={t(`keychain.${state}`)} role="alert">
      {t(state === 'locked' ? 'keychain.lockedNext' : 'keychain.unavailableNext')}
    </Alert>
  );
}
