import { Button, Group, Progress, Text } from '@mantine/core';
import { IconShieldCheck, IconX } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { SystemCheck } from '../../../src-shared/system.ts';
import { call } from '../../api.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import classes from './administration.module.css';
import { Card, Mark, type Tone } from './frame.tsx';
import { useTell } from '../../components/use-tell.ts';
import { useTexts } from './use-texts.ts';

const askEveryMilliseconds = 400;
const tones: Readonly<Record<SystemCheck['status'], Tone>> = {
  running: 'info',
  intact: 'good',
  damaged: 'bad',
  stopped: 'quiet',
  failed: 'warn',
};

export interface Checking {
  readonly check: SystemCheck | null;
  start(): void;
  stop(): void;
}

/** The check that is under way, or the last one; it goes on whatever page is shown. */
export function useSystemCheck(): Checking {
  const { tellFailure } = useTell();
  const [check, setCheck] = useState<SystemCheck | null>(null);
  const running = check?.status === 'running';
  useEffect(() => {
    let current = true;
    const ask = (): void =>
      void call('system.check').then(
        (found) => current && setCheck(found),
        () => undefined,
      );
    ask();
    if (!running) return () => void (current = false);
    const timer = setInterval(ask, askEveryMilliseconds);
    return () => {
      current = false;
      clearInterval(timer);
    };
  }, [running]);
  const then = (answer: Promise<SystemCheck | null>): void => void answer.then(setCheck, tellFailure);
  return { check, start: () => then(call('system.startCheck')), stop: () => then(call('system.stopCheck')) };
}

/** Whether everything that is stored is as the app wrote it. */
export function SystemCheckCard({ checking: { check, start, stop } }: { readonly checking: Checking }) {
  const { t } = useTranslation();
  const running = check?.status === 'running';
  return (
    <Card
      title={t('installation.check.title')}
      aside={check !== null && <Mark tone={tones[check.status]}>{t(`installation.check.status.${check.status}`)}</Mark>}
    >
      <Text size="sm" c="dimmed">
        {t('installation.check.text')}
      </Text>
      <div role="status">
        {check === null ? (
          <Text size="sm" mt="xs">
            {t('installation.check.never')}
          </Text>
        ) : (
          <Told check={check} />
        )}
      </div>
      {check !== null && check.results.length > 0 && <Results check={check} />}
      <Group gap="xs" mt="md">
        {running ? (
          <Button variant="default" leftSection={<IconX size={16} />} onClick={stop}>
            {t('installation.check.stop')}
          </Button>
        ) : (
          <Button variant="default" leftSection={<IconShieldCheck size={17} />} onClick={start}>
            {t(check === null ? 'installation.check.start' : 'installation.check.again')}
          </Button>
        )}
      </Group>
    </Card>
  );
}

function Told({ check: { status, part, done, of, finishedAt } }: { readonly check: SystemCheck }) {
  const { t } = useTranslation();
  const texts = useTexts();
  if (status === 'running') {
    const label = t('installation.check.running', { part: t(`installation.check.part.${part}`) });
    return (
      <>
        <Text size="sm" mt="xs" mb={6}>
          {label}
          {of > 0 && ` · ${t('installation.check.of', { done: texts.number(done), of: texts.number(of) })}`}
        </Text>
        <Progress value={of === 0 ? 100 : (done / of) * 100} animated={of === 0} aria-label={label} size="sm" />
      </>
    );
  }
  return (
    <Text size="sm" mt="xs">
      {finishedAt !== null && t('installation.check.last', { time: texts.time(finishedAt) })}
      {status === 'stopped' && `. ${t('installation.check.stoppedText')}`}
      {status === 'failed' && `. ${t('installation.check.failedText')}`}
    </Text>
  );
}

function Results({ check: { results } }: { readonly check: SystemCheck }) {
  const { t } = useTranslation();
  const texts = useTexts();
  return (
    <ul className={classes['checks']} aria-label={t('installation.check.title')}>
      {results.map(({ part, checked, problems }) => (
        <li key={part}>
          <div className={classes['check']}>
            <span>
              {t(`installation.check.part.${part}`)}{' '}
              <span className={classes['aside']}>
                {t(`installation.check.checked.${part}`, { count: checked, number: texts.number(checked) })}
              </span>
            </span>
            <Mark tone={problems === 0 ? 'good' : 'bad'}>
              {problems === 0
                ? t('installation.check.holds')
                : t('installation.check.problems', { count: problems, number: texts.number(problems) })}
            </Mark>
          </div>
          {problems > 0 && <p className={classes['next']}>{t(`installation.check.next.${part}`)}</p>}
        </li>
      ))}
    </ul>
  );
}
