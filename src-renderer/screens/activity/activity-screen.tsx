import { Box, Button, Center, Container, Group, ScrollArea, Stack, Text, Title } from '@mantine/core';
import { IconShieldCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { AuditReport } from '../../../src-shared/audit.ts';
import type { Failure } from '../../../src-shared/errors.ts';
import { call, failureOf } from '../../api.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Failed, Loading } from '../administration/frame.tsx';
import { VerifyReport } from '../administration/verify-report.tsx';
import { ActivityTable } from './activity-table.tsx';
import { useOwnActivity } from './use-own-activity.ts';

/** What a person did and what was done to the account, and whether the log still is what was written. */
export function ActivityScreen() {
  return (
    <ScrollArea h="100%">
      <Container size="md" py="lg">
        <Stack gap="md">
          <Verification />
          <Rows />
        </Stack>
      </Container>
    </ScrollArea>
  );
}

/** The title of the page with the verification, and what came of it. */
function Verification() {
  const { t } = useTranslation();
  const [report, setReport] = useState<AuditReport | null>(null);
  const [checking, setChecking] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const verify = async (): Promise<void> => {
    setChecking(true);
    setFailure(null);
    try {
      setReport(await call('audit.verify'));
    } catch (error) {
      setFailure(failureOf(error));
    }
    setChecking(false);
  };
  return (
    <>
      <Group justify="space-between" align="flex-start" wrap="nowrap">
        <Box>
          <Title order={1} fz="var(--sr-text-3xl)">
            {t('activity.title')}
          </Title>
          <Text size="sm" c="dimmed" mt={4} maw={520}>
            {t('activity.intro')}
          </Text>
        </Box>
        <Button variant="default" flex="none" leftSection={<IconShieldCheck size={18} />} loading={checking} onClick={() => void verify()}>
          {t('activity.verify')}
        </Button>
      </Group>
      <div role="status">{report !== null && <VerifyReport report={report} onClose={() => setReport(null)} />}</div>
      {failure !== null && <FailureNotice failure={failure} />}
    </>
  );
}

function Rows() {
  const { t } = useTranslation();
  const { rows, more, waiting, failure, older } = useOwnActivity();
  return (
    <>
      {rows === null ? (
        failure === null && <Loading />
      ) : rows.length === 0 ? (
        <Text c="dimmed">{t('activity.empty')}</Text>
      ) : (
        <ActivityTable rows={rows} />
      )}
      {failure !== null && <Failed failure={failure} onRetry={older} />}
      {more && failure === null && (
        <Center>
          <Button variant="subtle" loading={waiting} onClick={older}>
            {t('activity.more')}
          </Button>
        </Center>
      )}
    </>
  );
}
