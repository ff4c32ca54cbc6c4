import { Alert, Text } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { useTranslation } from '../i18n/use-translation.ts';
import type { Failure } from '../../src-shared/errors.ts';

interface FailureNoticeProps {
  readonly failure: Failure | null;
  /** Where the screen knows better what the failure means here than its code alone tells. */
  readonly words?: { readonly title: string; readonly next: string } | null;
}

/** What went wrong and what to do next, announced to screen readers. */
export function FailureNotice({ failure, words = null }: FailureNoticeProps) {
  const { t } = useTranslation();
  return (
    <div role="alert">
      {failure !== null && (
        <Alert color="red" variant="light" icon={<IconAlertCircle />} title={words?.title ?? t(`errors.${failure.code}.title`)}>
          <Text size="sm">{words?.next ?? t(`errors.${failure.code}.next`)}</Text>
        </Alert>
      )}
    </div>
  );
}
