import { Table } from '@mantine/core';
import { type Translate, useTranslation } from '../../i18n/use-translation.ts';
import type { AuditRowView } from '../../../src-shared/audit.ts';
import { useActionText } from '../activity/use-action-text.ts';
import classes from './administration.module.css';
import { Mark } from './frame.tsx';
import { useRowTexts } from './use-row-texts.ts';
import { useTexts } from './use-texts.ts';

/** Rows of the log; a column without anything to say in any row is left out. */
export function LogTable({ rows }: { readonly rows: readonly AuditRowView[] }) {
  const { t } = useTranslation();
  const texts = useTexts();
  const actionText = useActionText();
  const rowTexts = useRowTexts();
  const detailed = rows.some(({ detail }) => detail !== null);
  return (
    <div className={classes['sheet']}>
      <Table fz="sm" verticalSpacing={6} aria-label={t('administration.pages.activity')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={160}>{t('activity.time')}</Table.Th>
            <Table.Th>{t('activity.who')}</Table.Th>
            <Table.Th miw={180}>{t('activity.what')}</Table.Th>
            <Table.Th>{t('oversight.log.about')}</Table.Th>
            {detailed && <Table.Th>{t('oversight.log.detail')}</Table.Th>}
            <Table.Th className={classes['spare'] ?? ''}>{t('oversight.log.client')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row.sequence}>
              <Table.Td className={classes['nowrap'] ?? ''}>{texts.time(row.at)}</Table.Td>
              <Table.Td className={classes['wrap'] ?? ''}>{row.actorName ?? t('oversight.log.system')}</Table.Td>
              <Table.Td>
                {actionText(row.action)} {row.outcome !== 'ok' && <Mark tone="bad">{t(`activity.outcome.${row.outcome}`)}</Mark>}
              </Table.Td>
              <Table.Td className={classes['wrap'] ?? ''}>{rowTexts.about(row)}</Table.Td>
              {detailed && <Table.Td className={classes['wrap'] ?? ''}>{rowTexts.detail(row)}</Table.Td>}
              <Table.Td className={classes['spare'] ?? ''}>{whereOf(t, row.client)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

/** Which kind of client it was; what the app did by itself is its own. */
function whereOf(t: Translate, client: string): string {
  if (client === 'desktop' || client === 'cli' || client === 'program') return t(`oversight.sessions.kinds.${client}`);
  return client === 'main' ? t('oversight.log.system') : client;
}
