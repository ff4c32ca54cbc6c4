import { useCallback, useRef, useState } from 'react';
import { call } from '../../../api.ts';
import { indexOf, rowAt } from '../item-pages.ts';
import type { ItemFilter, ItemRows } from '../use-items.ts';

interface Selected {
  readonly ids: ReadonlySet<string>;
  /** The row that keys go on from. */
  readonly cursor: string | null;
  /** Rows are chosen with a tap, as fingers need it. */
  readonly mode: boolean;
}

const none: Selected = { ids: new Set(), cursor: null, mode: false };

/** Several items at once, beside the one that is shown. Belongs to one view, search and order: another question empties it. */
export function useSelection(rows: ItemRows, filter: ItemFilter, shownId: string | null) {
  const question = JSON.stringify(filter);
  const [state, setState] = useState({ question, selected: none });
  const selected = state.question === question ? state.selected : none;
  /** Where a stretch begins. */
  const anchor = useRef<string | null>(null);
  const set = useCallback((next: Selected) => setState({ question, selected: next }), [question]);
  const cursor = selected.cursor ?? shownId;
  const start = (): ReadonlySet<string> => (selected.ids.size > 0 || shownId === null || selected.mode ? selected.ids : new Set([shownId]));

  /** The ids of a stretch of rows; those that have not arrived are asked for. */
  const stretch = async (from: number, to: number): Promise<readonly string[]> => {
    const [first, last] = from < to ? [from, to] : [to, from];
    const here = Array.from({ length: last - first + 1 }, (_, at) => rowAt(rows.pages, first + at)?.id);
    const ids = here.flatMap((id) => id ?? []);
    if (ids.length === here.length) return ids;
    return (await call('items.ids', filter).catch(() => ({ ids }))).ids.slice(first, last + 1);
  };
  return {
    ids: selected.ids,
    cursor,
    mode: selected.mode,
    /** Several are chosen, or about to be. */
    active: selected.mode || selected.ids.size > 0,
    toggle(id: string): void {
      const ids = new Set(start());
      if (!ids.delete(id)) ids.add(id);
      anchor.current = id;
      set({ ...selected, ids, cursor: id });
    },
    /** Everything from the anchor to this row, and nothing else. */
    async extendTo(index: number): Promise<void> {
      const id = rowAt(rows.pages, index)?.id ?? null;
      anchor.current ??= cursor;
      const from = indexOf(rows.pages, anchor.current);
      const ids = await stretch(from < 0 ? index : from, index);
      set({ ...selected, ids: new Set(ids), cursor: id });
    },
    async all(): Promise<void> {
      const answer = await call('items.ids', filter).catch(() => null);
      if (answer !== null) set({ ...selected, ids: new Set(answer.ids), cursor });
    },
    begin(): void {
      set({ ids: new Set(), cursor, mode: true });
    },
    moveTo(id: string): void {
      anchor.current = null;
      set({ ...selected, cursor: id });
    },
    clear(): void {
      anchor.current = null;
      set(none);
    },
  };
}

export type Selection = ReturnType<typeof useSelection>;
