import { Stack, Table, Text } from '@mantine/core';
import { IconShieldCheck, IconShieldX } from '@tabler/icons-react';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { AuditReport } from '../../../src-shared/audit.ts';
import { Mark, Notice } from './frame.tsx';
import { useTexts } from './use-texts.ts';

/** Whether the log still is what was written, and who can say so. */
export function VerifyReport({ report, onClose }: { readonly report: AuditReport; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const texts = useTexts();
  const { problem, rows, firstSequence, lostEpochs, witnessedSequence, witnesses } = report;
  const intact = report.status === 'intact';
  return (
    <Notice
      tone={intact ? 'good' : 'bad'}
      icon={intact ? <IconShieldCheck size={20} /> : <IconShieldX size={20} />}
      title={t(intact ? 'oversight.verify.intact' : 'oversight.verify.damaged')}
      onClose={onClose}
    >
      <Stack gap={4} mt={2}>
        {intact && <Text size="sm">{t('oversight.verify.intactText', { count: rows, number: texts.number(rows) })}</Text>}
        {problem !== null && <Problem report={report} problem={problem} />}
        {witnessedSequence > 0 && <Text size="sm">{t('oversight.verify.own', { number: texts.number(witnessedSequence) })}</Text>}
        {firstSequence > 1 && <Text size="sm">{t('oversight.verify.removed', { number: texts.number(firstSequence) })}</Text>}
        {lostEpochs > 0 && <Text size="sm">{t('oversight.verify.lost', { count: lostEpochs })}</Text>}
        {witnesses.length > 0 && <Witnesses witnesses={witnesses} />}
      </Stack>
    </Notice>
  );
}

type Problem = NonNullable<AuditReport['problem']>;

function Problem({ report: { witnesses }, problem }: { readonly report: AuditReport; readonly problem: Problem }) {
  const { t } = useTranslation();
  const texts = useTexts();
  const seen = witnesses.filter(({ sequence }) => sequence >= problem.sequence).map(({ name }) => name);
  return (
    <>
      <Text size="sm" fw={600}>
        {t(`activity.damaged.${problem.code}`, { sequence: texts.number(problem.sequence) })}
      </Text>
      <Text size="sm">
        {problem.since === null ? t('oversight.verify.sinceNever') : t('oversight.verify.since', { time: texts.time(problem.since) })}{' '}
        {seen.length > 0 ? t('oversight.verify.seenBy', { names: texts.list(seen) }) : t('oversight.verify.seenByNone')}
      </Text>
      <Text size="sm">{t('oversight.verify.next')}</Text>
    </>
  );
}

function Witnesses({ witnesses }: Pick<AuditReport, 'witnesses'>) {
  const { t } = useTranslation();
  const texts = useTexts();
  return (
    <Table fz="sm" mt={4} verticalSpacing={4} aria-label={t('oversight.verify.witnesses')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('oversight.verify.witnesses')}</Table.Th>
          <Table.Th ta="right">{t('oversight.verify.row')}</Table.Th>
          <Table.Th>{t('oversight.verify.signed')}</Table.Th>
          <Table.Th>{t('oversight.sessions.state')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {witnesses.map((witness) => (
          <Table.Tr key={witness.ownerId}>
            <Table.Td>{witness.name}</Table.Td>
            <Table.Td ta="right">{texts.number(witness.sequence)}</Table.Td>
            <Table.Td>{texts.time(witness.at)}</Table.Td>
            <Table.Td>
              <Mark tone={witness.holds ? 'good' : 'bad'}>
                {t(witness.holds ? 'oversight.verify.holds' : 'oversight.verify.contradicts')}
              </Mark>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
