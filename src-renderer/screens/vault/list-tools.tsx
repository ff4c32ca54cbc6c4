import { ActionIcon, CloseButton, Group, Menu, Modal, Text, TextInput, Tooltip } from '@mantine/core';
import { IconArrowsSort, IconDice5, IconPlus, IconSearch } from '@tabler/icons-react';
import { type RefObject, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { itemSorts } from '../../../src-shared/items.ts';
import { Generator } from './generator.tsx';
import type { ItemFilter } from './use-items.ts';
import classes from './vault.module.css';

interface ListToolsProps {
  readonly filter: ItemFilter;
  readonly total: number | null;
  readonly search: RefObject<HTMLInputElement | null>;
  readonly onFilter: (filter: ItemFilter) => void;
  readonly onNew: () => void;
  readonly onNewWith: (value: string) => void;
}

/** Search, order, generator and the way to a new item. */
export function ListTools({ filter, total, search, onFilter, onNew, onNewWith }: ListToolsProps) {
  const { t } = useTranslation();
  const [generating, setGenerating] = useState(false);
  return (
    <div className={classes['tools']}>
      <TextInput
        ref={search}
        aria-label={t('vault.list.search')}
        placeholder={t('vault.list.searchHint')}
        value={filter.search}
        maxLength={200}
        onChange={(event) => onFilter({ ...filter, search: event.currentTarget.value })}
        onKeyDown={(event) => event.key === 'Escape' && onFilter({ ...filter, search: '' })}
        leftSection={<IconSearch size={16} />}
        rightSection={
          filter.search === '' ? null : (
            <CloseButton size="sm" aria-label={t('vault.list.clear')} onClick={() => onFilter({ ...filter, search: '' })} />
          )
        }
      />
      <Group gap={4} wrap="nowrap">
        <Text size="xs" c="dimmed" flex={1} role="status">
          {total === null ? '' : t('vault.list.count', { count: total })}
        </Text>
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon variant="subtle" color="gray" aria-label={t('vault.list.sort')}>
              <IconArrowsSort size={17} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {itemSorts.map((sort) => (
              <Menu.Item key={sort} fw={filter.sort === sort ? 600 : 400} onClick={() => onFilter({ ...filter, sort })}>
                {t(`vault.list.sorts.${sort}`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
        <Tooltip label={t('vault.generator.title')} openDelay={400}>
          <ActionIcon variant="subtle" color="gray" aria-label={t('vault.generator.title')} onClick={() => setGenerating(true)}>
            <IconDice5 size={18} />
          </ActionIcon>
        </Tooltip>
        <Tooltip label={t('vault.list.new')} openDelay={400}>
          <ActionIcon variant="filled" aria-label={t('vault.list.new')} onClick={onNew}>
            <IconPlus size={18} />
          </ActionIcon>
        </Tooltip>
      </Group>
      <Modal opened={generating} onClose={() => setGenerating(false)} title={t('vault.generator.title')} size="auto" centered>
        <Generator
          useLabel={t('vault.generator.saveAs')}
          onUse={(value) => {
            setGenerating(false);
            onNewWith(value);
          }}
        />
      </Modal>
    </div>
  );
}
