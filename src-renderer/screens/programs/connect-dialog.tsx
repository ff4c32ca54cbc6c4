import { Button, Checkbox, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconCopy } from '@tabler/icons-react';
import { useState } from 'react';
import type { Output } from '../../../src-shared/contract/index.ts';
import { limits } from '../../../src-shared/limits.ts';
import { displayNameSchema } from '../../../src-shared/models.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { call } from '../../api.ts';
import { Dialog } from '../../components/dialog.tsx';
import { FormFrame } from '../../components/form-frame.tsx';
import { useTell } from '../../components/use-tell.ts';
import classes from './programs.module.css';

type Registered = Output<'programs.register'>;

/** Makes a token for a program. The token lives in this dialog alone, so from then on only its button closes it. */
export function ConnectDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const [registered, setRegistered] = useState<Registered | null>(null);
  const open = registered === null;
  return (
    <Dialog
      onClose={onClose}
      title={open ? t('programs.connect') : t('programs.new.done', { name: registered.program.name })}
      size={540}
      closeOnEscape={open}
      closeOnClickOutside={open}
    >
      {open ? <ConnectForm onRegistered={setRegistered} onStay={onClose} /> : <Token registered={registered} onDone={onClose} />}
    </Dialog>
  );
}

interface ConnectFormProps {
  readonly onRegistered: (registered: Registered) => void;
  readonly onStay: () => void;
}

function ConnectForm({ onRegistered, onStay }: ConnectFormProps) {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const [web, setWeb] = useState(false);
  const [address, setAddress] = useState('');
  const [left, setLeft] = useState(false);
  const origin = web ? originOf(address) : null;
  const complete = displayNameSchema.safeParse(name).success && (!web || origin !== null);

  const connect = async (): Promise<void> => onRegistered(await call('programs.register', { name: name.trim(), origin }));
  return (
    <FormFrame complete={complete} go={t('programs.new.go')} onGo={connect} onStay={onStay}>
      <Text size="sm">{t('programs.new.text')}</Text>
      <TextInput
        label={t('programs.new.name')}
        required
        data-autofocus
        spellCheck={false}
        maxLength={limits.displayNameMaxCharacters}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Checkbox label={t('programs.new.web')} checked={web} onChange={(event) => setWeb(event.currentTarget.checked)} />
      {web && (
        <TextInput
          label={t('programs.new.origin')}
          description={t('programs.new.originHint')}
          required
          autoFocus
          spellCheck={false}
          maxLength={200}
          value={address}
          onChange={(event) => setAddress(event.currentTarget.value)}
          onFocus={() => setLeft(false)}
          onBlur={() => setLeft(true)}
          error={left && address !== '' && origin === null ? t('programs.new.originWrong') : null}
        />
      )}
    </FormFrame>
  );
}

/** The part of an address that a browser names as where a page comes from; null for what is no web address. */
function originOf(address: string): string | null {
  if (!/^https?:\/\//i.test(address.trim())) return null;
  return URL.parse(address.trim())?.origin ?? null;
}

function Token({ registered: { program, token }, onDone }: { readonly registered: Registered; readonly onDone: () => void }) {
  const { t } = useTranslation();
  const { tell, tellFailure } = useTell();
  const line = `STRONGROOM_TOKEN=${token}`;
  const copy = async (value: string): Promise<void> => {
    try {
      const { clearsAt } = await call('generator.copy', { value });
      tell(t('programs.new.copied', { seconds: Math.round((clearsAt - Date.now()) / 1000) }));
    } catch (error) {
      tellFailure(error);
    }
  };
  return (
    <Stack gap="md">
      <Text size="sm">{t('programs.new.once')}</Text>
      <div>
        <Text size="sm" mb={6}>
          {t('programs.new.how', { name: program.name })}
        </Text>
        <code className={classes['token']} data-testid="program-token">
          {line}
        </code>
      </div>
      <Group justify="space-between">
        <Group gap="xs">
          <Button variant="default" data-autofocus autoFocus leftSection={<IconCopy size={17} />} onClick={() => void copy(line)}>
            {t('programs.new.copyLine')}
          </Button>
          <Button variant="subtle" onClick={() => void copy(token)}>
            {t('programs.new.copyToken')}
          </Button>
        </Group>
        <Button onClick={onDone}>{t('programs.new.kept')}</Button>
      </Group>
    </Stack>
  );
}
