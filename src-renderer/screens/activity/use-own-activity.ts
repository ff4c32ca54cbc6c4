import { useCallback, useEffect, useState } from 'react';
import type { AuditRowView } from '../../../src-shared/audit.ts';
import type { Failure } from '../../../src-shared/errors.ts';
import { call, failureOf } from '../../api.ts';

const pageRows = 50;

/** The own log, newest first, page by page; `rows` is null until something has arrived. */
export function useOwnActivity() {
  const [rows, setRows] = useState<readonly AuditRowView[] | null>(null);
  const [more, setMore] = useState(false);
  const [waiting, setWaiting] = useState(true);
  const [failure, setFailure] = useState<Failure | null>(null);
  const load = useCallback(async (before: number | null): Promise<void> => {
    setWaiting(true);
    setFailure(null);
    try {
      const page = await call('audit.own', { before, limit: pageRows });
      setRows((known) => [...(before === null ? [] : (known ?? [])), ...page.rows]);
      setMore(page.more);
    } catch (error) {
      setFailure(failureOf(error));
    }
    setWaiting(false);
  }, []);
  useEffect(() => void load(null), [load]);
  const older = (): void => void load(rows?.at(-1)?.sequence ?? null);
  return { rows, more, waiting, failure, older };
}
