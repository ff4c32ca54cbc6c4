import { useCallback, useEffect, useState } from 'react';
import type { FindingKind, FindingPage } from '../../../src-shared/health.ts';
import type { Failure } from '../../../src-shared/errors.ts';
import { call, failureOf } from '../../api.ts';

const pageRows = 100;

export interface FindingFilter {
  readonly kind: FindingKind | null;
  readonly accepted: boolean;
}

interface Loaded {
  readonly findings: FindingPage['findings'] | null;
  readonly fieldNames: FindingPage['fieldNames'];
  readonly total: number;
  readonly failure: Failure | null;
}

/** The findings of one kind as far as they are shown; `version` changes with every report. */
export function useFindings({ kind, accepted }: FindingFilter, version: number) {
  const [loaded, setLoaded] = useState<Loaded>({ findings: null, fieldNames: {}, total: 0, failure: null });
  const [shown, setShown] = useState(pageRows);
  useEffect(() => {
    let current = true;
    if (version > 0)
      call('health.findings', { kind, accepted, offset: 0, limit: Math.min(shown, 500) }).then(
        (page) => current && setLoaded({ ...page, failure: null }),
        (error: unknown) => current && setLoaded((before) => ({ ...before, failure: failureOf(error) })),
      );
    return () => {
      current = false;
    };
  }, [kind, accepted, shown, version]);
  return { ...loaded, showMore: useCallback(() => setShown((before) => before + pageRows), []) };
}
