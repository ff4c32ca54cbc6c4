import { useCallback, useEffect, useRef, useState } from 'react';
import type { AuditFilter, AuditRowView } from '../../../src-shared/audit.ts';
import type { Failure } from '../../../src-shared/errors.ts';
import { call, failureOf } from '../../api.ts';

const pageRows = 50;

export interface Log {
  /** Newest first; null until something has arrived. */
  readonly rows: readonly AuditRowView[] | null;
  readonly more: boolean;
  readonly waiting: boolean;
  readonly failure: Failure | null;
  /** Goes on behind the oldest row that is shown. */
  older(): void;
  retry(): void;
}

/** The rows that a filter lets through, page by page; answers to an older filter are dropped. */
export function useLog(filter: AuditFilter): Log {
  const [rows, setRows] = useState<readonly AuditRowView[] | null>(null);
  const [more, setMore] = useState(false);
  const [waiting, setWaiting] = useState(true);
  const [failure, setFailure] = useState<Failure | null>(null);
  const question = JSON.stringify(filter);
  const asked = useRef(question);

  const load = useCallback(
    async (before: number | null): Promise<void> => {
      asked.current = question;
      setWaiting(true);
      setFailure(null);
      try {
        const page = await call('audit.everyone', { filter: JSON.parse(question) as AuditFilter, before, limit: pageRows });
        if (asked.current !== question) return;
        setRows((known) => [...(before === null ? [] : (known ?? [])), ...page.rows]);
        setMore(page.more);
      } catch (error) {
        if (asked.current !== question) return;
        setFailure(failureOf(error));
      }
      setWaiting(false);
    },
    [question],
  );
  useEffect(() => void load(null), [load]);
  return {
    rows,
    more,
    waiting,
    failure,
    older: () => void load(rows?.at(-1)?.sequence ?? null),
    retry: () => void load(null),
  };
}
