import { Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { everything } from '../../../src-shared/audit.ts';
import type { Person } from '../../../src-shared/people.ts';
import { call } from '../../api.ts';
import { AnswerFrame } from '../../components/answer-frame.tsx';
import { clientText } from '../../components/client-text.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { useActionText } from '../activity/use-action-text.ts';
import classes from './people.module.css';
import { useAnswer } from './use-answer.ts';
import { useTexts } from './use-texts.ts';

const shown = 5;

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section aria-label={title}>
      <Title order={4} fz="var(--sr-text-md)" mt="md" mb={4}>
        {title}
      </Title>
      {children}
    </section>
  );
}

/** Where this person is signed in now, the last used first. */
export function PersonSessions({ person: { id, liveSessions } }: { readonly person: Person }) {
  const { t } = useTranslation();
  const texts = useTexts();
  const query = { ownerId: id, liveOnly: true, offset: 0, limit: shown };
  const answer = useAnswer(() => call('sessions.everyone', query), `${id} ${liveSessions}`, 0);
  return (
    <Part title={t('here.person.nowSessions')}>
      <AnswerFrame
        answer={answer}
        rows={1}
        isEmpty={({ sessions }) => sessions.length === 0}
        nothing={<None text={t('here.person.noSessions')} />}
      >
        {({ sessions }) => (
          <ul className={classes['panelList']}>
            {sessions.map((session) => (
              <li key={session.id}>
                <span>
                  {t(`oversight.sessions.kinds.${session.kind}`)} · {clientText(t, session.client)}
                </span>
                <span className={classes['quiet']}>{texts.ago(session.lastActivityAt)}</span>
              </li>
            ))}
          </ul>
        )}
      </AnswerFrame>
    </Part>
  );
}

/** What this person did last, and what was done to the account; no names of items, no values. */
export function PersonActs({ person: { id, status, role, lastLogin } }: { readonly person: Person }) {
  const { t } = useTranslation();
  const texts = useTexts();
  const actionText = useActionText();
  const ask = () => call('audit.everyone', { filter: { ...everything, personId: id }, before: null, limit: shown });
  const answer = useAnswer(ask, `${id} ${status} ${role} ${lastLogin}`, 0);
  return (
    <Part title={t('here.person.lastActs')}>
      <AnswerFrame answer={answer} rows={3} isEmpty={({ rows }) => rows.length === 0} nothing={<None text={t('here.person.noActs')} />}>
        {({ rows }) => (
          <ul className={classes['panelList']}>
            {rows.map((row) => (
              <li key={row.sequence}>
                <span>
                  {actionText(row.action)}
                  {row.outcome !== 'ok' && ` (${t(`activity.outcome.${row.outcome}`)})`}
                </span>
                <span className={classes['quiet']} title={texts.time(row.at)}>
                  {texts.ago(row.at)}
                </span>
              </li>
            ))}
          </ul>
        )}
      </AnswerFrame>
    </Part>
  );
}

function None({ text }: { readonly text: string }) {
  return (
    <Text size="sm" c="dimmed">
      {text}
    </Text>
  );
}
