import { useTranslation } from '../../../i18n/use-translation.ts';
import { call } from '../../../api.ts';
import type { Bulk } from '../selection/use-bulk.ts';
import type { ItemActions } from '../use-item-actions.tsx';

/** Changes of a tag on every item that has it; both with a way back. */
export interface TagActions {
  rename(tag: string, to: string): Promise<void>;
  remove(tag: string): Promise<void>;
}

export function useTagActions(bulk: Bulk, actions: ItemActions): TagActions {
  const { t } = useTranslation();
  const having = async (tag: string): Promise<readonly string[]> =>
    (await actions.told(call('items.ids', { view: { type: 'tag', tag }, search: '', sort: 'name' })))?.ids ?? [];
  return {
    async rename(tag, to) {
      if (to === tag) return;
      await bulk.mark(await having(tag), { addTags: [to], removeTags: [tag] }, (count) => t('items.did.tagRenamed', { count, tag: to }));
    },
    async remove(tag) {
      await bulk.mark(await having(tag), { addTags: [], removeTags: [tag] }, (count) => t('items.did.untagged', { count, tag }));
    },
  };
}
