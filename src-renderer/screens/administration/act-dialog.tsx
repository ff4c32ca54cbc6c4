import { Stack, Text } from '@mantine/core';
import { useTranslation } from '../../i18n/use-translation.ts';
import { limits } from '../../../src-shared/limits.ts';
import type { Act, Person } from '../../../src-shared/people.ts';
import { isLosing } from './acts.ts';
import { Confirm } from './confirm.tsx';
import classes from './people.module.css';
import { useTexts } from './use-texts.ts';

const dayMilliseconds = 86_400_000;
const namesShown = 6;

type AskedAct = Exclude<Act, 'approve' | 'enable' | 'unlock' | 'releasePassword' | 'restore'>;

export const hasQuestion = (act: Act): act is AskedAct => !['approve', 'enable', 'unlock', 'releasePassword', 'restore'].includes(act);

interface ActDialogProps {
  readonly act: AskedAct;
  readonly people: readonly Person[];
  /** How long a deleted account can be restored, in days. */
  readonly graceDays: number;
  readonly twoAdministrators: boolean;
  readonly onGo: () => Promise<void>;
  readonly onStay: () => void;
}

/** Says what an act means, and what is lost by it. */
export function ActDialog({ act, people, graceDays, twoAdministrators, onGo, onStay }: ActDialogProps) {
  const { t } = useTranslation();
  const [first] = people;
  const one = people.length === 1 && first !== undefined;
  const who = one ? first.displayName : t('administration.confirm.accounts', { count: people.length });
  const days = t('administration.confirm.delete.days', { count: graceDays });
  return (
    <Confirm
      title={t(`administration.confirm.${act}.title`, { who })}
      go={t(`administration.acts.${act}`)}
      danger={isLosing(act)}
      onGo={onGo}
      onStay={onStay}
    >
      <Stack gap="sm">
        {!one && <Names people={people} />}
        <Text size="sm">{t(`administration.confirm.${act}.text`, { days })}</Text>
        {act === 'delete' && <Erasure graceDays={graceDays} />}
        {act === 'delete' && twoAdministrators && <SecondNeeded />}
      </Stack>
    </Confirm>
  );
}

/** When a deleted account is gone for good. */
export function Erasure({ graceDays }: { readonly graceDays: number }) {
  const { t } = useTranslation();
  const texts = useTexts();
  return (
    <Text size="sm" fw={600}>
      {t('administration.confirm.delete.erased', { date: texts.date(Date.now() + graceDays * dayMilliseconds) })}
    </Text>
  );
}

export function SecondNeeded() {
  const { t } = useTranslation();
  return (
    <p className={classes['note']} data-tone="info">
      {t('administration.second', { count: limits.requestHours })}
    </p>
  );
}

/** The first few of many. */
export function Names({ people }: { readonly people: readonly Person[] }) {
  const { t } = useTranslation();
  const more = people.length - namesShown;
  return (
    <ul className={classes['nameList']}>
      {people.slice(0, namesShown).map((person) => (
        <li key={person.id}>{person.displayName}</li>
      ))}
      {more > 0 && <li>{t('administration.andMore', { count: more })}</li>}
    </ul>
  );
}
