import { ActionIcon, Button, Menu, Text, Tooltip } from '@mantine/core';
import { IconArrowsSort, IconBookmarkPlus, IconListCheck, IconPlus, IconWand } from '@tabler/icons-react';
import type { RefObject } from 'react';
import { runCommand } from '../../commands/running.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { type ItemCounts, itemSorts, type ItemSummary } from '../../../src-shared/items.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { useAppStore } from '../../stores/app-store.ts';
import { ItemList, RowSkeleton } from './item-list.tsx';
import classes from './list.module.css';
import type { Selection } from './selection/use-selection.ts';
import { SearchBox } from './search-box.tsx';
import type { ItemFilter, ItemRows } from './use-items.ts';
import { useLate } from '../../components/use-late.ts';
import { useViewText } from './use-view-text.ts';

interface ListPaneProps {
  readonly counts: ItemCounts | null;
  readonly rows: ItemRows;
  readonly filter: ItemFilter;
  readonly selectedId: string | null;
  readonly selection: Selection;
  readonly searchRef: RefObject<HTMLInputElement | null>;
  readonly listRef: RefObject<HTMLDivElement | null>;
  readonly onFilter: (changes: Partial<ItemFilter>) => void;
  readonly onFirst: () => void;
  readonly onSelect: (id: string) => void;
  readonly onNew: () => void;
  readonly onGenerator: () => void;
  readonly onOpen: (item: ItemSummary) => void;
  readonly onDelete: (item: ItemSummary) => void;
}

/** Search, order, and the items of the chosen view. */
export function ListPane(props: ListPaneProps) {
  const {
    counts,
    rows,
    filter,
    searchRef,
    listRef,
    selectedId,
    selection,
    onFilter,
    onFirst,
    onNew,
    onGenerator,
    onSelect,
    onOpen,
    onDelete,
  } = props;
  const { t } = useTranslation();
  const density = useAppStore((state) => state.preferences.density);
  return (
    <section className={classes['pane']} data-density={density} aria-label={t('vault.list.label')}>
      <div className={classes['head']}>
        <SearchBox
          counts={counts}
          inputRef={searchRef}
          search={filter.search}
          onSearch={(search) => onFilter({ search })}
          onFirst={onFirst}
          onLeave={() => listRef.current?.focus()}
        />
        <Tooltip label={t('vault.generator.title')}>
          <ActionIcon variant="default" size={36} aria-label={t('vault.generator.title')} onClick={onGenerator}>
            <IconWand size={18} />
          </ActionIcon>
        </Tooltip>
        <Tooltip label={t('vault.list.new')}>
          <ActionIcon size={36} aria-label={t('vault.list.new')} onClick={onNew}>
            <IconPlus size={20} />
          </ActionIcon>
        </Tooltip>
      </div>
      <div className={classes['subhead']} data-searching={filter.search.trim() !== '' || undefined}>
        <ViewName view={filter.view} />
        <span className={classes['total']} role="status">
          {!rows.waiting && t('vault.list.count', { count: rows.pages.total })}
        </span>
        {filter.search.trim() !== '' && (
          <Tooltip label={t('saved.save')}>
            <ActionIcon variant="subtle" color="gray" aria-label={t('saved.save')} onClick={() => runCommand('saveSearch')}>
              <IconBookmarkPlus size={16} />
            </ActionIcon>
          </Tooltip>
        )}
        <SelectButton selection={selection} />
        <SortMenu sort={filter.sort} onSort={(sort) => onFilter({ sort })} />
      </div>
      {rows.failure !== null && rows.pages.total === 0 ? (
        <div className={classes['message']}>
          <FailureNotice failure={rows.failure} />
          <Button variant="default" onClick={rows.retry}>
            {t('action.retry')}
          </Button>
        </div>
      ) : rows.waiting || rows.pages.total === 0 ? (
        <NoRows waiting={rows.waiting} filter={filter} />
      ) : (
        <ItemList {...{ rows, listRef, selectedId, selection, onSelect, onOpen, onDelete }} question={JSON.stringify(filter)} />
      )}
    </section>
  );
}

/** For fingers, and for whoever doesn't know the keys. */
function SelectButton({ selection }: { readonly selection: Selection }) {
  const { t } = useTranslation();
  const label = t(selection.active ? 'items.bulk.end' : 'items.bulk.begin');
  return (
    <Tooltip label={label} openDelay={400}>
      <ActionIcon
        variant={selection.active ? 'light' : 'subtle'}
        color={selection.active ? 'steel' : 'gray'}
        aria-label={label}
        onClick={selection.active ? selection.clear : selection.begin}
      >
        <IconListCheck size={16} />
      </ActionIcon>
    </Tooltip>
  );
}

function ViewName({ view }: { readonly view: ItemFilter['view'] }) {
  return <h1 className={classes['viewName']}>{useViewText()(view)}</h1>;
}

interface SortMenuProps {
  readonly sort: ItemFilter['sort'];
  readonly onSort: (sort: ItemFilter['sort']) => void;
}

function SortMenu({ sort, onSort }: SortMenuProps) {
  const { t } = useTranslation();
  return (
    <Menu position="bottom-end" shadow="md">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={`${t('vault.list.sort')}: ${t(`vault.list.sorts.${sort}`)}`}>
          <IconArrowsSort size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('vault.list.sort')}</Menu.Label>
        <Menu.RadioGroup value={sort} onChange={(value) => onSort(itemSorts.find((known) => known === value) ?? sort)}>
          {itemSorts.map((value) => (
            <Menu.RadioItem key={value} value={value}>
              {t(`vault.list.sorts.${value}`)}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}

function NoRows({ waiting, filter: { view, search } }: { readonly waiting: boolean; readonly filter: ItemFilter }) {
  const { t } = useTranslation();
  const late = useLate(waiting);
  if (waiting) {
    return (
      late &&
      [1, 2, 3, 4, 5, 6].map((row) => (
        <div key={row} className={classes['waiting']}>
          <RowSkeleton />
        </div>
      ))
    );
  }
  const searched = search.trim() !== '';
  return (
    <div className={classes['message']}>
      <Text fw={600}>
        {searched
          ? t('vault.list.noMatch', { search: search.trim() })
          : t(view.type === 'trash' ? 'vault.list.emptyTrash' : view.type === 'recent' ? 'saved.noRecent' : 'vault.list.emptyView')}
      </Text>
      {searched && (
        <Text size="sm" c="dimmed">
          {t('vault.list.noMatchHint')}
        </Text>
      )}
    </div>
  );
}
