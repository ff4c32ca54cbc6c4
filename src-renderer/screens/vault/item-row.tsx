import { VisuallyHidden } from '@mantine/core';
import { IconClock, IconClockX, IconRefresh, IconShieldQuestion, IconStarFilled } from '@tabler/icons-react';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { ItemSummary } from '../../../src-shared/items.ts';
import classes from './list.module.css';
import { ItemTile } from './service-tile.tsx';
import { dateText, distanceTo, expiryOf } from './times.ts';

/** Kind, name, what tells it apart, and the marks that matter in a list. */
export function ItemRow({ item }: { readonly item: ItemSummary }) {
  const { t } = useTranslation();
  return (
    <>
      <ItemTile item={item} size={34} />
      <span className={classes['texts']}>
        <span className={classes['name']}>{item.name}</span>
        <span className={classes['subtitle']}>{item.subtitle === '' ? t(`vault.kind.${item.kind}`) : item.subtitle}</span>
      </span>
      <span className={classes['marks']}>
        {item.expiresAt !== null && <ExpiryMark expiresAt={item.expiresAt} />}
        {item.rotatingSince !== null && <RotatingMark since={item.rotatingSince} />}
        {item.askBeforeUse && (
          <span className={classes['asks']} title={t('vault.detail.asksEachTime')}>
            <IconShieldQuestion size={15} aria-hidden="true" />
            <VisuallyHidden>{t('vault.detail.asksEachTime')}</VisuallyHidden>
          </span>
        )}
        {item.favourite && (
          <>
            <IconStarFilled size={14} aria-hidden="true" className={classes['star']} />
            <VisuallyHidden>{t('vault.list.favourite')}</VisuallyHidden>
          </>
        )}
      </span>
    </>
  );
}

function RotatingMark({ since }: { readonly since: number }) {
  const { t, i18n } = useTranslation();
  const text = t('rotation.mark', { date: dateText(since, i18n.language) });
  return (
    <span className={classes['asks']} title={text}>
      <IconRefresh size={15} aria-hidden="true" />
      <VisuallyHidden>{text}</VisuallyHidden>
    </span>
  );
}

function ExpiryMark({ expiresAt }: { readonly expiresAt: number }) {
  const { t, i18n } = useTranslation();
  const now = Date.now();
  const expiry = expiryOf(expiresAt, now);
  if (expiry === 'later') return null;
  const text = t(expiry === 'expired' ? 'vault.detail.expired' : 'vault.detail.expires', { date: dateText(expiresAt, i18n.language) });
  return (
    <span className={classes['expiry']} data-expiry={expiry} title={`${text} · ${distanceTo(expiresAt, now, i18n.language)}`}>
      {expiry === 'expired' ? <IconClockX size={15} aria-hidden="true" /> : <IconClock size={15} aria-hidden="true" />}
      <VisuallyHidden>{text}</VisuallyHidden>
    </span>
  );
}
