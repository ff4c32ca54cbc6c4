import { useState } from 'react';
import type { Failure } from '../../../src-shared/errors.ts';
import type { Preferences } from '../../../src-shared/models.ts';
import { failureOf } from '../../api.ts';
import { useAppStore } from '../../stores/app-store.ts';

/** The person's choices; each counts at once, and stays as it was where it can't be stored. */
export function usePreferences() {
  const { preferences, setPreferences } = useAppStore();
  const [failure, setFailure] = useState<Failure | null>(null);
  const set = async (changes: Partial<Preferences>): Promise<void> => {
    try {
      await setPreferences(changes);
      setFailure(null);
    } catch (error) {
      setFailure(failureOf(error));
    }
  };
  return { preferences, failure, set: (changes: Partial<Preferences>): void => void set(changes) };
}
