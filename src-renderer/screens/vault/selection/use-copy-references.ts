import { useCallback } from 'react';
import { formatReference } from '../../../../src-shared/agent/references.ts';
import { call } from '../../../api.ts';
import { useTranslation } from '../../../i18n/use-translation.ts';
import { isSimple } from '../references.ts';
import type { ItemActions } from '../use-item-actions.tsx';

/** As many as one looks at; more would be a list of everything. */
const mostReferences = 200;

/** Copies one reference a line, to each item's main field: by name where the name is simple and leads there alone, else by id. */
export function useCopyReferences(actions: ItemActions): (ids: readonly string[]) => Promise<void> {
  const { t } = useTranslation();
  return useCallback(
    async (ids) => {
      const lines: string[] = [];
      for (const id of ids.slice(0, mostReferences)) {
        const [item] = await call('items.find', { item: id }).catch(() => []);
        const namesakes = item !== undefined && isSimple(item.name) ? await call('items.find', { item: item.name }).catch(() => []) : [];
        lines.push(formatReference(item !== undefined && namesakes.length === 1 ? item.name : id, null));
      }
      await actions.copyText(lines.join('\n'), t('items.bulk.referencesCopied', { count: lines.length }));
    },
    [actions, t],
  );
}
