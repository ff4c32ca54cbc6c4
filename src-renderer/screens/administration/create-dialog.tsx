import { Group, Radio, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { call } from '../../api.ts';
import { FormFrame } from '../../components/form-frame.tsx';
import { PersonFields, usePersonTyped } from '../../components/person-fields.tsx';
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
  const person = usePersonTyped();
  const [role, setRole] = useState<'administrator' | 'user'>('user');

  const create = async (): Promise<void> => {
    const activation = await call('people.create', { ...person.names, role });
    onCreated({ activation, displayName: person.displayName.trim() });
  };

  return (
    <FormFrame complete={person.complete} go={t('administration.create.go')} onGo={create} onStay={onStay}>
      <Text size="sm">{t('administration.create.intro')}</Text>
      <PersonFields nameLabel={t('administration.create.name')} person={person} />
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
