import { ActionIcon, Table } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { Fragment, useId, useState } from 'react';
import { type Translate, useTranslation } from '../../i18n/use-translation.ts';
import type { AuditRowView } from '../../../src-shared/audit.ts';
import { useActionText } from '../activity/use-action-text.ts';
import classes from './administration.module.css';
import { Mark } from './frame.tsx';
import { stepThroughButtons } from './step-through-buttons.ts';
import { useRowTexts } from './use-row-texts.ts';
import { Facts } from './facts.tsx';
import { useTexts } from './use-texts.ts';

const dayOf = (at: number): string => new Date(at).toDateString();

/** Rows of the log under the day they belong to; each opens to who did what, when and from where. */
export function LogTable({ rows }: { readonly rows: readonly AuditRowView[] }) {
  const { t } = useTranslation();
  const texts = useTexts();
  return (
    <Table
      className={classes['log'] ?? ''}
      fz="sm"
      verticalSpacing={6}
      stickyHeader
      stickyHeaderOffset={-20}
      aria-label={t('administration.pages.activity')}
      onKeyDown={stepThroughButtons}
    >
      <Table.Thead className={classes['thead'] ?? ''}>
        <Table.Tr>
          <Table.Th w={104}>{t('activity.time')}</Table.Th>
          <Table.Th w="22%">{t('activity.who')}</Table.Th>
          <Table.Th>{t('activity.what')}</Table.Th>
          <Table.Th w="30%">{t('oversight.log.about')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row, at) => (
          <Fragment key={row.sequence}>
            {dayOf(row.at) !== dayOf(rows[at - 1]?.at ?? Number.NaN) && (
              <Table.Tr className={classes['day'] ?? ''}>
                <Table.Td colSpan={4}>{texts.day(row.at)}</Table.Td>
              </Table.Tr>
            )}
            <LogRow row={row} />
          </Fragment>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function LogRow({ row }: { readonly row: AuditRowView }) {
  const { t } = useTranslation();
  const texts = useTexts();
  const actionText = useActionText();
  const rowTexts = useRowTexts();
  const [open, setOpen] = useState(false);
  const id = useId();
  const detail = rowTexts.detail(row);
  const about = rowTexts.about(row);
  const Icon = open ? IconChevronDown : IconChevronRight;
  return (
    <>
      <Table.Tr className={classes['logRow'] ?? ''} data-open={open || undefined}>
        <Table.Td>
          <span className={classes['when']}>
            <ActionIcon
              variant="transparent"
              color="gray"
              size={20}
              aria-expanded={open}
              aria-controls={open ? id : undefined}
              aria-label={t(open ? 'activity.hideRow' : 'activity.showRow', { what: actionText(row.action) })}
              onClick={() => setOpen(!open)}
            >
              <Icon size={15} />
            </ActionIcon>
            {texts.hour(row.at)}
          </span>
        </Table.Td>
        <Table.Td className={classes['wrap'] ?? ''}>{row.actorName ?? t('oversight.log.system')}</Table.Td>
        <Table.Td className={classes['wrap'] ?? ''}>
          {actionText(row.action)} {row.outcome !== 'ok' && <Mark tone="bad">{t(`activity.outcome.${row.outcome}`)}</Mark>}
        </Table.Td>
        <Table.Td className={classes['wrap'] ?? ''}>
          {about}
          {detail !== '' && <span className={classes['second']}>{detail}</span>}
        </Table.Td>
      </Table.Tr>
      {open && (
        <Table.Tr id={id} className={classes['logDetail'] ?? ''}>
          <Table.Td colSpan={4}>
            <Whole row={row} />
          </Table.Td>
        </Table.Tr>
      )}
    </>
  );
}

/** All that the log says of it. */
function Whole({ row }: { readonly row: AuditRowView }) {
  const { t } = useTranslation();
  const texts = useTexts();
  const actionText = useActionText();
  const rowTexts = useRowTexts();
  const about = rowTexts.about(row);
  const detail = rowTexts.detail(row);
  const facts: readonly (readonly [string, string])[] = [
    [t('activity.who'), row.actorName ?? t('oversight.log.system')],
    [t('activity.what'), actionText(row.action)],
    ...(about === '' ? [] : [[t('oversight.log.about'), about] as const]),
    ...(detail === '' ? [] : [[t('oversight.log.detail'), detail] as const]),
    [t('activity.time'), texts.exact(row.at)],
    [t('oversight.log.client'), whereOf(t, row.client)],
    [t('oversight.log.outcome'), t(`oversight.log.outcomes.${row.outcome}`)],
    [t('activity.row'), texts.number(row.sequence)],
  ];
  return <Facts facts={facts} />;
}

/** Which kind of client it was; what the app did by itself is its own. */
function whereOf(t: Translate, client: string): string {
  if (client === 'desktop' || client === 'cli' || client === 'program') return t(`oversight.sessions.kinds.${client}`);
  return client === 'main' ? t('oversight.log.system') : client;
}
