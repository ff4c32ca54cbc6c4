import type { ItemSummary } from '../../../src-shared/items.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { Question } from './question.tsx';
import type { PaneControl } from './use-pane.ts';

/** Before a half-typed form goes away. */
export function DiscardQuestion({ question }: Pick<PaneControl, 'question'>) {
  const { t } = useTranslation();
  return (
    <Question
      opened={question.opened}
      title={t('vault.editor.discardTitle')}
      text={t('vault.editor.discardText')}
      stay={t('vault.editor.keepEditing')}
      go={t('vault.editor.discard')}
      onStay={question.stay}
      onGo={question.go}
    />
  );
}

interface PurgeQuestionProps {
  readonly item: ItemSummary | null;
  readonly onStay: () => void;
  readonly onGo: (item: ItemSummary) => void;
}

/** Before an item is deleted for good; null asks nothing. */
export function PurgeQuestion({ item, onStay, onGo }: PurgeQuestionProps) {
  const { t } = useTranslation();
  return (
    <Question
      opened={item !== null}
      title={t('vault.detail.purgeTitle', { name: item?.name ?? '' })}
      text={t('vault.detail.purgeText')}
      stay={t('action.cancel')}
      go={t('vault.detail.purge')}
      onStay={onStay}
      onGo={() => {
        onStay();
        if (item !== null) onGo(item);
      }}
    />
  );
}
