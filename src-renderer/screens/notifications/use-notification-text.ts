import { clientText } from '../../components/client-text.ts';
import { type Translate, useTranslation } from '../../i18n/use-translation.ts';
import type { NotificationTrigger, NotificationView } from '../../../src-shared/notifications.ts';
import { english } from '../../i18n/index.ts';

type TextKey = keyof (typeof english)['notifications']['text'];
type KeyOf<T extends NotificationTrigger> = T extends `${infer Area}.${infer Event}` ? `${Area}-${Event}` : never;

const keyOf = (trigger: NotificationTrigger): KeyOf<NotificationTrigger> => trigger.replace('.', '-') as KeyOf<NotificationTrigger>;

/** Title and message of a notification in the person's language. */
export function useNotificationText(): (notification: NotificationView) => { title: string; message: string } {
  const { t, i18n } = useTranslation();
  return ({ trigger, facts, createdAt }) => {
    const failure = facts.what === 'dataFromNewerVersion' ? 'newer' : 'damaged';
    const key: TextKey = trigger === null ? failure : keyOf(trigger);
    const person = facts.person || t('notifications.somebody');
    const time = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'short' }).format(facts.at ?? createdAt);
    const told = {
      by: facts.by || t('notifications.anAdministrator'),
      person,
      time,
      count: facts.count ?? 1,
      item: facts.item || t('notifications.anItem'),
      day: new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium' }).format(facts.at ?? createdAt),
      before: facts.before ?? 0,
      ...whatOf(t, facts.what, person),
      ...workOf(t, facts),
    };
    return { title: t(`notifications.text.${key}.title`, told), message: t(`notifications.text.${key}.message`, told) };
  };
}

/** Of work.finished: which work it was, and what came of it. */
function workOf(t: Translate, { what = '', count = 0, failed = 0 }: NotificationView['facts']): { work: string; outcome: string } {
  return {
    work: t(isIn(english.notifications.work, what) ? `notifications.work.${what}` : 'notifications.work.other'),
    outcome: failed > 0 ? t('notifications.workFailed') : t('notifications.workDone', { count }),
  };
}

const isIn = <T extends object>(known: T, key: string): key is string & keyof T => Object.hasOwn(known, key);

/** What `what` stands for in each sentence that has it; a word that this version doesn't know is described instead of shown. */
function whatOf(t: Translate, what = '', person: string): { role: string; client: string; act: string; keys: string } {
  const { act, policyKey } = english.notifications;
  const keys = what.split(/,\s*/).flatMap((key) => (isIn(policyKey, key) ? [t(`notifications.policyKey.${key}`)] : []));
  return {
    role: isIn(english.role, what) ? t(`role.${what}`) : what,
    client: what === '' ? t('notifications.aProgram') : clientText(t, what),
    act: isIn(act, what) ? t(`notifications.act.${what}`, { person }) : t('notifications.act.other'),
    keys: keys.length > 0 ? keys.join(', ') : t('notifications.policyOther'),
  };
}
