import { useCallback, useEffect, useRef, useState } from 'react';
import type { ItemQuery, ItemSummary } from '../../../src-shared/items.ts';
import type { Failure } from '../../../src-shared/errors.ts';
import { call, failureOf, onEvent } from '../../api.ts';

export type ItemFilter = Pick<ItemQuery, 'view' | 'search' | 'sort'>;

export interface Items {
  /** Null until the first answer. */
  readonly total: number | null;
  readonly rows: ReadonlyMap<number, ItemSummary>;
  readonly failure: Failure | null;
  /** Makes sure that the rows from one index to another are on their way. */
  need(from: number, to: number): void;
}

const pageRows = 200;

/** The rows of a filter, a page at a time; the last question asked is the one that counts. */
export function useItems(filter: ItemFilter): Items {
  const [state, setState] = useState<Omit<Items, 'need'>>({ total: null, rows: new Map(), failure: null });
  const round = useRef(0);
  const asked = useRef(new Set<number>());
  const key = JSON.stringify(filter);

  const load = useCallback(
    async (page: number, fresh: boolean): Promise<void> => {
      const mine = round.current;
      asked.current.add(page);
      try {
        const query: ItemQuery = { ...(JSON.parse(key) as ItemFilter), offset: page * pageRows, limit: pageRows };
        const { total, rows } = await call('items.list', query);
        if (mine !== round.current) return;
        const loaded = rows.map((row, at) => [page * pageRows + at, row] as const);
        setState((before) => ({ total, failure: null, rows: new Map([...(fresh ? [] : before.rows), ...loaded]) }));
      } catch (error) {
        if (mine === round.current) setState((before) => ({ ...before, failure: failureOf(error) }));
      }
    },
    [key],
  );

  const reload = useCallback((): void => {
    round.current += 1;
    asked.current = new Set();
    void load(0, true);
  }, [load]);

  useEffect(reload, [reload]);
  useEffect(() => onEvent('vault.changed', reload), [reload]);

  const need = useCallback(
    (from: number, to: number): void => {
      for (let page = Math.floor(from / pageRows); page <= Math.floor(to / pageRows); page += 1) {
        if (!asked.current.has(page)) void load(page, false);
      }
    },
    [load],
  );
  return { ...state, need };
}
