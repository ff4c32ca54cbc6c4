import { useCallback, useMemo, useState } from 'react';
import { limits } from '../../../src-shared/limits.ts';
import type { Person } from '../../../src-shared/people.ts';

export interface Selection {
  /** Id → the person as last seen; it outlives a change of page or filter. */
  readonly people: ReadonlyMap<string, Person>;
  set(people: readonly Person[], chosen: boolean): void;
  clear(): void;
}

/** Who is selected, at most as many as one act may name. */
export function useSelection(): Selection {
  const [people, setPeople] = useState<ReadonlyMap<string, Person>>(new Map());
  const set = useCallback((changed: readonly Person[], chosen: boolean): void => {
    setPeople((before) => {
      const after = new Map(before);
      for (const person of changed) {
        if (!chosen) after.delete(person.id);
        else if (after.size < limits.selectionMaxItems) after.set(person.id, person);
      }
      return after;
    });
  }, []);
  const clear = useCallback(() => setPeople(new Map()), []);
  return useMemo(() => ({ people, set, clear }), [people, set, clear]);
}
