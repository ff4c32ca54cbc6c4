import { Button, CloseButton, Skeleton, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { Failure } from '../../../src-shared/errors.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { useLate } from '../../components/use-late.ts';
import classes from './administration.module.css';

interface HeadProps {
  readonly title: string;
  readonly intro?: string | undefined;
  readonly children?: ReactNode;
}

/** The title of a page, what it is about, and its acts. */
export function Head({ title, intro, children }: HeadProps) {
  return (
    <div className={classes['head']}>
      <div className={classes['headTexts']}>
        <Title order={2} fz="var(--sr-text-2xl)">
          {title}
        </Title>
        {intro !== undefined && (
          <Text size="sm" c="dimmed" mt={2}>
            {intro}
          </Text>
        )}
      </div>
      {children !== undefined && <div className={classes['headActs']}>{children}</div>}
    </div>
  );
}

/** A titled block of a page. */
export function Card({ title, aside, children }: { readonly title: string; readonly aside?: ReactNode; readonly children: ReactNode }) {
  return (
    <section className={classes['card']} aria-label={title}>
      <div className={classes['cardHead']}>
        <Title order={3} fz="1rem">
          {title}
        </Title>
        {aside}
      </div>
      {children}
    </section>
  );
}

/** Nothing has arrived yet, told only once it has taken a moment. */
export function Loading({ rows = 6 }: { readonly rows?: number }) {
  const { t } = useTranslation();
  const late = useLate(true);
  return (
    <div role="status" aria-label={t('administration.loading')}>
      {late && (
        <Stack gap={10} mt="xs">
          {Array.from({ length: rows }, (_, at) => (
            <Skeleton key={at} h={36} radius="md" />
          ))}
        </Stack>
      )}
    </div>
  );
}

/** Main refused, with a way to try again. */
export function Failed({ failure, onRetry }: { readonly failure: Failure; readonly onRetry: () => void }) {
  const { t } = useTranslation();
  return (
    <Stack align="flex-start" maw={520}>
      <FailureNotice failure={failure} />
      <Button variant="default" onClick={onRetry}>
        {t('action.retry')}
      </Button>
    </Stack>
  );
}

interface NothingProps {
  readonly icon: ReactNode;
  readonly title: string;
  readonly text: string;
  readonly children?: ReactNode;
}

/** There is nothing to show, and what that means. */
export function Nothing({ icon, title, text, children }: NothingProps) {
  return (
    <div className={classes['nothing']}>
      <span className={classes['nothingIcon']} aria-hidden="true">
        {icon}
      </span>
      <Text fw={600}>{title}</Text>
      <Text size="sm" c="dimmed" maw={380}>
        {text}
      </Text>
      {children}
    </div>
  );
}

interface NoticeProps {
  readonly tone: 'good' | 'warn' | 'bad';
  readonly icon: ReactNode;
  readonly title: string;
  readonly onClose?: () => void;
  readonly children?: ReactNode;
}

/** Something to know about the whole page. */
export function Notice({ tone, icon, title, onClose, children }: NoticeProps) {
  const { t } = useTranslation();
  return (
    <section className={classes['notice']} data-tone={tone} aria-label={title}>
      <span className={classes['noticeIcon']} aria-hidden="true">
        {icon}
      </span>
      <div className={classes['noticeTexts']}>
        <Text fw={600} size="sm">
          {title}
        </Text>
        {children}
      </div>
      {onClose !== undefined && <CloseButton aria-label={t('action.close')} onClick={onClose} />}
    </section>
  );
}

export type Tone = 'quiet' | 'good' | 'info' | 'warn' | 'bad';

/** A word on a ground of its own colour. */
export function Mark({ tone, icon, children }: { readonly tone: Tone; readonly icon?: ReactNode; readonly children: ReactNode }) {
  return (
    <span className={classes['mark']} data-tone={tone}>
      {icon}
      {children}
    </span>
  );
}
