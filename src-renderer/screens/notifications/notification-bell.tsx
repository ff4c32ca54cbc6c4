import { ActionIcon, Indicator, Popover, VisuallyHidden } from '@mantine/core';
import { IconBell } from '@tabler/icons-react';
import { useEffect, useId } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { useNotificationsStore } from '../../stores/notifications-store.ts';
import { NotificationList } from './notification-list.tsx';
import classes from './notifications.module.css';
import { useDesktopNotices } from './use-desktop-notices.ts';

const mostShown = 99;

/** The bell with the number of unread notifications; `unread` is what the session began with. */
export function NotificationBell({ unread: atFirst }: { readonly unread: number }) {
  const { t } = useTranslation();
  const { unread, arrived, open, begin, show, close } = useNotificationsStore();
  const titleId = useId();
  useDesktopNotices();
  useEffect(() => begin(atFirst), [begin, atFirst]);
  useEffect(() => close, [close]);
  const name = unread === 0 ? t('notifications.bell') : t('notifications.bellUnread', { count: unread });

  return (
    <>
      <Popover
        opened={open}
        onChange={(opened) => (opened ? void show() : close())}
        position="bottom-end"
        width={400}
        offset={10}
        shadow="md"
        trapFocus
        returnFocus
        withinPortal
      >
        <Indicator label={unread > mostShown ? `${mostShown}+` : unread} size={16} offset={7} disabled={unread === 0} color="red.9">
          <Popover.Target>
            <ActionIcon variant="subtle" color="gray" size="lg" aria-label={name} onClick={() => (open ? close() : void show())}>
              <IconBell size={20} stroke={1.8} />
            </ActionIcon>
          </Popover.Target>
        </Indicator>
        <Popover.Dropdown p={0} aria-labelledby={titleId} className={classes['panel']}>
          <NotificationList titleId={titleId} />
        </Popover.Dropdown>
      </Popover>
      {/* The number of unread ones is in it so that the text differs from the one before, or it wouldn't be read out. */}
      <VisuallyHidden role="status" aria-live="polite">
        {arrived > 0 && t('notifications.arrived', { count: arrived, unread })}
      </VisuallyHidden>
    </>
  );
}
