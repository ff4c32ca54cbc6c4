import { Button, Center, Skeleton, Text, Title } from '@mantine/core';
import { IconBellOff, IconChecks } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { Failure } from '../../../src-shared/errors.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { useNow } from '../../components/use-now.ts';
import { useNotificationsStore } from '../../stores/notifications-store.ts';
import { useLate } from '../../components/use-late.ts';
import { grouped } from './grouped.ts';
import { follow } from './lead.ts';
import { NotificationRow } from './notification-row.tsx';
import classes from './notifications.module.css';

/** What this person was told, newest first. */
export function NotificationList({ titleId }: { readonly titleId: string }) {
  const { t } = useTranslation();
  const { unread, rows, more, fetching, failure, load, loadOlder, markRead, dismiss, close } = useNotificationsStore();
  const title = useRef<HTMLHeadingElement>(null);
  const list = useRef<HTMLDivElement>(null);
  /** Where a dismissed row stood, whose cross had the focus. */
  const gap = useRef<number | null>(null);
  useEffect(() => {
    if (gap.current === null) return;
    const crosses = list.current?.querySelectorAll<HTMLElement>('[data-dismiss]') ?? [];
    (crosses[Math.min(gap.current, crosses.length - 1)] ?? title.current)?.focus();
    gap.current = null;
  }, [rows?.length]);
  const now = useNow();
  return (
    <>
      <div className={classes['head']}>
        <Title order={2} fz="var(--sr-text-xl)" ref={title} id={titleId} tabIndex={-1} data-autofocus className={classes['title']}>
          {t('notifications.title')}
        </Title>
        {unread > 0 && (
          <Button size="compact-xs" variant="subtle" leftSection={<IconChecks size={14} />} onClick={() => void markRead(null)}>
            {t('notifications.readAll')}
          </Button>
        )}
      </div>
      <div className={classes['scroller']}>
        {failure !== null && <Failed failure={failure} onRetry={load} />}
        {rows === null && failure === null && <Waiting />}
        {rows?.length === 0 && <Nothing />}
        {rows !== null && rows.length > 0 && (
          <div ref={list}>
            {grouped(rows, now).map(({ group, rows: its }) => (
              <section key={group} aria-label={t(`notifications.group.${group}`)}>
                <h3 className={classes['group']}>{t(`notifications.group.${group}`)}</h3>
                <ul className={classes['list']}>
                  {its.map((notification) => (
                    <NotificationRow
                      key={notification.id}
                      notification={notification}
                      now={now}
                      onRead={() => void markRead([notification.id])}
                      onFollow={() => {
                        void markRead([notification.id]);
                        close();
                        follow(notification);
                      }}
                      onDismiss={() => {
                        gap.current = rows.indexOf(notification);
                        void dismiss(notification.id);
                      }}
                    />
                  ))}
                </ul>
              </section>
            ))}
          </div>
        )}
        {more && (
          <Center py="xs">
            <Button size="compact-sm" variant="subtle" loading={fetching} onClick={() => void loadOlder()}>
              {t('notifications.older')}
            </Button>
          </Center>
        )}
      </div>
    </>
  );
}

function Failed({ failure, onRetry }: { readonly failure: Failure; readonly onRetry: () => Promise<void> }) {
  const { t } = useTranslation();
  return (
    <div className={classes['failure']}>
      <FailureNotice failure={failure} />
      <Button size="compact-sm" variant="default" onClick={() => void onRetry()}>
        {t('action.retry')}
      </Button>
    </div>
  );
}

function Nothing() {
  const { t } = useTranslation();
  return (
    <div className={classes['nothing']}>
      <IconBellOff size={30} stroke={1.4} aria-hidden="true" />
      <Text fw={600} size="sm">
        {t('notifications.empty')}
      </Text>
      <Text size="sm" c="dimmed">
        {t('notifications.emptyText')}
      </Text>
    </div>
  );
}

function Waiting() {
  const { t } = useTranslation();
  const late = useLate(true);
  return (
    <div role="status" aria-label={t('notifications.loading')} className={classes['waiting']}>
      {late && [0, 1, 2].map((number) => <Skeleton key={number} h={54} />)}
    </div>
  );
}
