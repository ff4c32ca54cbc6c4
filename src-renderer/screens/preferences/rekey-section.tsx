import { Button, Group, Stack, Text } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { Failure } from '../../../src-shared/errors.ts';
import { call, failureOf } from '../../api.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { PasswordField } from '../../components/password-field.tsx';
import { useAppStore } from '../../stores/app-store.ts';
import type { CodesToConfirm } from '../codes/codes-screen.tsx';
import classes from './preferences.module.css';
import { Section } from './section.tsx';

/** Another key for the vault, against the password; the new recovery code follows. */
export function RekeySection({ onNewCode }: { readonly onNewCode: (codes: CodesToConfirm) => void }) {
  const { t } = useTranslation();
  const setSession = useAppStore((state) => state.setSession);
  const [password, setPassword] = useState('');
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);

  const rekey = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (password === '' || busy) return;
    setBusy(true);
    setFailure(null);
    try {
      // The previous code no longer opens from here on: whatever else fails, the new one is shown.
      onNewCode([{ kind: 'personal', code: await call('account.rekey', { password }) }]);
      await setSession(await call('session.current'));
    } catch (error) {
      setFailure(failureOf(error));
      setBusy(false);
    }
  };

  return (
    <Section title={t('preferences.rekey.title')}>
      <form onSubmit={(event) => void rekey(event)} autoComplete="off">
        <Stack gap="sm">
          <Text size="sm">{t('preferences.rekey.text')}</Text>
          <ul className={classes['points']}>
            <li>{t('preferences.rekey.when')}</li>
            <li>{t('preferences.rekey.code')}</li>
            <li>{t('preferences.rekey.copies')}</li>
          </ul>
          <PasswordField label={t('preferences.currentPassword')} value={password} onValue={setPassword} />
          <FailureNotice failure={failure} />
          <Group justify="space-between" wrap="nowrap">
            <Text size="xs" c="dimmed" role="status">
              {busy ? t('preferences.rekey.busy') : ''}
            </Text>
            <Button type="submit" variant="default" loading={busy} disabled={password === ''} flex="none">
              {t('preferences.rekey.go')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}
