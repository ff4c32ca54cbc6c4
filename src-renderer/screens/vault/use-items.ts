import { useCallback, useEffect, useRef, useState } from 'react';
import type { ItemCounts, ItemQuery, itemSorts } from '../../../src-shared/items.ts';
import type { Failure } from '../../../src-shared/errors.ts';
import { call, failureOf, onEvent } from '../../api.ts';
import { type ItemPages, noPages, pageRows, pagesOf, withPage } from './item-pages.ts';

export type ItemFilter = Pick<ItemQuery, 'view' | 'search'> & { readonly sort: (typeof itemSorts)[number] };

/** A program that writes a hundred items must not have the list fetched a hundred times. */
const gatherMilliseconds = 150;

/** Grows with every change of the vault, whoever made it; at once with the first, once for all that follow shortly after it. */
export function useVaultVersion(): number {
  const [version, setVersion] = useState(0);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let more = false;
    const grow = (): void => {
      if (timer !== undefined) {
        more = true;
        return;
      }
      setVersion((before) => before + 1);
      timer = setTimeout(() => {
        timer = undefined;
        if (!more) return;
        more = false;
        grow();
      }, gatherMilliseconds);
    };
    const stop = onEvent('vault.changed', grow);
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, []);
  return version;
}

/** How many items each view has; null until known. */
export function useItemCounts(version: number): ItemCounts | null {
  const [counts, setCounts] = useState<ItemCounts | null>(null);
  useEffect(() => {
    let current = true;
    call('items.counts').then(
      (answer) => current && setCounts(answer),
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [version]);
  return counts;
}

export interface ItemRows {
  readonly pages: ItemPages;
  /** Nothing has arrived yet. */
  readonly waiting: boolean;
  /** The rows are those of the present view, search and order, no longer those of the one before. */
  readonly settled: boolean;
  readonly failure: Failure | null;
  /** Says which rows are on the screen; the pages that they need are fetched. */
  need(first: number, last: number): void;
  retry(): void;
}

/** One question to main; answers to an older one are dropped. */
interface Question {
  /** The pages asked for. */
  readonly pages: Set<number>;
  answered: boolean;
}

const newQuestion = (): Question => ({ pages: new Set(), answered: false });

/** The rows of a filter, fetched page by page as they come into sight; old rows stay until new ones arrive. */
export function useItemRows({ view, search, sort }: ItemFilter, version: number): ItemRows {
  const [pages, setPages] = useState(noPages);
  const [waiting, setWaiting] = useState(true);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [tries, setTries] = useState(0);
  const filter = JSON.stringify({ view, search, sort });
  const [answered, setAnswered] = useState('');
  const asked = useRef(newQuestion());
  const seen = useRef<readonly number[]>([0]);

  const fetchPage = useCallback(
    async (page: number, question: Question): Promise<void> => {
      if (question.pages.has(page)) return;
      question.pages.add(page);
      try {
        const answer = await call('items.list', { view, search, sort, offset: page * pageRows, limit: pageRows });
        if (asked.current !== question) return;
        const fresh = !question.answered;
        question.answered = true;
        setPages((before) => withPage(before, page, answer, fresh));
        setAnswered(filter);
        setFailure(null);
      } catch (error) {
        if (asked.current !== question) return;
        question.pages.delete(page);
        setFailure(failureOf(error));
      }
      setWaiting(false);
    },
    [view, search, sort, filter],
  );

  useEffect(() => {
    seen.current = [0];
  }, [view, search, sort]);
  useEffect(() => {
    const question = newQuestion();
    asked.current = question;
    for (const page of seen.current) void fetchPage(page, question);
  }, [fetchPage, version, tries]);

  const need = useCallback(
    (first: number, last: number) => {
      seen.current = pagesOf(first, last);
      for (const page of seen.current) void fetchPage(page, asked.current);
    },
    [fetchPage],
  );
  return { pages, waiting, settled: answered === filter, failure, need, retry: () => setTries((before) => before + 1) };
}
