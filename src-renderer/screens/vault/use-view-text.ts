import type { ItemView } from '../../../src-shared/items.ts';
import { useTranslation } from '../../i18n/use-translation.ts';

/** What a view is called. */
export function useViewText(): (view: ItemView) => string {
  const { t } = useTranslation();
  return (view) =>
    view.type === 'kind' ? t(`vault.kinds.${view.kind}`) : view.type === 'tag' ? `#${view.tag}` : t(`vault.sidebar.${view.type}`);
}
