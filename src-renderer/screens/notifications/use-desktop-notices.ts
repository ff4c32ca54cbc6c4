import { useEffect, useEffectEvent } from 'react';
import { call } from '../../api.ts';
import { useAppStore } from '../../stores/app-store.ts';
import { useNotificationsStore } from '../../stores/notifications-store.ts';
import { useNotificationText } from './use-notification-text.ts';

/** However much comes at once, so many are shown by the system; the bell has all of them. */
const shownAtOnce = 3;

/** One line without anything that could fake a layout: the system shows it outside of our window. */
const oneLine = (text: string, characters: number): string =>
  text
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim()
    .slice(0, characters);

const titleCharacters = 100;
const bodyCharacters = 300;

/** Has the system show what is new while the person looks elsewhere; main leaves out what they don't want shown. */
export function useDesktopNotices(): void {
  const textOf = useNotificationText();
  const news = useNotificationsStore((state) => state.news);
  const show = useEffectEvent(async () => {
    const { arrived } = useNotificationsStore.getState();
    if (arrived === 0 || document.hasFocus() || useAppStore.getState().preferences.desktopNotifications === 'off') return;
    const { notifications } = await call('notifications.list', { before: null, limit: Math.min(arrived, shownAtOnce) });
    for (const notification of notifications.filter(({ readAt }) => readAt === null)) {
      const { title, message } = textOf(notification);
      await call('desktop.notify', { title: oneLine(title, titleCharacters), body: oneLine(message, bodyCharacters) });
    }
  });
  useEffect(() => {
    // A desktop without notifications, or a lock that came between: the bell has it all the same.
    if (news > 0) void show().catch(() => undefined);
  }, [news]);
}
