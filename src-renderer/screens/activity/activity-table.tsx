import { Table, Text } from '@mantine/core';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { AuditRowView } from '../../../src-shared/audit.ts';
import { Mark } from '../administration/frame.tsx';
import { useRowTexts } from '../administration/use-row-texts.ts';
import { useTexts } from '../administration/use-texts.ts';
import { useActionText } from './use-action-text.ts';

/** Rows of the own log: when, who, and what with everything that belongs to it. */
export function ActivityTable({ rows }: { readonly rows: readonly AuditRowView[] }) {
  const { t } = useTranslation();
  return (
    <Table verticalSpacing={7} fz="sm" aria-label={t('activity.title')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th w={180}>{t('activity.time')}</Table.Th>
          <Table.Th w={170}>{t('activity.who')}</Table.Th>
          <Table.Th>{t('activity.what')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => (
          <ActivityRow key={row.sequence} row={row} />
        ))}
      </Table.Tbody>
    </Table>
  );
}

function ActivityRow({ row }: { readonly row: AuditRowView }) {
  const { t } = useTranslation();
  const texts = useTexts();
  const actionText = useActionText();
  const rowTexts = useRowTexts();
  // Where nobody is known to have done it, the account that it was done to stands in the place of who.
  const about = row.actorId === null ? '' : rowTexts.about(row);
  const more = [about, rowTexts.detail(row)].filter((text) => text !== '').join(': ');
  return (
    <Table.Tr>
      <Table.Td c="dimmed" valign="top">
        {texts.time(row.at)}
      </Table.Td>
      <Table.Td valign="top">{row.actorName ?? row.targetName ?? t('activity.nobody')}</Table.Td>
      <Table.Td>
        {actionText(row.action)} {row.outcome !== 'ok' && <Mark tone="bad">{t(`activity.outcome.${row.outcome}`)}</Mark>}
        {more !== '' && (
          <Text size="xs" c="dimmed">
            {more}
          </Text>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
