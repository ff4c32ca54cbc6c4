import { Paper, ScrollArea, Table, Text, Title } from '@mantine/core';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { HealthPoint } from '../../../src-shared/health.ts';
import { LinePlot } from '../../components/line-plot.tsx';
import { dateText } from '../vault/times.ts';
import classes from './health.module.css';

/** Midday of a local day, so that no time zone moves it to another one. */
const timeOf = (day: string): number => new Date(`${day}T12:00:00`).getTime();

/** The scores of the days, drawn, and as a table beside it. */
export function ScoreHistory({ points }: { readonly points: readonly HealthPoint[] }) {
  const { t, i18n } = useTranslation();
  const date = (at: number): string => dateText(at, i18n.language);
  const scores = points.map(({ score }) => score);
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return null;
  const told = {
    ...{ from: date(timeOf(first.day)), to: date(timeOf(last.day)) },
    ...{ lowest: Math.min(...scores), highest: Math.max(...scores), last: last.score },
  };
  return (
    <Paper
      withBorder
      p="md"
      radius="md"
      bg="var(--sr-panel)"
      component="section"
      aria-label={t('health.history.title')}
      className={classes['history'] ?? ''}
    >
      <div className={classes['drawn']}>
        <Title order={2} fz="var(--sr-text-lg)" mb="xs">
          {t('health.history.title')}
        </Title>
        {points.length > 1 ? (
          <LinePlot
            summary={t('health.history.summary', told)}
            points={points.map(({ day, score }) => ({ at: timeOf(day), value: score }))}
            top={100}
            dateText={date}
          />
        ) : (
          <Text size="sm" c="dimmed">
            {t('health.history.first')}
          </Text>
        )}
      </div>
      <ScrollArea.Autosize mah={203} viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': t('health.history.table') }}>
        <Table fz="sm" verticalSpacing={3} aria-label={t('health.history.table')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('health.history.day')}</Table.Th>
              <Table.Th className={classes['number'] ?? ''}>{t('health.history.score')}</Table.Th>
              <Table.Th className={classes['number'] ?? ''}>{t('health.history.findings')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {points.toReversed().map(({ day, score, findings }) => (
              <Table.Tr key={day}>
                <Table.Td>{date(timeOf(day))}</Table.Td>
                <Table.Td className={classes['number'] ?? ''}>{score}</Table.Td>
                <Table.Td className={classes['number'] ?? ''}>{findings}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollArea.Autosize>
    </Paper>
  );
}
