import { VisuallyHidden } from '@mantine/core';
import {
  IconCircle,
  IconCircleCheckFilled,
  IconClock,
  IconClockX,
  IconRefresh,
  IconShieldQuestion,
  IconStarFilled,
} from '@tabler/icons-react';
import { memo } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { ItemSummary } from '../../../src-shared/items.ts';
import classes from './list.module.css';
import { ItemTile } from './service-tile.tsx';
import { dateText, distanceTo, expiryOf } from './times.ts';

interface ItemRowProps {
  readonly item: ItemSummary;
  /** Whether it is one of several that are chosen; null while none are. */
  readonly ticked: boolean | null;
}

/** Kind, name, what tells it apart, and the marks that matter in a list. A key or a turn of the wheel leaves most rows as they are. */
export const ItemRow = memo(function ItemRow({ item, ticked }: ItemRowProps) {
  const { t } = useTranslation();
  return (
    <>
      {ticked === null ? <ItemTile item={item} size={34} /> : <Tick on={ticked} />}
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
});

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

function Tick({ on }: { readonly on: boolean }) {
  return (
    <span className={classes['tick']} aria-hidden="true">
      {on ? <IconCircleCheckFilled size={24} className={classes['ticked']} /> : <IconCircle size={24} stroke={1.4} />}
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
