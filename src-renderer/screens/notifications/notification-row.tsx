import { Anchor, CloseButton, Text, UnstyledButton } from '@mantine/core';
import { useRef } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { NotificationView } from '../../../src-shared/notifications.ts';
import { timeText } from '../vault/times.ts';
import { agoText } from './ago.ts';
import { leadOf } from './lead.ts';
import { NotificationIcon } from './notification-icon.tsx';
import classes from './notifications.module.css';
import { useNotificationText } from './use-notification-text.ts';

interface NotificationRowProps {
  readonly notification: NotificationView;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly onRead: () => void;
  /** To what it is about; it counts as read then. */
  readonly onFollow: () => void;
  readonly onDismiss: () => void;
}

/** One piece of news; the dot marks it as read, the cross takes it away. */
export function NotificationRow({ notification, now, onRead, onFollow, onDismiss }: NotificationRowProps) {
  const { t, i18n } = useTranslation();
  const { title, message } = useNotificationText()(notification);
  const lead = leadOf(notification);
  const cross = useRef<HTMLButtonElement>(null);
  const { createdAt, readAt, trigger } = notification;
  const read = (): void => {
    // The dot goes with the click, and would take the focus along.
    cross.current?.focus();
    onRead();
  };
  return (
    <li className={classes['row']} data-unread={readAt === null || undefined}>
      <NotificationIcon trigger={trigger} />
      <div className={classes['texts']}>
        <Text size="sm" fw={readAt === null ? 600 : 500}>
          {title}
        </Text>
        <Text size="sm" className={classes['message']}>
          {message}
        </Text>
        {lead !== null && (
          <Anchor component="button" type="button" size="sm" display="block" onClick={onFollow}>
            {t(`notifications.lead.${lead}`)}
          </Anchor>
        )}
        <Text size="xs" c="dimmed" component="time" dateTime={new Date(createdAt).toISOString()} title={timeText(createdAt, i18n.language)}>
          {agoText(createdAt, now, i18n.language) ?? t('notifications.now')}
        </Text>
      </div>
      <div className={classes['acts']}>
        <CloseButton ref={cross} size="sm" data-dismiss aria-label={t('notifications.dismiss', { title })} onClick={onDismiss} />
        {readAt === null && (
          <UnstyledButton
            className={classes['dot']}
            aria-label={t('notifications.read', { title })}
            title={t('notifications.unread')}
            onClick={read}
          />
        )}
      </div>
    </li>
  );
}
