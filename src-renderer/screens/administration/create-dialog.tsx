import { Group, Radio, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { displayNameSchema, emailSchema, usernameSchema } from '../../../src-shared/models.ts';
import { call } from '../../api.ts';
import { usernameFrom } from '../../components/account-form.tsx';
import { FormFrame } from '../../components/form-frame.tsx';
import type { Slip } from './slip.tsx';
import { Dialog } from '../../components/dialog.tsx';

interface CreateDialogProps {
  readonly onCreated: (slip: Slip) => void;
  readonly onStay: () => void;
}

/** A new account without a password: its person chooses it with the activation code. */
export function CreateDialog({ onCreated, onStay }: CreateDialogProps) {
  const { t } = useTranslation();
  return (
    <Dialog onClose={onStay} title={t('administration.create.title')} size={500}>
      <CreateForm onCreated={onCreated} onStay={onStay} />
    </Dialog>
  );
}

function CreateForm({ onCreated, onStay }: CreateDialogProps) {
  const { t } = useTranslation();
  const [displayName, setDisplayName] = useState('');
  const [ownUsername, setOwnUsername] = useState<string | null>(null);
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<'administrator' | 'user'>('user');
  const username = ownUsername ?? usernameFrom(displayName);
  const usernameWrong = username !== '' && !usernameSchema.safeParse(username).success;
  const emailWrong = email !== '' && !emailSchema.safeParse(email).success;
  const complete = displayNameSchema.safeParse(displayName).success && username !== '' && !usernameWrong && !emailWrong;

  const create = async (): Promise<void> => {
    const activation = await call('people.create', { username, displayName, email: email === '' ? null : email, role });
    onCreated({ activation, displayName: displayName.trim() });
  };

  return (
    <FormFrame complete={complete} go={t('administration.create.go')} onGo={create} onStay={onStay}>
      <Text size="sm">{t('administration.create.intro')}</Text>
      <Group grow align="flex-start">
        <TextInput
          label={t('administration.create.name')}
          required
          data-autofocus
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
        error={emailWrong ? t('account.emailWrong') : null}
      />
      <Radio.Group label={t('administration.people.role')} value={role} onChange={setRole}>
        <Group gap="lg" mt={6}>
          <Radio value="user" label={t('role.user')} />
          <Radio value="administrator" label={t('role.administrator')} />
        </Group>
      </Radio.Group>
      {role === 'administrator' && (
        <Text size="sm" c="dimmed">
          {t('administration.create.admin')}
        </Text>
      )}
    </FormFrame>
  );
}
