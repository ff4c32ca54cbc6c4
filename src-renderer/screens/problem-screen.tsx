import { Button, Code, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from '../i18n/use-translation.ts';
import type { Failure } from '../../src-shared/errors.ts';
import { call } from '../api.ts';
import { EntryPage } from '../components/entry-page.tsx';

interface ProblemScreenProps {
  readonly failure: Failure;
  readonly dataDirectory: string | null;
  readonly onRetry: () => Promise<void>;
}

/** The data can't be used as it is: which failure, what it means, where everything still lies. */
export function ProblemScreen({ failure, dataDirectory, onRetry }: ProblemScreenProps) {
  const { t } = useTranslation();
  const [busy, setBusy] = useState(false);
  const retry = async (): Promise<void> => {
    setBusy(true);
    await call('app.tryAgain').catch(() => undefined);
    await onRetry();
    setBusy(false);
  };
  return (
    <EntryPage title={t(`errors.${failure.code}.title`)} intro={t(`errors.${failure.code}.next`)} width={520}>
      <Stack gap="xs" role="alert">
        <Text size="sm">
          {t('problem.code')}: <Code>{[failure.code, failure.detail?.what, failure.detail?.reason].filter(Boolean).join(' · ')}</Code>
        </Text>
        {dataDirectory !== null && (
          <Text size="sm">
            {t('problem.data')}: <Code>{dataDirectory}</Code>
          </Text>
        )}
      </Stack>
      <Group justify="flex-end">
        <Button loading={busy} onClick={() => void retry()}>
          {t('action.retry')}
        </Button>
      </Group>
    </EntryPage>
  );
}
