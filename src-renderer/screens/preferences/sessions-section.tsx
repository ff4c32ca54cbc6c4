import { Button, Text } from '@mantine/core';
import { IconLogout } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { Failure } from '../../../src-shared/errors.ts';
import type { SessionView } from '../../../src-shared/people.ts';
import { call, failureOf } from '../../api.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Confirm } from '../administration/confirm.tsx';
import { AnswerFrame, ListHead } from '../../components/answer-frame.tsx';
import { useAnswer } from '../administration/use-answer.ts';
import { useTell } from '../../components/use-tell.ts';
import { OwnSessions } from './own-sessions.tsx';
import { Section } from './section.tsx';

/** Where this person is signed in, and the end of it. */
export function SessionsSection() {
  const { t } = useTranslation();
  const { tell } = useTell();
  const answer = useAnswer(() => call('sessions.own'), 'sessions', 0);
  const { value, retry } = answer;
  const [refused, setRefused] = useState<Failure | null>(null);
  const [asking, setAsking] = useState(false);
  const others = value?.sessions.some(({ current }) => !current) ?? false;

  const end = async ({ id }: SessionView): Promise<void> => {
    setRefused(null);
    try {
      await call('sessions.end', { id });
      tell(t('oversight.sessions.endedOne'));
    } catch (error) {
      setRefused(failureOf(error));
    }
    retry();
  };
  const endOthers = async (): Promise<void> => {
    await call('sessions.endOthers');
    setAsking(false);
    tell(t('preferences.sessions.endedOthers'));
    retry();
  };

  return (
    <Section title={t('preferences.pages.sessions')}>
      <ListHead text={t('preferences.sessions.intro')}>
        <Button variant="default" size="xs" leftSection={<IconLogout size={16} />} disabled={!others} onClick={() => setAsking(true)}>
          {t('oversight.sessions.endAll')}
        </Button>
      </ListHead>
      <AnswerFrame answer={answer} rows={3}>
        {({ sessions }) => <OwnSessions sessions={sessions} onEnd={(session) => void end(session)} />}
      </AnswerFrame>
      <FailureNotice failure={refused} />
      {asking && (
        <Confirm
          title={t('preferences.sessions.question')}
          go={t('oversight.sessions.endAll')}
          onGo={endOthers}
          onStay={() => setAsking(false)}
        >
          <Text size="sm">{t('preferences.sessions.lost')}</Text>
        </Confirm>
      )}
    </Section>
  );
}
