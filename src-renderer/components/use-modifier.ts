import { useTranslation } from '../i18n/use-translation.ts';

/** The key of most shortcuts as this machine's keyboard names it. */
export function useModifier(): string {
  const { t } = useTranslation();
  return navigator.platform.startsWith('Mac') ? '⌘' : t('key.ctrl');
}
