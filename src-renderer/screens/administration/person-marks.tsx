import { Tooltip } from '@mantine/core';
import { IconAlertTriangle, IconClockPause, IconFileImport, IconKey, IconLockOpen, IconPasswordUser } from '@tabler/icons-react';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { AccountStatus, Person } from '../../../src-shared/people.ts';
import { lockedOut } from './acts.ts';
import classes from './people.module.css';
import { Mark, type Tone } from './frame.tsx';

const tones: Readonly<Record<AccountStatus, Tone>> = {
  active: 'good',
  pending: 'warn',
  invited: 'info',
  disabled: 'quiet',
  deleted: 'bad',
};

export function StatusMark({ status }: { readonly status: AccountStatus }) {
  const { t } = useTranslation();
  return <Mark tone={tones[status]}>{t(`administration.status.${status}`)}</Mark>;
}

export function UnlockedMark() {
  const { t } = useTranslation();
  return (
    <Mark tone="good" icon={<IconLockOpen size={13} aria-hidden="true" />}>
      {t('administration.people.unlocked')}
    </Mark>
  );
}

const icons = {
  damaged: IconAlertTriangle,
  lockedOut: IconClockPause,
  passwordDue: IconPasswordUser,
  imported: IconFileImport,
  noCode: IconKey,
} as const;
type Warning = keyof typeof icons;

/** What an administrator should look at, most urgent first. */
export function warningsOf(person: Person, now: number): readonly Warning[] {
  const withVault = person.status === 'active' && person.hasVault;
  const found: readonly (readonly [Warning, boolean])[] = [
    ['damaged', person.damaged],
    ['lockedOut', lockedOut(person, now)],
    ['passwordDue', person.passwordDue],
    ['imported', person.imported],
    ['noCode', withVault && !person.recoveryCodeConfirmed],
  ];
  return found.filter(([, holds]) => holds).map(([warning]) => warning);
}

/** A person's warnings as small signs beside the name, each with its name for whoever can't see it. */
export function WarningSigns({ person }: { readonly person: Person }) {
  const { t } = useTranslation();
  return warningsOf(person, Date.now()).map((warning) => {
    const Icon = icons[warning];
    return (
      <Tooltip key={warning} label={t(`administration.mark.${warning}`)}>
        <span
          className={classes['sign']}
          data-urgent={warning === 'damaged' || undefined}
          role="img"
          aria-label={t(`administration.mark.${warning}`)}
        >
          <Icon size={15} aria-hidden="true" />
        </span>
      </Tooltip>
    );
  });
}
