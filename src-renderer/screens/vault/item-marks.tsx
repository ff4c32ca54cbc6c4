import { Button, Group, Text } from '@mantine/core';
import { IconClock, IconRestore, IconShieldQuestion, IconTrash } from '@tabler/icons-react';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { ItemDetail } from '../../../src-shared/items.ts';
import { dateText, distanceTo, expiryOf } from './times.ts';
import classes from './vault.module.css';

/** Expiry, whether it asks each time, and tags, each only where there is one. */
export function ItemMarks({ item, onTag }: { readonly item: ItemDetail; readonly onTag: (tag: string) => void }) {
  if (item.tags.length === 0 && item.expiresAt === null && !item.askBeforeUse) return null;
  return (
    <Group gap={6} mb="md">
      {item.expiresAt !== null && <ExpiryMark expiresAt={item.expiresAt} />}
      {item.askBeforeUse && <AskMark />}
      {item.tags.map((tag) => (
        <button key={tag} type="button" className={classes['tag']} onClick={() => onTag(tag)}>
          #{tag}
        </button>
      ))}
    </Group>
  );
}

function ExpiryMark({ expiresAt }: { readonly expiresAt: number }) {
  const { t, i18n } = useTranslation();
  const now = Date.now();
  const expiry = expiryOf(expiresAt, now);
  const date = dateText(expiresAt, i18n.language);
  return (
    <span className={classes['expiry']} data-expiry={expiry}>
      <IconClock size={15} aria-hidden="true" />
      {t(expiry === 'expired' ? 'vault.detail.expired' : 'vault.detail.expires', { date })} · {distanceTo(expiresAt, now, i18n.language)}
    </span>
  );
}

function AskMark() {
  const { t } = useTranslation();
  return (
    <span className={classes['expiry']} title={t('vault.detail.asksEachTimeText')}>
      <IconShieldQuestion size={15} aria-hidden="true" />
      {t('vault.detail.asksEachTime')}
    </span>
  );
}

/** Says that an item is in the trash, with the two ways out of it. */
export function TrashBar({ onRestore, onPurge }: { readonly onRestore: () => void; readonly onPurge: () => void }) {
  const { t } = useTranslation();
  return (
    <div className={classes['trashBar']}>
      <IconTrash size={18} aria-hidden="true" />
      <Text size="sm" flex="1 1 160px">
        {t('vault.detail.inTrash')}
      </Text>
      <Group gap={4}>
        <Button size="compact-sm" variant="default" leftSection={<IconRestore size={16} />} onClick={onRestore}>
          {t('vault.detail.restore')}
        </Button>
        <Button size="compact-sm" variant="subtle" color="red" classNames={{ label: classes['danger'] ?? '' }} onClick={onPurge}>
          {t('vault.detail.purge')}
        </Button>
      </Group>
    </div>
  );
}
