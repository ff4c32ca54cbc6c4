import { useEffect } from 'react';
import { call } from '../../api.ts';

/** Who only walks by with the arrow keys has opened nothing. */
const dwellMilliseconds = 700;

/** Has main remember that this item was looked at. */
export function useNoteOpened(id: string | null): void {
  useEffect(() => {
    if (id === null) return undefined;
    const timer = setTimeout(() => void call('items.opened', { id }).catch(() => undefined), dwellMilliseconds);
    return () => clearTimeout(timer);
  }, [id]);
}
