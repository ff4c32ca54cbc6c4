import { useState } from 'react';
import { indexOf } from './item-pages.ts';
import type { ItemRows } from './use-items.ts';

interface Chosen {
  readonly id: string | null;
  /** The view and search in which the item was chosen or last found. */
  readonly question: string;
  readonly held: boolean;
}

/**
 * The chosen item, or null where a view or search that came afterwards leaves it out. An item that was chosen in this very
 * view stays, found or not: it may have been saved into another view, or stand on a page that has not arrived.
 */
export function useHeld(rows: ItemRows, question: string, chosenId: string | null): string | null {
  const [last, setLast] = useState<Chosen>({ id: chosenId, question, held: true });
  const next = nextOf(last, rows, question, chosenId);
  if (next !== last) setLast(next);
  return next.held ? chosenId : null;
}

function nextOf(last: Chosen, rows: ItemRows, question: string, id: string | null): Chosen {
  if (last.id !== id) return { id, question, held: true };
  // Until the answer is there, what was shown stays.
  if (!rows.settled) return last;
  const found = indexOf(rows.pages, id) >= 0;
  const held = found || last.question === question;
  return held === last.held && (!found || last.question === question) ? last : { id, question: found ? question : last.question, held };
}
