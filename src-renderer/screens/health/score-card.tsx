import { Button, Paper, Progress, RingProgress, Text } from '@mantine/core';
import { useTranslation } from '../../i18n/use-translation.ts';
import classes from './health.module.css';
import type { Assessing, Report } from './use-health.ts';

interface ScoreCardProps {
  readonly report: Report;
  readonly assessing: Assessing | null;
  readonly onStop: () => void;
  readonly onGoOn: () => void;
}

/** From here on a score is good, and from here on it will do. */
export const toneOf = (score: number): 'good' | 'fair' | 'bad' => (score >= 90 ? 'good' : score >= 70 ? 'fair' : 'bad');
const colours = { good: 'teal', fair: 'orange', bad: 'red' } as const;

/** The score, or how far the looking has come. */
export function ScoreCard({ report, assessing, onStop, onGoOn }: ScoreCardProps) {
  const { t } = useTranslation();
  const { score, items, unassessed } = report;
  return (
    <Paper
      withBorder
      p="md"
      radius="md"
      bg="var(--sr-panel)"
      className={classes['score'] ?? ''}
      component="section"
      aria-label={t('health.score')}
    >
      <RingProgress
        size={112}
        thickness={9}
        roundCaps
        aria-hidden="true"
        sections={score === null ? [] : [{ value: score, color: colours[toneOf(score)] }]}
        label={<span className={classes['number']}>{score ?? '–'}</span>}
      />
      <div className={classes['scoreText']}>
        <Text fw={600}>{score === null ? t('health.score') : t('health.scoreOf', { score })}</Text>
        <Text size="sm" c="dimmed">
          {score === null ? t('health.scoreWaits') : t('health.scoreText', { items })}
        </Text>
        {assessing !== null && (
          <div className={classes['assessing']} role="status">
            <Text size="sm">{t('health.assessing', { ...assessing })}</Text>
            <Progress value={(assessing.done / assessing.total) * 100} size="sm" aria-label={t('health.loading')} />
            <Button size="compact-sm" variant="default" onClick={onStop}>
              {t('health.stop')}
            </Button>
          </div>
        )}
        {assessing === null && unassessed > 0 && (
          <div className={classes['assessing']} role="status">
            <Text size="sm">{t('health.stopped', { left: unassessed })}</Text>
            <Button size="compact-sm" variant="default" onClick={onGoOn}>
              {t('health.goOn')}
            </Button>
          </div>
        )}
      </div>
    </Paper>
  );
}
