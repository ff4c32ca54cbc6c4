import { CloseButton, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
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
        <Title order={3}>{title}</Title>
        {aside}
      </div>
      {children}
    </section>
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
