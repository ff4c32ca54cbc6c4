import { notifications } from '@mantine/notifications';
import { failureOf } from '../../api.ts';
import { useTranslation } from '../../i18n/use-translation.ts';

interface Telling {
  tell(message: string, tone?: 'good' | 'info'): void;
  /** What was thrown, where there is no better place for it. */
  tellFailure(error: unknown): void;
}

/** Short messages at the edge of the window; the same one again takes the place of the first. */
export function useTell(): Telling {
  const { t } = useTranslation();
  const closeButtonProps = { 'aria-label': t('action.close') };
  return {
    tell(message, tone = 'good') {
      notifications.hide(message);
      notifications.show({ id: message, message, color: tone === 'good' ? 'teal' : 'blue', closeButtonProps });
    },
    tellFailure(error) {
      const { code } = failureOf(error);
      notifications.show({ color: 'red', title: t(`errors.${code}.title`), message: t(`errors.${code}.next`), closeButtonProps });
    },
  };
}
