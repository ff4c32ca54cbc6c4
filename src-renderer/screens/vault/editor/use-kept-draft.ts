import { useEffect } from 'react';
import type { ItemDetail } from '../../../../src-shared/items.ts';
import type { Draft } from '../draft.ts';
import { dropDraft, keepSoon } from './kept-drafts.ts';

/** Keeps what stands in the form from being lost to a lock: auto-lock, the lock key, a closed window, a power cut. None waits for it. */
export function useKeptDraft(draft: Draft, item: Pick<ItemDetail, 'id' | 'revision'> | null, changed: boolean): void {
  const [itemId, revision] = item === null ? [null, null] : [item.id, item.revision];
  useEffect(() => {
    if (changed) keepSoon({ itemId, revision, draft: { ...draft, fields: [...draft.fields] } });
    else dropDraft();
  }, [draft, changed, itemId, revision]);
}
