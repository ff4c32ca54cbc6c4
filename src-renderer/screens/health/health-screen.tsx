import { Box, Button, Container, ScrollArea, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from '../../i18n/use-translation.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { usePageStore } from '../../stores/page-store.ts';
import { useLate } from '../../components/use-late.ts';
import { Findings } from './findings.tsx';
import classes from './health.module.css';
import { ScoreCard } from './score-card.tsx';
import { ScoreHistory } from './score-history.tsx';
import { useHealth } from './use-health.ts';

/** How the vault is: the score, how it came about, and what is worth mending. */
export function HealthScreen() {
  const { t } = useTranslation();
  const { report, failure, assessing, version, load, stop, goOn } = useHealth();
  return (
    <ScrollArea h="100%">
      <Container size="md" py="lg">
        <Stack gap="md">
          <Box>
            <Title order={1}>{t('health.title')}</Title>
            <Text size="sm" c="dimmed" mt={4} maw={560}>
              {t('health.intro')}
            </Text>
          </Box>
          {failure !== null && (
            <div>
              <FailureNotice failure={failure} />
              <Button mt="xs" variant="default" size="compact-sm" onClick={() => void load()}>
                {t('action.retry')}
              </Button>
            </div>
          )}
          {report === null && failure === null && <Waiting />}
          {report?.items === 0 && <Nothing />}
          {report !== null && report.items > 0 && (
            <>
              <div className={classes['top']}>
                <ScoreCard report={report} assessing={assessing} onStop={stop} onGoOn={() => void goOn()} />
                <ScoreHistory points={report.history} />
              </div>
              <Findings report={report} version={version} onChanged={load} />
            </>
          )}
        </Stack>
      </Container>
    </ScrollArea>
  );
}

function Waiting() {
  const { t } = useTranslation();
  const late = useLate(true);
  return (
    <div role="status" aria-label={t('health.loading')}>
      {late && (
        <Stack gap="md">
          <Skeleton h={150} radius="md" />
          <Skeleton h={220} radius="md" />
        </Stack>
      )}
    </div>
  );
}

function Nothing() {
  const { t } = useTranslation();
  return (
    <div className={classes['well']}>
      <Text fw={600}>{t('health.nothingToJudge')}</Text>
      <Text size="sm" c="dimmed">
        {t('health.nothingToJudgeText')}
      </Text>
      <Button mt="xs" onClick={() => usePageStore.getState().wishFor({ name: 'newItem' })}>
        {t('health.newItem')}
      </Button>
    </div>
  );
}
