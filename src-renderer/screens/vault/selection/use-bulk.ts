import { useRef, useState } from 'react';
import { limits } from '../../../../src-shared/limits.ts';
import type { ItemMark, MarkedItems } from '../../../../src-shared/marks.ts';
import { call } from '../../../api.ts';
import type { ItemActions } from '../use-item-actions.tsx';
import type { Undo } from '../undo.tsx';

export interface Progress {
  readonly done: number;
  readonly total: number;
}

/** More than this is worth a bar. */
const progressFrom = 200;

/** Acts on many items: in stretches of one keeper's write each, called off between two, and taken back as far as they came. */
export function useBulk(actions: ItemActions, undo: Undo) {
  const [progress, setProgress] = useState<Progress | null>(null);
  const calledOff = useRef(false);

  /** Answers whom it was done to. */
  const each = async (ids: readonly string[], act: (part: string[]) => Promise<boolean>): Promise<string[]> => {
    calledOff.current = false;
    const reached: string[] = [];
    for (let from = 0; from < ids.length && !calledOff.current; from += limits.selectionMaxItems) {
      if (ids.length > progressFrom) setProgress({ done: from, total: ids.length });
      const part = ids.slice(from, from + limits.selectionMaxItems);
      if (!(await act(part))) break;
      reached.push(...part);
    }
    setProgress(null);
    return reached;
  };
  const moved = (channel: 'items.trash' | 'items.restore' | 'items.purge') => async (part: string[]) =>
    (await actions.told(call(channel, { ids: part }).then(() => true))) ?? false;
  const move = async (ids: readonly string[], channel: 'items.trash' | 'items.restore', said: (count: number) => string) => {
    const reached = await each(ids, moved(channel));
    const back = channel === 'items.trash' ? 'items.restore' : 'items.trash';
    if (reached.length > 0)
      undo.did({ said: said(reached.length), back: async () => (await each(reached, moved(back))).length === reached.length });
    return reached.length;
  };
  return {
    progress,
    callOff: (): void => {
      calledOff.current = true;
    },
    async mark(ids: readonly string[], mark: ItemMark, said: (count: number) => string): Promise<number> {
      const groups: MarkedItems[] = [];
      await each(ids, async (part) => {
        const answer = await actions.told(call('items.mark', { ids: part, mark }));
        groups.unshift(...(answer?.undo ?? []));
        return answer !== null;
      });
      const count = groups.reduce((sum, group) => sum + group.ids.length, 0);
      if (count > 0) undo.did({ said: said(count), back: () => actions.putBack(groups) });
      return count;
    },
    trash: (ids: readonly string[], said: (count: number) => string) => move(ids, 'items.trash', said),
    restore: (ids: readonly string[], said: (count: number) => string) => move(ids, 'items.restore', said),
    purge: async (ids: readonly string[]): Promise<number> => (await each(ids, moved('items.purge'))).length,
  };
}

export type Bulk = ReturnType<typeof useBulk>;
