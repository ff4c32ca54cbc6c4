import type { Failure } from '../../../src-shared/errors.ts';
import { useTranslation } from '../../i18n/use-translation.ts';

/** What is wrong with a typed code, as exactly as main could tell; null where its error says it all. */
export function useCodeWords(failure: Failure | null): { readonly title: string; readonly next: string } | null {
  const { t } = useTranslation();
  const reason = failure?.detail?.reason;
  if (failure?.code === 'wrongActivationCode' && (reason === 'expired' || reason === 'checksum' || reason === 'length'))
    return { title: t(`activation.wrong.${reason}.title`), next: t(`activation.wrong.${reason}.next`) };
  if (failure?.code === 'joiningClosed' && reason === 'closed')
    return { title: t('activation.wrong.closed.title'), next: t('activation.wrong.closed.next') };
  if (failure?.code === 'wrongRecoveryCode' && (reason === 'checksum' || reason === 'length'))
    return { title: t(`login.wrongCode.${reason}.title`), next: t(`login.wrongCode.${reason}.next`) };
  return null;
}
