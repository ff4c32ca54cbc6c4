import { type RefObject, useEffect, useRef, useState } from 'react';
import type { ItemSummary } from '../../../src-shared/items.ts';
import { rowAt } from './item-pages.ts';
import type { ItemRows } from './use-items.ts';

/** Focuses the list without its taking a row by itself. */
export function focusQuietly(list: HTMLElement): void {
  list.dataset['quiet'] = '';
  list.focus();
  delete list.dataset['quiet'];
}

/** After unlocking, the arrow keys are for the list, unless the person has gone elsewhere already. */
export function useFirstFocus({ waiting }: ItemRows, listRef: RefObject<HTMLElement | null>): void {
  const done = useRef(false);
  useEffect(() => {
    if (waiting || done.current) return;
    done.current = true;
    if (document.activeElement !== document.body) return;
    if (listRef.current !== null) focusQuietly(listRef.current);
    // An empty vault has no list: the first kind to begin with takes its place.
    else document.querySelector<HTMLElement>('main section button')?.focus();
  }, [waiting, listRef]);
}

interface FocusAfter {
  readonly rows: ItemRows;
  readonly listRef: RefObject<HTMLElement | null>;
  readonly searchRef: RefObject<HTMLElement | null>;
}

/**
 * Once a form or a selection is gone, the keys are for the list again. A new vault's list comes a little later; one that was emptied
 * goes, and leaves them to the search.
 */
export function useFocusAfter(over: 'form' | 'selection' | null, { rows, listRef, searchRef }: FocusAfter): void {
  const owed = useRef<typeof over>(null);
  const { waiting, pages } = rows;
  useEffect(() => {
    owed.current = over ?? owed.current;
    if (over !== null || owed.current === null) return;
    const list = listRef.current;
    const lost = document.activeElement === document.body;
    if (lost && list !== null) focusQuietly(list);
    if (lost && list === null && !waiting && owed.current === 'selection') searchRef.current?.focus();
    if (list !== null && owed.current === 'form') owed.current = null;
  }, [over, pages.total, waiting, listRef, searchRef]);
}

/** Takes the first row of what was asked for last, as soon as it is there; nothing where there is none. */
export function useFirstHit(rows: ItemRows, onFirst: (item: ItemSummary) => void): { take(): void; callOff(): void } {
  const [wanted, setWanted] = useState(false);
  const latest = useRef(onFirst);
  useEffect(() => {
    latest.current = onFirst;
  });
  useEffect(() => {
    if (!wanted || !rows.settled) return;
    setWanted(false);
    const first = rowAt(rows.pages, 0);
    if (first !== undefined) latest.current(first);
  }, [wanted, rows.settled, rows.pages]);
  return { take: () => setWanted(true), callOff: () => setWanted(false) };
}
