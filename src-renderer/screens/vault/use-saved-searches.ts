import { useEffect, useState } from 'react';
import type { Failure } from '../../../src-shared/errors.ts';
import type { SavedSearch, SearchDraft } from '../../../src-shared/searches.ts';
import { call, failureOf } from '../../api.ts';

export interface SavedSearches {
  /** Null until known. */
  readonly searches: readonly SavedSearch[] | null;
  readonly failure: Failure | null;
  /** Whether it went well; what went wrong is `failure`. */
  save(draft: SearchDraft): Promise<boolean>;
  remove(id: string): Promise<boolean>;
  forget(): void;
}

/** A person's saved searches, asked for anew with every change of the vault. */
export function useSavedSearches(version: number): SavedSearches {
  const [searches, setSearches] = useState<readonly SavedSearch[] | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  useEffect(() => {
    let current = true;
    call('searches.list').then(
      (answer) => current && setSearches(answer.searches),
      (error: unknown) => current && setFailure(failureOf(error)),
    );
    return () => {
      current = false;
    };
  }, [version]);
  const changed = async (work: Promise<{ readonly searches: readonly SavedSearch[] }>): Promise<boolean> => {
    try {
      setSearches((await work).searches);
      setFailure(null);
      return true;
    } catch (error) {
      setFailure(failureOf(error));
      return false;
    }
  };
  return {
    searches,
    failure,
    save: (draft) => changed(call('searches.save', draft)),
    remove: (id) => changed(call('searches.remove', { id })),
    forget: () => setFailure(null),
  };
}
