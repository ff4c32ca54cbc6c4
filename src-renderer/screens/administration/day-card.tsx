import { ScrollArea, Table, Text } from '@mantine/core';
import { useTranslation } from '../../i18n/use-translation.ts';
import classes from './administration.module.css';
import { Card } from './frame.tsx';
import { type DayValue, Plot } from './plot.tsx';
import plotClasses from './plot.module.css';
import { useTexts } from './use-texts.ts';

interface DayCardProps {
  readonly name: string;
  readonly days: readonly DayValue[];
  readonly tone: 'calm' | 'bad' | 'other';
  /** False where adding up days would count the same person many times. */
  readonly summed?: boolean;
}

/** One number per day, drawn, with the same numbers in a table beside it. */
export function DayCard({ name, days, tone, summed = true }: DayCardProps) {
  const { t } = useTranslation();
  const texts = useTexts();
  const total = days.reduce((sum, { value }) => sum + value, 0);
  const highest = t('oversight.analytics.highest', { number: texts.number(Math.max(0, ...days.map(({ value }) => value))) });
  const sums = summed ? `${t('oversight.analytics.total', { number: texts.number(total) })}, ${highest}` : highest;
  const [from, to] = [days[0]?.day ?? 0, days.at(-1)?.day ?? 0];
  const summary = t('oversight.analytics.summary', { name, from: texts.date(from), to: texts.date(to), total: sums });
  return (
    <Card title={`${name} ${t('oversight.analytics.perDay')}`}>
      <Text size="sm" c="dimmed" mb={6}>
        {total === 0 ? t('oversight.analytics.none') : sums}
      </Text>
      {total > 0 && (
        <div className={plotClasses['beside']}>
          <Plot summary={summary} days={days} tone={tone} />
          <DayTable name={name} days={days} />
        </div>
      )}
    </Card>
  );
}

function DayTable({ name, days }: Pick<DayCardProps, 'name' | 'days'>) {
  const { t } = useTranslation();
  const texts = useTexts();
  return (
    <ScrollArea.Autosize mah={216} viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': name }}>
      <Table fz="sm" verticalSpacing={4} stickyHeader aria-label={name}>
        <Table.Thead className={classes['thead'] ?? ''}>
          <Table.Tr>
            <Table.Th>{t('oversight.analytics.day')}</Table.Th>
            <Table.Th className={classes['number'] ?? ''}>{t('oversight.analytics.count')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {days.toReversed().map(({ day, value }) => (
            <Table.Tr key={day}>
              <Table.Td>{texts.date(day)}</Table.Td>
              <Table.Td className={classes['number'] ?? ''}>{texts.number(value)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollArea.Autosize>
  );
}
