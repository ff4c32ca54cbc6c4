import { type Act, acts, type Person } from '../../../src-shared/people.ts';

/** What an administrator can do with one person: acts on accounts, and the two that make an activation code. */
export type PersonAct = Act | 'reset' | 'invite';

const order: readonly PersonAct[] = ['invite', ...acts.filter((act) => act !== 'delete'), 'reset', 'delete'];

/** Acts that are asked about first; the others take nothing away. */
const asked: ReadonlySet<PersonAct> = new Set<PersonAct>([
  'decline',
  'disable',
  'makeAdministrator',
  'makeUser',
  'endSessions',
  'requirePassword',
  'delete',
  'reset',
  'mend',
]);

/** Acts after which something is lost. */
const losing: ReadonlySet<PersonAct> = new Set<PersonAct>(['decline', 'disable', 'endSessions', 'delete', 'reset']);

export const isAsked = (act: PersonAct): boolean => asked.has(act);
export const isLosing = (act: PersonAct): boolean => losing.has(act);

/** Whether further tries to sign in are refused at `now` (epoch milliseconds). */
export const lockedOut = ({ lockedUntil }: Person, now: number): boolean => lockedUntil !== null && lockedUntil > now;

function actsByStatus(person: Person, now: number): PersonAct[] {
  const demotes: PersonAct[] = person.role === 'administrator' ? ['makeUser'] : [];
  switch (person.status) {
    case 'pending':
      return ['approve', 'decline'];
    case 'invited':
      return ['invite', ...demotes, 'disable', 'delete'];
    case 'disabled':
      return ['enable', ...demotes, 'delete'];
    case 'deleted':
      return ['restore'];
    case 'active':
      return [...activeActs(person, now), ...demotes];
  }
}

function activeActs(person: Person, now: number): PersonAct[] {
  const delayed = lockedOut(person, now) || person.failedLoginAttempts > 0;
  return [
    ...(delayed ? (['unlock'] as const) : []),
    ...(person.liveSessions > 0 ? (['endSessions'] as const) : []),
    ...(person.hasVault ? withVault(person) : (['invite'] as const)),
    'disable',
    'delete',
  ];
}

const withVault = ({ role, passwordDue, passwordReleasable }: Person): PersonAct[] => [
  ...(role === 'user' ? (['makeAdministrator'] as const) : []),
  ...(passwordReleasable ? (['releasePassword'] as const) : []),
  ...(passwordDue ? [] : (['requirePassword'] as const)),
  'reset',
];

/** What fits a person's status and role; `meId` is the administrator's own account, which can't be shut out from here. */
export function actsFor(person: Person, meId: string, now: number): readonly PersonAct[] {
  // Nothing counts of a row that was changed from outside, so nothing else is done to it before.
  if (person.damaged) return ['mend'];
  if (person.role === 'guest') return [];
  if (person.id === meId) return ['makeUser'];
  const fitting = actsByStatus(person, now);
  return order.filter((act) => fitting.includes(act));
}

export interface BulkAct {
  readonly act: Act;
  /** Those of the selection whom it fits. */
  readonly people: readonly Person[];
}

/** What can be done with a selection, each act with the people whom it fits. */
export function bulkActs(people: readonly Person[], meId: string, now: number): readonly BulkAct[] {
  return acts
    .map((act) => ({ act, people: people.filter((person) => actsFor(person, meId, now).includes(act)) }))
    .filter((bulk) => bulk.people.length > 0);
}
