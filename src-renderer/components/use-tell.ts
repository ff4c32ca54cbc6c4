import { notifications } from '@mantine/notifications';
import { useMemo } from 'react';
import { failureOf } from '../api.ts';
import { type Translate, useTranslation } from '../i18n/use-translation.ts';

export interface Telling {
  tell(message: string, tone?: 'good' | 'info'): void;
  /** What was thrown, where there is no better place for it. */
  tellFailure(error: unknown): void;
  /** Null where the work failed, which is told then. */
  told<T>(work: Promise<T>): Promise<T | null>;
  /** The same, where only the end of it counts. */
  done(work: Promise<unknown>): Promise<boolean>;
  /** One message however often a person copies. */
  tellCopied(message: string): void;
  /** Tells for how long what main has copied stays on the clipboard; false where that failed. */
  copied(work: Promise<{ readonly clearsAt: number }>): Promise<boolean>;
}

/** Short messages at the edge of the window; the same one again takes the place of the first. */
export function useTell(): Telling {
  const { t } = useTranslation();
  return useMemo(() => tellingIn(t), [t]);
}

export function tellingIn(t: Translate): Telling {
  const closeButtonProps = { 'aria-label': t('action.close') };
  const tellFailure = (error: unknown): void => {
    const { code } = failureOf(error);
    notifications.show({ color: 'red', title: t(`errors.${code}.title`), message: t(`errors.${code}.next`), closeButtonProps });
  };
  const told = async <T>(work: Promise<T>): Promise<T | null> => {
    try {
      return await work;
    } catch (error) {
      tellFailure(error);
      return null;
    }
  };
  const tellCopied = (message: string): void => {
    notifications.hide('copied');
    notifications.show({ id: 'copied', color: 'teal', autoClose: 3000, message, closeButtonProps });
  };
  return {
    tell(message, tone = 'good') {
      notifications.hide(message);
      notifications.show({ id: message, message, color: tone === 'good' ? 'teal' : 'blue', closeButtonProps });
    },
    ...{ tellFailure, told, tellCopied },
    done: async (work) => (await told(work.then(() => true))) ?? false,
    async copied(work) {
      const answer = await told(work);
      if (answer === null) return false;
      tellCopied(t('vault.detail.copied', { seconds: Math.round((answer.clearsAt - Date.now()) / 1000) }));
      return true;
    },
  };
}
