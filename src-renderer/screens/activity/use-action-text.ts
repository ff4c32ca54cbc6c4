import { useTranslation } from '../../i18n/use-translation.ts';
import { english } from '../../i18n/index.ts';

type ActionKey = keyof (typeof english)['activity']['action'];

const isKnown = (key: string): key is ActionKey => Object.hasOwn(english.activity.action, key);

/** Every action that this version has a name for. */
export const knownActions: readonly string[] = Object.keys(english.activity.action).map((key) => key.replace('_', '.'));

/** What an action of the log is called; one that this version doesn't know yet is shown as it is. */
export function useActionText(): (action: string) => string {
  const { t } = useTranslation();
  return (action) => {
    const key = action.replace('.', '_');
    return isKnown(key) ? t(`activity.action.${key}`) : action;
  };
}
