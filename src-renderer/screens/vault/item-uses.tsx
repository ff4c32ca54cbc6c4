import { Text } from '@mantine/core';
import { IconLink, IconShieldCheck, IconShieldQuestion } from '@tabler/icons-react';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { ItemDetail } from '../../../src-shared/items.ts';
import classes from './vault.module.css';

/** How programs come by a value of this item: by which reference, and whether they have to ask each time. */
export function ItemUses({ item }: { readonly item: ItemDetail }) {
  const { t } = useTranslation();
  if (item.trashedAt !== null || !item.fields.some(({ filled }) => filled)) return null;
  return (
    <section className={classes['uses']} aria-label={t('items.uses.title')}>
      <h3>{t('items.uses.title')}</h3>
      <p>
        <IconLink size={16} aria-hidden="true" />
        <Text span size="sm" c="dimmed">
          {t(item.kind === 'envSet' ? 'items.uses.envSet' : 'items.uses.reference')}
        </Text>
      </p>
      <p>
        {item.askBeforeUse ? <IconShieldQuestion size={16} aria-hidden="true" /> : <IconShieldCheck size={16} aria-hidden="true" />}
        <Text span size="sm" c="dimmed">
          {t(item.askBeforeUse ? 'items.uses.asks' : 'items.uses.remembers')}
        </Text>
      </p>
    </section>
  );
}
