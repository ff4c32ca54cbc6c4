import type { Approval, Decision, GrantDuration, GrantScope } from '../../src-shared/agent/programs.ts';
import { AppError } from '../../src-shared/errors.ts';

type Allowing = Extract<Decision, { allow: true }>;

/** What a person has agreed to; no scopes: for this once. */
export interface Agreed {
  readonly scopes: readonly GrantScope[];
  readonly duration: Exclude<GrantDuration, 'once'>;
  readonly leaseMinutes: number;
}

/**
 * What follows from an answer; null: what was asked for, once. Throws invalidInput for what this program can't be given:
 * SECURITY: nothing that lasts beyond the lock to one that isn't known again with certainty, nothing that lasts for an item that is
 * to ask each time, no tag that doesn't hold for everything that was asked.
 */
export function agreed(question: Approval, decision: Allowing, leaseMaxMinutes: number): Agreed | null {
  const { asker, items, audience } = question;
  const { duration, tag, leaseMinutes } = decision;
  const refuse = (what: string): never => {
    throw new AppError('invalidInput', { what });
  };
  if (tag !== null && (audience !== null || !items.every(({ tags }) => tags.includes(tag)))) refuse('tag');
  if (leaseMinutes > 0 && (!asker.registered || duration === 'once' || leaseMinutes > leaseMaxMinutes)) refuse('leaseMinutes');
  if (duration === 'always' && !asker.registered) refuse('duration');
  if (duration !== 'once' && items.some(({ askAlways }) => askAlways)) refuse('duration');
  if (duration === 'once') return null;
  return { scopes: scopesOf(question, tag), duration, leaseMinutes };
}

function scopesOf({ items, audience }: Approval, tag: string | null): GrantScope[] {
  if (audience !== null) return [{ type: 'identity', audience }];
  return tag === null ? items.map(({ id }) => ({ type: 'item', itemId: id })) : [{ type: 'tag', tag }];
}
