import { Button, ScrollArea, Table } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { ImportLine } from '../../../src-shared/people.ts';
import { Mark, type Tone } from './frame.tsx';
import classes from './import.module.css';
import peopleClasses from './people.module.css';

const step = 100;

export const outcomeTones: Readonly<Record<ImportLine['outcome'], Tone>> = { password: 'good', activation: 'info', skipped: 'quiet' };

/** Lines of an imported file with what becomes of each; more are drawn when asked for. */
export function ImportLines({ lines }: { readonly lines: readonly ImportLine[] }) {
  const { t } = useTranslation();
  const [shown, setShown] = useState(step);
  return (
    <ScrollArea.Autosize
      mah={300}
      className={classes['lines'] ?? ''}
      viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': t('peopleImport.lines') }}
    >
      <Table fz="sm" verticalSpacing={5} stickyHeader>
        <Table.Thead className={peopleClasses['thead'] ?? ''}>
          <Table.Tr>
            <Table.Th w={60}>{t('peopleImport.line')}</Table.Th>
            <Table.Th>{t('peopleImport.columns.username')}</Table.Th>
            <Table.Th>{t('peopleImport.columns.displayName')}</Table.Th>
            <Table.Th>{t('peopleImport.columns.email')}</Table.Th>
            <Table.Th w={250}>{t('peopleImport.becomes')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {lines.slice(0, shown).map((line) => (
            <Table.Tr key={line.line}>
              <Table.Td>{line.line}</Table.Td>
              <Table.Td className={classes['anywhere'] ?? ''}>{line.username}</Table.Td>
              <Table.Td className={classes['anywhere'] ?? ''}>{line.displayName}</Table.Td>
              <Table.Td className={classes['anywhere'] ?? ''}>{line.email}</Table.Td>
              <Table.Td>
                <Mark tone={outcomeTones[line.outcome]}>{t(`peopleImport.outcome.${line.outcome}`)}</Mark>
                {line.problem !== null && <span className={classes['lineNote']}>{t(`peopleImport.problem.${line.problem}`)}</span>}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {lines.length > shown && (
        <Button variant="subtle" fullWidth onClick={() => setShown(shown + step)}>
          {t('oversight.sessions.more')}
        </Button>
      )}
    </ScrollArea.Autosize>
  );
}
