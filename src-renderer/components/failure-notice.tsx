import { Alert, Text } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { useTranslation } from '../i18n/use-translation.ts';
import type { Failure } from '../../src-shared/errors.ts';

/** What went wrong and what to do next, announced to screen readers. */
export function FailureNotice({ failure }: { readonly failure: Failure | null }) {
  const { t } = useTranslation();
  return (
    <div role="alert">
      {failure !== null && (
        <Alert color="red" variant="light" icon={<IconAlertCircle />} title={t(`errors.${failure.code}.title`)}>
          <Text size="sm">{t(`errors.${failure.code}.next`)}</Text>
        </Alert>
      )}
    </div>
  );
}
