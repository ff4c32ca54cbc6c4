import { SegmentedControl, Table, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { Analytics } from '../../../src-shared/audit.ts';
import { call } from '../../api.ts';
import classes from './administration.module.css';
import { DayCard } from './day-card.tsx';
import { Failed, Loading } from '../../components/answer-frame.tsx';
import { Card, Head } from './frame.tsx';
import { useAnswer } from './use-answer.ts';
import { useTexts } from './use-texts.ts';

const choices = [7, 30, 90, 365] as const;

/** How much the machine is used, in counts. */
export function AnalyticsScreen() {
  const { t } = useTranslation();
  const [days, setDays] = useState(30);
  const { value, failure, retry, waiting } = useAnswer(() => call('analytics.read', { days }), String(days), 0);
  return (
    <div className={classes['page']}>
      <div className={classes['wide']}>
        <Head title={t('administration.pages.analytics')} intro={t('oversight.analytics.intro')}>
          <SegmentedControl
            aria-label={t('oversight.analytics.days')}
            value={String(days)}
            onChange={(chosen) => setDays(Number(chosen))}
            data={choices.map((count) => ({ value: String(count), label: t('oversight.analytics.lastDays', { count }) }))}
          />
        </Head>
        {failure !== null ? (
          <Failed failure={failure} onRetry={retry} />
        ) : value === null ? (
          <Loading rows={8} />
        ) : (
          <div aria-busy={waiting}>
            <DayCard
              name={t('oversight.analytics.signIns')}
              tone="calm"
              days={value.days.map(({ day, signIns }) => ({ day, value: signIns }))}
            />
            <DayCard
              name={t('oversight.analytics.failures')}
              tone="bad"
              days={value.days.map(({ day, failures }) => ({ day, value: failures }))}
            />
            <DayCard
              name={t('oversight.analytics.activePeople')}
              tone="other"
              summed={false}
              days={value.days.map(({ day, activePeople }) => ({ day, value: activePeople }))}
            />
            <KindsCard kinds={value.kinds} />
          </div>
        )}
      </div>
    </div>
  );
}

function KindsCard({ kinds }: Pick<Analytics, 'kinds'>) {
  const { t } = useTranslation();
  const texts = useTexts();
  return (
    <Card title={t('oversight.analytics.kinds')}>
      {kinds.every(({ sessions }) => sessions === 0) ? (
        <Text size="sm" c="dimmed">
          {t('oversight.analytics.none')}
        </Text>
      ) : (
        <Table fz="sm" maw={560} aria-label={t('oversight.analytics.kinds')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('oversight.sessions.kind')}</Table.Th>
              <Table.Th className={classes['number'] ?? ''}>{t('oversight.analytics.sessions')}</Table.Th>
              <Table.Th className={classes['number'] ?? ''}>{t('oversight.analytics.median')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {kinds.map(({ kind, sessions, medianMinutes }) => (
              <Table.Tr key={kind}>
                <Table.Td>{t(`oversight.sessions.kinds.${kind}`)}</Table.Td>
                <Table.Td className={classes['number'] ?? ''}>{texts.number(sessions)}</Table.Td>
                <Table.Td className={classes['number'] ?? ''}>
                  {medianMinutes === null ? t('administration.nothing') : texts.minutes(medianMinutes)}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Card>
  );
}
