import { Skeleton } from '@mantine/core';
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type RefObject, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { ItemSummary } from '../../../src-shared/items.ts';
import { useAppStore } from '../../stores/app-store.ts';
import { indexOf, rowAt } from './item-pages.ts';
import { ItemRow } from './item-row.tsx';
import { stepFrom } from './list-keys.ts';
import classes from './list.module.css';
import { focusQuietly } from './use-first-hit.ts';
import type { ItemRows } from './use-items.ts';

/** As high as the style sheet makes them. */
const rowHeights = { comfortable: 58, compact: 44 } as const;

interface ItemListProps {
  readonly rows: ItemRows;
  readonly listRef: RefObject<HTMLDivElement | null>;
  /** Changes with view, search and order: the list starts at its top again. */
  readonly question: string;
  readonly selectedId: string | null;
  readonly onSelect: (id: string) => void;
  readonly onOpen: (item: ItemSummary) => void;
  readonly onDelete: (item: ItemSummary) => void;
}

/** The list with only the rows in sight in the page; it keeps the focus and names the row that is active. */
export function ItemList({ rows, listRef, question, selectedId, onSelect, onOpen, onDelete }: ItemListProps) {
  const { t } = useTranslation();
  const baseId = useId();
  const { pages, need } = rows;
  const rowPixels = rowHeights[useAppStore((state) => state.preferences.density)];
  const active = indexOf(pages, selectedId);
  const [wanted, setWanted] = useState<number | null>(null);
  const shown = useRef(question);
  const virtual = useVirtualizer({
    count: pages.total,
    getScrollElement: () => listRef.current,
    estimateSize: () => rowPixels,
    overscan: 8,
    // React refuses to flush while it mounts; the next frame is soon enough.
    useFlushSync: false,
    // The active row stays in the page even when scrolled away, so that it can be named.
    rangeExtractor: (range) => [...new Set([...defaultRangeExtractor(range), ...(active >= 0 ? [active] : [])])].toSorted((a, b) => a - b),
  });
  const { startIndex = 0, endIndex = 0 } = virtual.range ?? {};

  useEffect(() => virtual.measure(), [virtual, rowPixels]);
  useEffect(() => need(startIndex, endIndex), [need, startIndex, endIndex, pages.total]);
  useEffect(() => {
    if (shown.current === question) return;
    shown.current = question;
    virtual.scrollToOffset(0);
  }, [question, virtual]);
  useEffect(() => {
    // The row may arrive after the key that asked for it.
    const row = wanted === null ? undefined : rowAt(pages, wanted);
    if (row === undefined) return;
    setWanted(null);
    onSelect(row.id);
  }, [wanted, pages, onSelect]);

  const onKeyDown = (event: KeyboardEvent): void => {
    const current = active >= 0 ? rowAt(pages, active) : undefined;
    const perPage = Math.max(1, Math.floor((listRef.current?.clientHeight ?? rowPixels) / rowPixels) - 1);
    const target = event.ctrlKey || event.metaKey || event.altKey ? null : stepFrom(event.key, wanted ?? active, pages.total, perPage);
    if (target !== null) {
      setWanted(target);
      virtual.scrollToIndex(target);
    } else if (event.key === 'Enter' && current !== undefined) onOpen(current);
    else if (event.key === 'Delete' && current !== undefined) onDelete(current);
    else return;
    event.preventDefault();
  };

  return (
    <div
      ref={listRef}
      className={classes['scroller']}
      role="listbox"
      aria-label={t('vault.list.label')}
      aria-activedescendant={active >= 0 ? `${baseId}-${active}` : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onFocus={(event) => {
        // With Tab, the first row in sight is taken; a click takes its own. The selector alone also matches a click after a key.
        const list = event.currentTarget;
        if (selectedId === null && list.dataset['quiet'] === undefined && list.matches(':focus-visible')) setWanted(startIndex);
      }}
    >
      <div className={classes['sizer']} role="presentation" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const item = rowAt(pages, index);
          return (
            <div
              key={index}
              id={`${baseId}-${index}`}
              className={classes['row']}
              role="option"
              aria-selected={index === active}
              aria-setsize={pages.total}
              aria-posinset={index + 1}
              tabIndex={-1}
              style={{ transform: `translateY(${start}px)` }}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => {
                if (item !== undefined) onSelect(item.id);
                if (listRef.current !== null) focusQuietly(listRef.current);
              }}
              onDoubleClick={() => item !== undefined && onOpen(item)}
            >
              {item === undefined ? <RowSkeleton /> : <ItemRow item={item} />}
            </div>
          );
        })}
      </div>
    </div>
  );
}

export function RowSkeleton() {
  return (
    <>
      <Skeleton width={34} height={34} radius={9} />
      <span className={classes['texts']}>
        <Skeleton height={11} width="60%" mb={7} />
        <Skeleton height={9} width="40%" />
      </span>
    </>
  );
}
