import { Button, Switch, Text } from '@mantine/core';
import { IconDevicesOff, IconLogout } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { SessionView } from '../../../src-shared/people.ts';
import { call } from '../../api.ts';
import type { ChosenPerson } from '../../stores/administration-store.ts';
import classes from './administration.module.css';
import { Confirm } from './confirm.tsx';
import { Failed, Loading, Nothing } from '../../components/answer-frame.tsx';
import { Head } from './frame.tsx';
import { PersonPicker } from './person-picker.tsx';
import { Pager } from './pager.tsx';
import { SessionsTable } from './sessions-table.tsx';
import { useAnswer } from './use-answer.ts';
import { useTell } from '../../components/use-tell.ts';
import { pageRows } from './use-people.ts';

interface SessionsScreenProps {
  readonly version: number;
  /** Whose sessions to begin with. */
  readonly person: ChosenPerson | null;
}

/** Everybody's sessions, newest activity first. */
export function SessionsScreen({ version, person: first }: SessionsScreenProps) {
  const { t } = useTranslation();
  const { tell } = useTell();
  const [person, setPerson] = useState(first);
  const [liveOnly, setLiveOnly] = useState(true);
  const [page, setPage] = useState(0);
  const [asking, setAsking] = useState<SessionView | 'all' | null>(null);
  const query = { ownerId: person?.id ?? null, liveOnly, offset: page * pageRows, limit: pageRows };
  const { value, failure, retry } = useAnswer(() => call('sessions.everyone', query), JSON.stringify(query), version);

  const end = async ({ id }: SessionView): Promise<void> => {
    await call('sessions.endOf', { id });
    setAsking(null);
    tell(t('oversight.sessions.endedOne'));
    retry();
  };
  const endAll = async (): Promise<void> => {
    const { ended } = await call('sessions.endAll');
    setAsking(null);
    tell(t('oversight.sessions.endedAll', { count: ended }));
    retry();
  };

  return (
    <div className={classes['page']}>
      <div className={classes['wide']}>
        <Head title={t('administration.pages.sessions')} intro={t('oversight.sessions.intro')}>
          <Button variant="default" leftSection={<IconLogout size={17} />} onClick={() => setAsking('all')}>
            {t('oversight.sessions.endAll')}
          </Button>
        </Head>
        <div className={classes['filters']}>
          <PersonPicker
            label={t('oversight.sessions.person')}
            person={person}
            onPerson={(chosen) => {
              setPerson(chosen);
              setPage(0);
            }}
          />
          <Switch
            label={t('oversight.sessions.liveOnly')}
            checked={liveOnly}
            onChange={(event) => {
              setLiveOnly(event.currentTarget.checked);
              setPage(0);
            }}
            mt={32}
          />
        </div>
        {failure !== null ? (
          <Failed failure={failure} onRetry={retry} />
        ) : value === null ? (
          <Loading />
        ) : value.sessions.length === 0 ? (
          <Nothing
            icon={<IconDevicesOff size={40} stroke={1.4} />}
            title={t('oversight.sessions.none')}
            text={t('oversight.sessions.noneText')}
          />
        ) : (
          <SessionsTable sessions={value.sessions} onEnd={setAsking} />
        )}
        {value !== null && (page > 0 || value.more) && (
          <Pager page={page} rows={value.sessions.length} total={null} more={value.more} onPage={setPage} />
        )}
      </div>
      {asking === 'all' && (
        <Confirm
          title={t('oversight.sessions.endAllTitle')}
          go={t('oversight.sessions.endAll')}
          danger
          onGo={endAll}
          onStay={() => setAsking(null)}
        >
          <Text size="sm">{t('oversight.sessions.endAllText')}</Text>
        </Confirm>
      )}
      {asking !== null && asking !== 'all' && (
        <Confirm
          title={t('oversight.sessions.endTitle', { name: asking.ownerName })}
          go={t('administration.acts.endSessions')}
          danger
          onGo={() => end(asking)}
          onStay={() => setAsking(null)}
        >
          <Text size="sm">{t('oversight.sessions.endText')}</Text>
        </Confirm>
      )}
    </div>
  );
}
