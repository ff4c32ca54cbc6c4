import { Button, Group, Text, TextInput } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { limits } from '../../../src-shared/limits.ts';
import type { SshKeyAnswer } from '../../../src-shared/ssh-keys.ts';
import { call } from '../../api.ts';
import type { Draft } from './draft.ts';
import classes from './services.module.css';
import vault from './vault.module.css';

interface SshToolsProps {
  readonly draft: Draft;
  readonly onDraft: (change: (draft: Draft) => Draft) => void;
}

const withValues = (draft: Draft, values: Readonly<Record<string, string>>): Draft => ({
  ...draft,
  fields: draft.fields.map((field) => {
    const value = values[field.id];
    return value === undefined ? field : { ...field, value };
  }),
});

/** In the form of an SSH key: makes a pair, and tells what public half a pasted private key has. */
export function SshTools({ draft, onDraft }: SshToolsProps) {
  const { t } = useTranslation();
  const [comment, setComment] = useState('');
  const [told, setTold] = useState<'generated' | 'failed' | null>(null);
  const holder = draft.fields.find(({ id }) => id === 'private-key');
  const answer = useDescribed(holder?.value ?? '', (publicKey) =>
    onDraft((before) =>
      before.fields.some(({ id, value }) => id === 'public-key' && value === '') ? withValues(before, { 'public-key': publicKey }) : before,
    ),
  );
  if (holder === undefined) return null;

  const generate = async (): Promise<void> => {
    try {
      const { privateKey, publicKey } = await call('sshKeys.generate', { comment: comment.trim() });
      onDraft((before) => withValues(before, { 'private-key': privateKey, 'public-key': publicKey, passphrase: '' }));
      setTold('generated');
    } catch {
      setTold('failed');
    }
  };
  return (
    <div className={classes['line']}>
      <Group gap="sm" align="flex-end" w="100%">
        <TextInput
          size="xs"
          flex="1 1 140px"
          label={t('ssh.comment')}
          placeholder={t('ssh.commentHint')}
          maxLength={limits.sshCommentMaxCharacters}
          spellCheck={false}
          value={comment}
          onChange={(event) => setComment(event.currentTarget.value.replaceAll(/\p{Cc}/gu, ''))}
        />
        <Button size="xs" variant="default" leftSection={<IconKey size={16} />} onClick={() => void generate()}>
          {t(holder.value === '' ? 'ssh.generate' : 'ssh.replace')}
        </Button>
      </Group>
      <Text size="xs" c="dimmed">
        {t('ssh.generateText')}
      </Text>
      <div role="status" className={classes['status']}>
        {told !== null && <Text size="sm">{t(`ssh.${told}`)}</Text>}
        {(answer.state === 'encrypted' || answer.state === 'unreadable') && <Text size="sm">{t(`ssh.${answer.state}`)}</Text>}
        {answer.state === 'read' && (
          <Text size="sm" className={vault['wrap'] ?? ''}>
            {t('ssh.type', { type: answer.key.type, bits: answer.key.bits })} · {answer.key.fingerprint}
          </Text>
        )}
      </div>
    </div>
  );
}

const pauseMilliseconds = 300;

/** What the keeper says of a private key that is being typed, once typing pauses. */
function useDescribed(privateKey: string, onPublicKey: (publicKey: string) => void): SshKeyAnswer {
  const [answer, setAnswer] = useState<SshKeyAnswer>({ state: 'none' });
  const latest = useRef(onPublicKey);
  useEffect(() => {
    latest.current = onPublicKey;
  });
  useEffect(() => {
    let current = true;
    const timer = setTimeout(() => {
      const asked = privateKey.trim() === '' ? Promise.resolve<SshKeyAnswer>({ state: 'none' }) : call('sshKeys.describe', { privateKey });
      asked.then(
        (told) => {
          if (!current) return;
          setAnswer(told);
          if (told.state === 'read') latest.current(told.key.publicKey);
        },
        () => current && setAnswer({ state: 'none' }),
      );
    }, pauseMilliseconds);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [privateKey]);
  return answer;
}
