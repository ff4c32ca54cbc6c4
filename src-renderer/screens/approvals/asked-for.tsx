import { IconEye, IconId, IconShieldQuestion, IconTransferIn } from '@tabler/icons-react';
import type { Approval } from '../../../src-shared/agent/programs.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { Mark } from '../administration/frame.tsx';
import { useTexts } from '../administration/use-texts.ts';
import { valueCount } from './choices.ts';
import classes from './approvals.module.css';

/** What the program would get, by name; the values stay where they are. */
export function AskedFor({ approval: { items, audience, use } }: { readonly approval: Approval }) {
  const { t } = useTranslation();
  return (
    <section className={classes['asked']} aria-label={t('approvals.asksFor')}>
      {audience === null ? (
        <ul className={classes['items']}>
          {items.map((item) => (
            <AskedItem key={item.id} item={item} />
          ))}
        </ul>
      ) : (
        <div className={classes['item']}>
          <span className={classes['itemName']}>{t('approvals.statement')}</span>
          <span className={classes['fields']}>
            {t('approvals.audience')} <bdi>{audience}</bdi>
          </span>
        </div>
      )}
      <p className={classes['use']}>
        {audience !== null ? (
          <IconId size={17} aria-hidden="true" />
        ) : use === 'reveal' ? (
          <IconEye size={17} aria-hidden="true" />
        ) : (
          <IconTransferIn size={17} aria-hidden="true" />
        )}
        {audience === null ? t(`approvals.use.${use}`, { count: valueCount(items) }) : t('approvals.statementText')}
      </p>
    </section>
  );
}

function AskedItem({ item: { name, fields, tags, askAlways } }: { readonly item: Approval['items'][number] }) {
  const { t } = useTranslation();
  const texts = useTexts();
  return (
    <li className={classes['item']}>
      <span className={classes['itemName']}>
        <bdi>{name}</bdi>
        {askAlways && (
          <Mark tone="info" icon={<IconShieldQuestion size={14} aria-hidden="true" />}>
            {t('vault.detail.asksEachTime')}
          </Mark>
        )}
      </span>
      <span className={classes['fields']}>
        {texts.list(fields)}
        {tags.map((tag) => (
          <span key={tag} className={classes['tag']}>
            #{tag}
          </span>
        ))}
      </span>
    </li>
  );
}
