import type { AuditRowView } from '../../../src-shared/audit.ts';
import { destructiveActs } from '../../../src-shared/people.ts';
import { type PolicyKey, policySchema } from '../../../src-shared/policy.ts';
import { useTranslation } from '../../i18n/use-translation.ts';

interface RowTexts {
  about(row: AuditRowView): string;
  detail(row: AuditRowView): string;
}

const isPolicyKey = (name: string | null): name is PolicyKey => name !== null && Object.hasOwn(policySchema.shape, name);

/** What a row of the log is about, and what changed, in words where there are any. */
export function useRowTexts(): RowTexts {
  const { t } = useTranslation();
  const inWords: Readonly<Record<string, string>> = { true: t('oversight.policy.yes'), false: t('oversight.policy.no') };
  return {
    about({ actorId, targetKind, targetId, targetName }) {
      if (targetKind === 'policy' && isPolicyKey(targetId)) return t(`oversight.policy.label.${targetId}`);
      return targetId === actorId ? '' : (targetName ?? '');
    },
    detail({ detail }) {
      const act = destructiveActs.find((known) => known === detail);
      if (act !== undefined) return t(`oversight.requests.short.${act}`);
      return (detail ?? '')
        .split(' → ')
        .map((part) => inWords[part] ?? part)
        .join(' → ');
    },
  };
}
