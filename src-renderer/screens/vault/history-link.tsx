import { UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { ItemDetail } from '../../../src-shared/items.ts';
import { HistoryDialog } from './history-dialog.tsx';
import classes from './history.module.css';
import type { ItemActions } from './use-item-actions.tsx';

/** Leads to the earlier versions of an item; nothing where there are none. */
export function HistoryLink({ item, actions }: { readonly item: ItemDetail; readonly actions: ItemActions }) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  if (item.versions === 0 || item.trashedAt !== null) return null;
  return (
    <>
      <UnstyledButton className={classes['link']} onClick={() => setOpened(true)}>
        {t('history.open', { count: item.versions })}
      </UnstyledButton>
      <HistoryDialog {...{ item, actions }} opened={opened} onClose={() => setOpened(false)} />
    </>
  );
}
