import { Button, CloseButton, Divider, Group, Text, Title } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { Person } from '../../../src-shared/people.ts';
import { PersonAvatar } from '../../components/person-avatar.tsx';
import { useAdministrationStore } from '../../stores/administration-store.ts';
import { actsFor, isLosing, lockedOut, type PersonAct } from './acts.ts';
import adminClasses from './administration.module.css';
import { PersonActs, PersonSessions } from './person-details.tsx';
import { StatusMark, UnlockedMark, warningsOf } from './person-marks.tsx';
import { Mark } from './frame.tsx';
import classes from './people.module.css';
import { Facts } from './facts.tsx';
import { useTexts } from './use-texts.ts';

interface PersonPanelProps {
  readonly person: Person;
  readonly meId: string;
  readonly onAct: (act: PersonAct) => void;
  readonly onClose: () => void;
}

/** Everything that an administrator may know of one person, and what can be done. */
export function PersonPanel({ person, meId, onAct, onClose }: PersonPanelProps) {
  const { t } = useTranslation();
  const go = useAdministrationStore((state) => state.go);
  const panel = useRef<HTMLElement>(null);
  const chosen = { id: person.id, name: person.displayName };
  useEffect(() => panel.current?.focus(), [person.id]);
  useEffect(() => {
    // What was done to the person can't be done again: its button is gone.
    if (document.activeElement === document.body) panel.current?.focus();
  }, [person]);
  return (
    <aside
      ref={panel}
      className={classes['panel']}
      aria-label={person.displayName}
      tabIndex={-1}
      onKeyDown={(event) => event.key === 'Escape' && onClose()}
    >
      <PanelHead person={person} me={person.id === meId} onClose={onClose} />
      <Notes person={person} />
      <PersonFacts person={person} />
      <PersonSessions person={person} />
      <PersonActs person={person} />
      <Group gap="xs" mt="md">
        <Button size="compact-sm" variant="default" onClick={() => go('sessions', chosen)}>
          {t('administration.person.seeSessions')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => go('activity', chosen)}>
          {t('administration.person.seeActivity')}
        </Button>
      </Group>
      <Divider my="md" />
      <Title order={4} fz="var(--sr-text-lg)" mb="xs">
        {t('administration.person.acts')}
      </Title>
      {person.id === meId && (
        <Text size="sm" c="dimmed" mb="xs">
          {t('administration.person.self')}
        </Text>
      )}
      <div className={classes['panelActs']}>
        {actsFor(person, meId, Date.now()).map((act) => (
          <Button
            key={act}
            size="xs"
            variant="default"
            classNames={isLosing(act) ? { label: adminClasses['danger'] ?? '' } : {}}
            onClick={() => onAct(act)}
          >
            {t(`administration.acts.${act}`)}
          </Button>
        ))}
      </div>
    </aside>
  );
}

function PanelHead({ person, me, onClose }: { readonly person: Person; readonly me: boolean; readonly onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <div className={classes['panelHead']}>
      <PersonAvatar person={person} size={44} />
      <div className={classes['panelName']}>
        <Title order={3} fz="var(--sr-text-xl)">
          {person.displayName}
        </Title>
        <Text size="sm" c="dimmed">
          {person.username}
          {me && ` · ${t('administration.you')}`}
        </Text>
        <div className={classes['panelMarks']}>
          <StatusMark status={person.status} />
          <Mark tone="quiet">{t(`role.${person.role}`)}</Mark>
          {person.unlocked && <UnlockedMark />}
        </div>
      </div>
      <CloseButton aria-label={t('administration.person.close')} onClick={onClose} />
    </div>
  );
}

function Note({ tone, children }: { readonly tone: 'warn' | 'bad' | 'info'; readonly children: ReactNode }) {
  return (
    <p className={classes['note']} data-tone={tone}>
      {children}
    </p>
  );
}

/** What an administrator should know first. */
function Notes({ person }: { readonly person: Person }) {
  const { t } = useTranslation();
  const texts = useTexts();
  const warnings = warningsOf(person, Date.now());
  return (
    <>
      {person.damaged && <Note tone="bad">{t('administration.person.damaged')}</Note>}
      {person.status === 'deleted' && person.eraseAt !== null && (
        <Note tone="bad">{t('administration.person.deleted', { time: texts.date(person.eraseAt) })}</Note>
      )}
      {person.status === 'pending' && <Note tone="warn">{t('administration.person.pending')}</Note>}
      {person.status === 'invited' && <Note tone="info">{t('administration.person.invited')}</Note>}
      {lockedOut(person, Date.now()) && (
        <Note tone="warn">{t('administration.person.locked', { time: texts.time(person.lockedUntil ?? 0) })}</Note>
      )}
      {person.imported && <Note tone="info">{t('administration.person.imported')}</Note>}
      {warnings.includes('noCode') && <Note tone="warn">{t('administration.person.noCode')}</Note>}
    </>
  );
}

function PersonFacts({ person }: { readonly person: Person }) {
  const { t } = useTranslation();
  const texts = useTexts();
  const vault = person.unlocked ? 'vaultOpen' : person.hasVault ? 'vaultLocked' : 'vaultNone';
  const facts: readonly (readonly [string, string])[] = [
    [t('administration.person.email'), person.email ?? t('administration.nothing')],
    [t('administration.person.created'), texts.date(person.createdAt)],
    [t('administration.person.lastLogin'), person.lastLogin === null ? t('administration.never') : texts.time(person.lastLogin)],
    [t('administration.person.vault'), t(`administration.person.${vault}`)],
    [t('administration.person.sessions'), texts.number(person.liveSessions)],
    ...(person.hasVault
      ? [
          [
            t('administration.person.code'),
            t(`administration.person.${person.recoveryCodeConfirmed ? 'codeConfirmed' : 'codeUnconfirmed'}`),
          ] as const,
        ]
      : []),
    ...(person.failedLoginAttempts > 0
      ? [
          [
            t('administration.person.failures'),
            t('administration.person.failuresValue', { number: texts.number(person.failedLoginAttempts) }),
          ] as const,
        ]
      : []),
    ...(person.passwordDue ? [[t('administration.person.password'), t('administration.person.passwordDue')] as const] : []),
    ...(person.imported ? [[t('administration.person.password'), t('administration.person.passwordImported')] as const] : []),
    ...(person.activationExpiresAt === null
      ? []
      : [
          [
            t('administration.person.activation'),
            t(`administration.person.${person.activationExpiresAt > Date.now() ? 'activationUntil' : 'activationOver'}`, {
              time: texts.time(person.activationExpiresAt),
            }),
          ] as const,
        ]),
  ];
  return <Facts factClass={classes['fact']} facts={facts} />;
}
