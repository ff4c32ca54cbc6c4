import { Button, Skeleton, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Failure } from '../../src-shared/errors.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import { useLate } from './use-late.ts';
import classes from './answer-frame.module.css';
import { FailureNotice } from './failure-notice.tsx';

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
      <span className={classes['icon']} aria-hidden="true">
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

interface AnswerFrameProps<T> {
  readonly answer: { readonly value: T | null; readonly failure: Failure | null; retry(): void };
  /** How many grey rows stand for what is on its way. */
  readonly rows?: number;
  readonly isEmpty?: (value: T) => boolean;
  /** What stands there where the answer holds nothing. */
  readonly nothing?: ReactNode;
  readonly children: (value: T) => ReactNode;
}

/** What main answers: on its way, refused, empty, or there. */
export function AnswerFrame<T>({ answer: { value, failure, retry }, rows = 6, isEmpty, nothing, children }: AnswerFrameProps<T>) {
  if (failure !== null) return <Failed failure={failure} onRetry={retry} />;
  if (value === null) return <Loading rows={rows} />;
  return isEmpty?.(value) === true ? nothing : children(value);
}

/** What a list is about, and its act beside it. */
export function ListHead({ text, children }: { readonly text: string; readonly children: ReactNode }) {
  return (
    <div className={classes['head']}>
      <Text size="sm" c="dimmed">
        {text}
      </Text>
      {children}
    </div>
  );
}
