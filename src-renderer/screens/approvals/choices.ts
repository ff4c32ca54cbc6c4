import { type Approval, type Decision, type GrantDuration, grantDurations } from '../../../src-shared/agent/programs.ts';

/** What the person has chosen so far; parts that don't go together are left out of the decision. */
export interface Choice {
  readonly duration: GrantDuration;
  readonly tag: string | null;
  readonly leaseMinutes: number;
}

export const firstChoice: Choice = { duration: 'once', tag: null, leaseMinutes: 0 };

/** How many values would go to the program. */
export const valueCount = (items: Approval['items']): number => items.reduce((sum, { fields }) => sum + fields.length, 0);

/** How long this program can be allowed what it asks for. */
export function durationsFor({ asker, items }: Approval): readonly GrantDuration[] {
  if (items.some(({ askAlways }) => askAlways)) return ['once'];
  return grantDurations.filter((duration) => duration !== 'always' || asker.registered);
}

/** The tags that all of the asked items carry. */
export const sharedTags = ({ items: [first, ...others] }: Approval): readonly string[] =>
  first?.tags.filter((tag) => others.every(({ tags }) => tags.includes(tag))) ?? [];

const usualMinutes = [15, 30, 60, 120, 240, 480, 720, 1440, 2880, 10_080];

/** For how long a program may be let go on, up to what the policy allows. */
export const leaseChoices = (maxMinutes: number): readonly number[] =>
  maxMinutes <= 0 ? [] : [...usualMinutes.filter((minutes) => minutes < maxMinutes), maxMinutes];

/** What is over before the person locks needs nothing to go on with. */
export const mayOutlastLock = (duration: GrantDuration): boolean => duration === 'untilLock' || duration === 'always';

/** One use is of the asked items, whatever their tags. */
export const mayBeForTag = (duration: GrantDuration): boolean => duration !== 'once';

export const decisionOf = ({ duration, tag, leaseMinutes }: Choice): Decision => ({
  allow: true,
  duration,
  tag: mayBeForTag(duration) ? tag : null,
  leaseMinutes: mayOutlastLock(duration) ? leaseMinutes : 0,
});
