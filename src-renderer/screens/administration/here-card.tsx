import { Button } from '@mantine/core';
import { IconDeviceDesktop, IconLock, IconLockOpen, IconPlugConnected, IconTerminal2, IconUser } from '@tabler/icons-react';
import type { HerePerson, HerePlace } from '../../../src-shared/here.ts';
import { clientText } from '../../components/client-text.ts';
import { PersonAvatar } from '../../components/person-avatar.tsx';
import { useTranslation } from '../../i18n/use-translation.ts';
import { Mark } from './frame.tsx';
import classes from './here.module.css';
import { useTexts } from './use-texts.ts';

export type HereAct = 'lock' | 'end' | 'lease';

const placeIcons = { desktop: IconDeviceDesktop, cli: IconTerminal2, program: IconPlugConnected } as const;
const justNow = 60_000;

interface HereCardProps {
  readonly person: HerePerson;
  readonly me: boolean;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly onAct: (act: HereAct) => void;
}

/** One person: whether the vault is open, since when, where, and what an administrator can do about it. */
export function HereCard({ person, me, now, onAct }: HereCardProps) {
  const { t } = useTranslation();
  const { displayName: name, username, unlockedSince, lease, places } = person;
  return (
    <li className={classes['card']} data-here={person.id} tabIndex={-1} data-open={unlockedSince !== null || undefined}>
      <div className={classes['who']}>
        <PersonAvatar person={person} size={40} />
        <div className={classes['names']}>
          <span className={classes['name']}>{name}</span>
          <span className={classes['quiet']}>
            {username}
            {me && ` · ${t('administration.you')}`}
          </span>
        </div>
        <StateMark person={person} />
      </div>
      <Times person={person} now={now} />
      {places.length > 0 && (
        <ul className={classes['places']} aria-label={t('here.placesOf', { name })}>
          {places.map((place) => (
            <PlaceRow key={place.sessionId} place={place} />
          ))}
        </ul>
      )}
      {!me && (
        <div className={classes['acts']}>
          {unlockedSince !== null && (
            <Button
              size="compact-sm"
              aria-label={t('here.lockOne', { name })}
              leftSection={<IconLock size={14} />}
              onClick={() => onAct('lock')}
            >
              {t('here.lock')}
            </Button>
          )}
          {lease !== null && (
            <Button size="compact-sm" variant="default" aria-label={t('here.endLeaseOf', { name })} onClick={() => onAct('lease')}>
              {t('here.endLease')}
            </Button>
          )}
          {places.length > 0 && (
            <Button size="compact-sm" variant="default" aria-label={t('here.endSessionsOf', { name })} onClick={() => onAct('end')}>
              {t('here.endSessions')}
            </Button>
          )}
        </div>
      )}
    </li>
  );
}

function StateMark({ person: { unlockedSince, role, lease } }: { readonly person: HerePerson }) {
  const { t } = useTranslation();
  if (unlockedSince !== null)
    return (
      <Mark tone="good" icon={<IconLockOpen size={13} aria-hidden="true" />}>
        {t('here.state.unlocked')}
      </Mark>
    );
  if (role === 'guest')
    return (
      <Mark tone="info" icon={<IconUser size={13} aria-hidden="true" />}>
        {t('here.state.guest')}
      </Mark>
    );
  return (
    <Mark tone={lease === null ? 'quiet' : 'warn'} icon={<IconLock size={13} aria-hidden="true" />}>
      {t(lease === null ? 'here.state.locked' : 'here.state.lease')}
    </Mark>
  );
}

function Times({ person: { unlockedSince, seenAt, locksAt, lease }, now }: Pick<HereCardProps, 'person' | 'now'>) {
  const { t } = useTranslation();
  const texts = useTexts();
  if (unlockedSince === null && lease === null) return null;
  return (
    <div className={classes['times']}>
      {unlockedSince !== null && <span title={texts.time(unlockedSince)}>{t('here.since', { time: texts.clock(unlockedSince) })}</span>}
      {seenAt !== null && (
        <span title={texts.time(seenAt)}>{now - seenAt < justNow ? t('here.present') : t('here.idle', { time: texts.ago(seenAt) })}</span>
      )}
      {locksAt !== null && <span title={texts.time(locksAt)}>{t('here.locks', { time: texts.clock(locksAt) })}</span>}
      {lease !== null && <span>{t('here.lease', { count: lease.programs, time: texts.time(lease.until) })}</span>}
    </div>
  );
}

function PlaceRow({ place: { kind, client, state, current } }: { readonly place: HerePlace }) {
  const { t } = useTranslation();
  const Icon = placeIcons[kind];
  const named = clientText(t, client);
  return (
    <li className={classes['place']}>
      <Icon size={15} aria-hidden="true" />
      <span className={classes['client']}>{kind === 'desktop' ? named : `${t(`oversight.sessions.kinds.${kind}`)}: ${named}`}</span>
      <span className={classes['quiet']}>{current ? t('oversight.sessions.current') : t(`here.place.${state}`)}</span>
    </li>
  );
}
