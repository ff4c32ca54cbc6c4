import { ActionIcon, Input, Popover, Button } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useEffect, useId, useState } from 'react';
import type { ItemSummary } from '../../../../src-shared/items.ts';
import { limits } from '../../../../src-shared/limits.ts';
import { call } from '../../../api.ts';
import { useTranslation } from '../../../i18n/use-translation.ts';
import { KindIcon } from '../kinds.tsx';
import { ItemChooser } from './item-chooser.tsx';
import classes from './linked.module.css';

interface LinksFieldProps {
  readonly ownId: string | null;
  readonly links: readonly string[];
  readonly onLinks: (links: readonly string[]) => void;
}

/** The items that belong to the one under edit. */
export function LinksField({ ownId, links, onLinks }: LinksFieldProps) {
  const { t } = useTranslation();
  const labelId = useId();
  const [opened, setOpened] = useState(false);
  const known = useKnown(ownId);
  const [chosen, setChosen] = useState<ReadonlyMap<string, ItemSummary>>(new Map());
  const itemOf = (id: string): ItemSummary | undefined => chosen.get(id) ?? known.get(id);
  const choose = (item: ItemSummary): void => {
    setChosen(new Map([...chosen, [item.id, item]]));
    onLinks([...links, item.id]);
    setOpened(false);
  };
  return (
    <Input.Wrapper label={t('items.linked.title')} description={t('items.linked.hint')} labelElement="div" labelProps={{ id: labelId }}>
      {links.length > 0 && (
        <ul className={classes['list']} aria-labelledby={labelId}>
          {links.map((id) => {
            const item = itemOf(id);
            const name = item?.name ?? t('items.linked.gone');
            return (
              <li key={id}>
                <span className={item === undefined ? classes['missing'] : classes['link']}>
                  {item !== undefined && <KindIcon kind={item.kind} />}
                  <span className={classes['texts']}>{name}</span>
                </span>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={t('items.linked.remove', { name })}
                  onClick={() => onLinks(links.filter((other) => other !== id))}
                >
                  <IconX size={16} />
                </ActionIcon>
              </li>
            );
          })}
        </ul>
      )}
      {links.length < limits.linksMax && (
        <Popover opened={opened} onChange={setOpened} position="bottom-start" shadow="md" width={320} trapFocus returnFocus>
          <Popover.Target>
            <Button
              variant="default"
              size="compact-sm"
              mt={6}
              w="fit-content"
              display="block"
              leftSection={<IconPlus size={16} />}
              onClick={() => setOpened(!opened)}
            >
              {t('items.linked.add')}
            </Button>
          </Popover.Target>
          <Popover.Dropdown aria-label={t('items.linked.add')}>
            <ItemChooser label={t('items.linked.find')} without={[...links, ...(ownId === null ? [] : [ownId])]} onChoose={choose} />
          </Popover.Dropdown>
        </Popover>
      )}
    </Input.Wrapper>
  );
}

/** The items that the stored one is linked to, by id. */
function useKnown(ownId: string | null): ReadonlyMap<string, ItemSummary> {
  const [known, setKnown] = useState<ReadonlyMap<string, ItemSummary>>(new Map());
  useEffect(() => {
    let current = true;
    if (ownId === null) return undefined;
    call('items.linked', { id: ownId }).then(
      ({ links }) => current && setKnown(new Map(links.flatMap(({ id, item }) => (item === null ? [] : [[id, item] as const])))),
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [ownId]);
  return known;
}
