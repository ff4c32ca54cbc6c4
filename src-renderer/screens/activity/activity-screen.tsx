import { Alert, Badge, Box, Button, Center, Container, Group, ScrollArea, Skeleton, Stack, Table, Text, Title } from '@mantine/core';
import { IconShieldCheck, IconShieldX } from '@tabler/icons-react';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { Failure } from '../../../src-shared/errors.ts';
import type { AuditReport, AuditRowView } from '../../../src-shared/audit.ts';
import { call, failureOf } from '../../api.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { useActionText } from './use-action-text.ts';

const pageRows = 50;

/** What a person did and what was done to the account, and whether the log still is what was written. */
export function ActivityScreen() {
  const { t } = useTranslation();
  const [report, setReport] = useState<AuditReport | null>(null);
  const [checking, setChecking] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);

  const verify = async (): Promise<void> => {
    setChecking(true);
    try {
      setReport(await call('audit.verify'));
    } catch (error) {
      setFailure(failureOf(error));
    } finally {
      setChecking(false);
    }
  };

  return (
    <ScrollArea h="100%">
      <Container size="md" py="xl">
        <Stack gap="md">
          <Group justify="space-between" align="flex-start" wrap="nowrap">
            <Box>
              <Title order={1} fz="1.4rem">
                {t('activity.title')}
              </Title>
              <Text size="sm" c="dimmed" mt={4} maw={520}>
                {t('activity.intro')}
              </Text>
            </Box>
            <Button variant="default" leftSection={<IconShieldCheck size={18} />} loading={checking} onClick={() => void verify()}>
              {t('activity.verify')}
            </Button>
          </Group>
          <div role="status">{report !== null && <ReportNotice report={report} />}</div>
          <FailureNotice failure={failure} />
          <ActivityTable onFailure={setFailure} />
        </Stack>
      </Container>
    </ScrollArea>
  );
}

function ReportNotice({ report: { status, rows, problem, witnessedSequence } }: { readonly report: AuditReport }) {
  const { t } = useTranslation();
  const intact = status === 'intact' || problem === null;
  return (
    <Alert color={intact ? 'teal' : 'red'} icon={intact ? <IconShieldCheck /> : <IconShieldX />}>
      {intact
        ? t('activity.intact', { count: rows, witnessed: witnessedSequence })
        : t(`activity.damaged.${problem.code}`, { sequence: problem.sequence })}
    </Alert>
  );
}

function ActivityTable({ onFailure }: { readonly onFailure: (failure: Failure) => void }) {
  const { t, i18n } = useTranslation();
  const actionText = useActionText();
  const [rows, setRows] = useState<readonly AuditRowView[] | null>(null);
  const [more, setMore] = useState(false);
  const load = useCallback(
    async (before: number | null): Promise<void> => {
      try {
        const page = await call('audit.own', { before, limit: pageRows });
        setRows((known) => [...(before === null ? [] : (known ?? [])), ...page.rows]);
        setMore(page.more);
      } catch (error) {
        onFailure(failureOf(error));
      }
    },
    [onFailure],
  );
  useEffect(() => void load(null), [load]);

  if (rows === null) return <Skeleton h={240} />;
  if (rows.length === 0) return <Text c="dimmed">{t('activity.empty')}</Text>;
  const time = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <>
      <Table verticalSpacing={7} fz="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={190}>{t('activity.time')}</Table.Th>
            <Table.Th w={180}>{t('activity.who')}</Table.Th>
            <Table.Th>{t('activity.what')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row.sequence}>
              <Table.Td c="dimmed">{time.format(row.at)}</Table.Td>
              <Table.Td>{row.actorName ?? row.targetName ?? t('activity.nobody')}</Table.Td>
              <Table.Td>
                {actionText(row.action)}{' '}
                {row.outcome !== 'ok' && (
                  <Badge size="sm" color="red" variant="light" tt="none">
                    {t(`activity.outcome.${row.outcome}`)}
                  </Badge>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {more && (
        <Center>
          <Button variant="subtle" onClick={() => void load(rows.at(-1)?.sequence ?? null)}>
            {t('activity.more')}
          </Button>
        </Center>
      )}
    </>
  );
}
