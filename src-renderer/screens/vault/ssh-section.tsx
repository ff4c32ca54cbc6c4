import { Paper, Text } from '@mantine/core';
import { IconCopy } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { ItemDetail } from '../../../src-shared/items.ts';
import type { SshKeyAnswer } from '../../../src-shared/ssh-keys.ts';
import { call } from '../../api.ts';
import { CopyAction } from './field-row.tsx';
import type { ItemActions } from './use-item-actions.tsx';
import classes from './vault.module.css';

/** The public half of an item's private key, worked out by the keeper; the private one stays there. */
export function SshSection({ item, actions }: { readonly item: ItemDetail; readonly actions: ItemActions }) {
  const { t } = useTranslation();
  const [answer, setAnswer] = useState<SshKeyAnswer>({ state: 'none' });
  const asks = item.kind === 'sshKey';
  useEffect(() => {
    if (!asks) return undefined;
    let current = true;
    call('items.sshKey', { id: item.id }).then(
      (told) => current && setAnswer(told),
      () => current && setAnswer({ state: 'none' }),
    );
    return () => {
      current = false;
    };
  }, [asks, item.id, item.revision]);
  if (!asks || answer.state === 'none') return null;
  if (answer.state !== 'read') {
    return (
      <Text size="sm" c="dimmed" mt="md">
        {t(`ssh.${answer.state}`)}
      </Text>
    );
  }
  const { type, bits, publicKey, fingerprint } = answer.key;
  const line = (name: string, value: string) => (
    <div className={classes['field']} role="group" aria-label={name}>
      <div className={classes['fieldTexts']}>
        <Text size="xs" c="dimmed" lh={1.4}>
          {name}
        </Text>
        <div className={classes['value']} data-mono>
          {value}
        </div>
      </div>
      <CopyAction label={t('vault.detail.copy', { name })} onCopy={() => actions.copyMade(value)}>
        <IconCopy size={18} />
      </CopyAction>
    </div>
  );
  return (
    <Paper withBorder radius="md" bg="var(--sr-panel)" mt="md" component="section" aria-label={t('ssh.title')}>
      {line(`${t('ssh.fingerprint')} (${t('ssh.type', { type, bits })})`, fingerprint)}
      {item.fields.some(({ value }) => value === publicKey) ? null : line(t('ssh.publicKey'), publicKey)}
    </Paper>
  );
}
