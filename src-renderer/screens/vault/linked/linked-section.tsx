import { ActionIcon, UnstyledButton } from '@mantine/core';
import { IconTrash, IconUnlink } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { Output } from '../../../../src-shared/contract/index.ts';
import type { ItemDetail, ItemSummary } from '../../../../src-shared/items.ts';
import { call } from '../../../api.ts';
import { useTranslation } from '../../../i18n/use-translation.ts';
import { KindIcon } from '../kinds.tsx';
import type { ItemActions } from '../use-item-actions.tsx';
import classes from './linked.module.css';

interface LinkedSectionProps {
  readonly item: ItemDetail;
  /** Changes with every change of the vault. */
  readonly version: number;
  readonly actions: ItemActions;
  readonly onOpen: (id: string) => void;
}

/** What belongs to an item, from whichever of the two sides it was said. Nothing where there is nothing. */
export function LinkedSection({ item, version, actions, onOpen }: LinkedSectionProps) {
  const { t } = useTranslation();
  const linked = useLinked(item.id, version);
  if (linked === null || (linked.links.length === 0 && linked.backlinks.length === 0)) return null;
  const remove = (from: string, to: string): void =>
    void actions.mark(from, { addLinks: [], removeLinks: [to] }, t('items.linked.removed'));
  return (
    <section aria-label={t('items.linked.title')}>
      <h3 className={classes['title']}>{t('items.linked.title')}</h3>
      <ul className={classes['list']}>
        {linked.links.map(({ id, item: other }) => (
          <Line key={id} item={other} onOpen={onOpen} onRemove={item.trashedAt === null ? () => remove(item.id, id) : null} />
        ))}
        {linked.backlinks
          .filter(({ id }) => !item.links.includes(id))
          .map((other) => (
            <Line
              key={other.id}
              item={other}
              back
              onOpen={onOpen}
              onRemove={other.trashedAt === null ? () => remove(other.id, item.id) : null}
            />
          ))}
      </ul>
    </section>
  );
}

interface LineProps {
  /** Null for an item that was deleted for good. */
  readonly item: ItemSummary | null;
  /** It was linked from the other side. */
  readonly back?: boolean;
  readonly onOpen: (id: string) => void;
  readonly onRemove: (() => void) | null;
}

function Line({ item, back = false, onOpen, onRemove }: LineProps) {
  const { t } = useTranslation();
  const label = t('items.linked.remove', { name: item?.name ?? t('items.linked.gone') });
  return (
    <li>
      {item === null ? (
        <span className={classes['missing']}>{t('items.linked.gone')}</span>
      ) : (
        <UnstyledButton className={classes['link']} onClick={() => onOpen(item.id)}>
          <KindIcon kind={item.kind} />
          <span className={classes['texts']}>
            {item.name} <span className={classes['quiet']}>{item.subtitle}</span>
          </span>
          {back && <span className={classes['quiet']}>{t('items.linked.fromThere')}</span>}
          {item.trashedAt !== null && (
            <span className={classes['quiet']}>
              <IconTrash size={14} aria-hidden="true" /> {t('items.linked.inTrash')}
            </span>
          )}
        </UnstyledButton>
      )}
      {onRemove !== null && (
        <ActionIcon variant="subtle" color="gray" aria-label={label} title={label} onClick={onRemove}>
          <IconUnlink size={16} />
        </ActionIcon>
      )}
    </li>
  );
}

function useLinked(id: string, version: number): Output<'items.linked'> | null {
  const [linked, setLinked] = useState<Output<'items.linked'> | null>(null);
  useEffect(() => {
    let current = true;
    call('items.linked', { id }).then(
      (answer) => current && setLinked(answer),
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [id, version]);
  return linked;
}
