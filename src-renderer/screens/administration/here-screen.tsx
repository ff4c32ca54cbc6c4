import { Button, Checkbox, Text } from '@mantine/core';
import { IconLock, IconUserHeart } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { Here, HerePerson } from '../../../src-shared/here.ts';
import { call } from '../../api.ts';
import { AnswerFrame, Nothing } from '../../components/answer-frame.tsx';
import { useNow } from '../../components/use-now.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import adminClasses from './administration.module.css';
import { Confirm } from './confirm.tsx';
import { Head } from './frame.tsx';
import { HereCard, type HereAct } from './here-card.tsx';
import classes from './here.module.css';
import { useAnswer } from './use-answer.ts';
import { useTell } from '../../components/use-tell.ts';

type Asking = { readonly act: HereAct; readonly person: HerePerson } | 'everyone';

interface HereScreenProps {
  readonly meId: string;
  readonly version: number;
}

/** Whose vault is open now, and where; to be locked by an administrator, and opened by nobody but its person. */
export function HereScreen({ meId, version }: HereScreenProps) {
  const { t } = useTranslation();
  // People who are merely seen again push nothing; their times are read now and then.
  const now = useNow();
  const answer = useAnswer(() => call('sessions.here'), String(now), version);
  const [asking, setAsking] = useState<Asking | null>(null);
  const acted = useRef<string | null>(null);
  const open = answer.value?.people.filter(({ unlockedSince }) => unlockedSince !== null).length;
  return (
    <div className={adminClasses['page']}>
      <div className={adminClasses['wide']}>
        <Head title={t('administration.pages.here')} intro={t('here.intro')}>
          <Button variant="default" leftSection={<IconLock size={17} />} onClick={() => setAsking('everyone')}>
            {t('here.lockAll')}
          </Button>
        </Head>
        <p className={classes['count']} role="status">
          {open === undefined ? '' : t('here.open', { count: open })}
        </p>
        <AnswerFrame answer={answer} rows={4}>
          {(here) => (
            <Board
              {...{ here, meId, now, acted: acted.current }}
              onAct={(act, person) => {
                acted.current = person.id;
                setAsking({ act, person });
              }}
            />
          )}
        </AnswerFrame>
      </div>
      {asking === 'everyone' && <LockEveryone onClose={() => setAsking(null)} />}
      {asking !== null && asking !== 'everyone' && <Ask {...asking} onClose={() => setAsking(null)} onDone={answer.retry} />}
    </div>
  );
}

interface BoardProps {
  readonly here: Here;
  readonly meId: string;
  readonly now: number;
  /** Whose buttons were pressed last. */
  readonly acted: string | null;
  readonly onAct: (act: HereAct, person: HerePerson) => void;
}

/** Up and down go from person to person. */
function stepThroughCards(event: KeyboardEvent<HTMLUListElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const present = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-here]') : null;
  if (step === undefined || present === null) return;
  const cards = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-here]')];
  event.preventDefault();
  cards[cards.indexOf(present) + step]?.focus();
}

function Board({ here: { people, more }, meId, now, acted, onAct }: BoardProps) {
  const { t } = useTranslation();
  const cards = useRef<HTMLUListElement>(null);
  useEffect(() => {
    // What was pressed has gone with what it was there for: the keys go on from its card, or from the first.
    if (acted === null || document.activeElement !== document.body) return;
    const all = [...(cards.current?.querySelectorAll<HTMLElement>('[data-here]') ?? [])];
    (all.find(({ dataset }) => dataset['here'] === acted) ?? all[0])?.focus();
  }, [people, acted]);
  const alone = people.every(({ id }) => id === meId) && more === 0;
  return (
    <>
      <ul ref={cards} className={classes['cards']} aria-label={t('administration.pages.here')} onKeyDown={stepThroughCards}>
        {people.map((person) => (
          <HereCard key={person.id} person={person} me={person.id === meId} now={now} onAct={(act) => onAct(act, person)} />
        ))}
      </ul>
      {alone && <Nothing icon={<IconUserHeart size={40} stroke={1.4} />} title={t('here.alone')} text={t('here.aloneText')} />}
      {more > 0 && (
        <Text size="sm" c="dimmed" mt="sm">
          {t('here.more', { count: more })}
        </Text>
      )}
    </>
  );
}

const channels = { lock: 'sessions.lockPerson', end: 'sessions.endPerson', lease: 'sessions.endLease' } as const;
const texts = {
  lock: { title: 'here.confirmLock', text: 'here.confirmLockText', go: 'here.lock', done: 'here.locked' },
  end: { title: 'here.confirmEnd', text: 'here.confirmEndText', go: 'here.endSessions', done: 'here.ended' },
  lease: { title: 'here.confirmLease', text: 'here.confirmLeaseText', go: 'here.endLease', done: 'here.leaseEnded' },
} as const;

interface AskProps {
  readonly act: HereAct;
  readonly person: HerePerson;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

function Ask({ act, person: { id, displayName: name }, onClose, onDone }: AskProps) {
  const { t } = useTranslation();
  const { tell } = useTell();
  const { title, text, go, done } = texts[act];
  const doIt = async (): Promise<void> => {
    await call(channels[act], { id });
    onClose();
    tell(t(done, { name }));
    onDone();
  };
  return (
    <Confirm title={t(title, { name })} go={t(go)} danger onGo={doIt} onStay={onClose}>
      <Text size="sm">{t(text)}</Text>
    </Confirm>
  );
}

function LockEveryone({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const { tell } = useTell();
  const [meToo, setMeToo] = useState(false);
  const lock = async (): Promise<void> => {
    const { locked } = await call('sessions.lockPeople', { meToo });
    onClose();
    tell(t('here.lockedAll', { count: locked }));
  };
  return (
    <Confirm title={t('here.confirmAll')} go={t('here.lockAll')} danger onGo={lock} onStay={onClose}>
      <Text size="sm">{t('here.confirmAllText')}</Text>
      <Checkbox label={t('here.meToo')} checked={meToo} onChange={(event) => setMeToo(event.currentTarget.checked)} />
    </Confirm>
  );
}
