import { Alert, Group } from '@mantine/core';
import { IconClock, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ItemDetail } from '../../../src-shared/items.ts';
import { dateText, distanceTo, expiryOf } from './times.ts';
import classes from './vault.module.css';

/** Trash, expiry and tags, each only where there is one. */
export function ItemMarks({ item, onTag }: { readonly item: ItemDetail; readonly onTag: (tag: string) => void }) {
  const { t } = useTranslation();
  return (
    <>
      {item.trashedAt !== null && (
        <Alert color="gray" mb="md" py="xs" icon={<IconTrash size={18} />}>
          {t('vault.detail.inTrash')}
        </Alert>
      )}
      {(item.tags.length > 0 || item.expiresAt !== null) && (
        <Group gap={6} mb="md">
          {item.expiresAt !== null && <ExpiryMark expiresAt={item.expiresAt} />}
          {item.tags.map((tag) => (
            <button key={tag} type="button" className={classes['tag']} onClick={() => onTag(tag)}>
              #{tag}
            </button>
          ))}
        </Group>
      )}
    </>
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
