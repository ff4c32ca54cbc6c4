import { type Policy, type PolicyKey, policySchema, type PolicyView } from '../../../src-shared/policy.ts';

export type NumberKey = { [K in PolicyKey]: Policy[K] extends number ? K : never }[PolicyKey];
type Concern = 'people' | 'administrators' | 'newcomers' | 'installation';

/** The entries of the policy in the order in which one reads them. */
export const policyGroups = [
  { name: 'passwords', keys: ['passwordMinCharacters'] },
  { name: 'guessing', keys: ['failuresBeforeDelay', 'firstDelaySeconds', 'longestDelaySeconds'] },
  { name: 'locking', keys: ['autoLockMaxMinutes', 'clipboardMaxSeconds'] },
  { name: 'joining', keys: ['joining', 'loginScreen', 'activationDays'] },
  { name: 'guests', keys: ['guest'] },
  { name: 'sessions', keys: ['sessionIdleDays', 'sessionAbsoluteDays'] },
  { name: 'programs', keys: ['agent', 'api', 'apiQueryToken', 'leaseMaxMinutes'] },
  { name: 'retention', keys: ['sessionHistoryDays', 'trashDays', 'auditDays', 'deletionGraceDays', 'backupsKept'] },
  { name: 'administrators', keys: ['twoAdministrators'] },
] as const satisfies readonly { readonly name: string; readonly keys: readonly PolicyKey[] }[];

export const concernOf: Readonly<Record<PolicyKey, Concern>> = {
  passwordMinCharacters: 'people',
  failuresBeforeDelay: 'people',
  firstDelaySeconds: 'people',
  longestDelaySeconds: 'people',
  autoLockMaxMinutes: 'people',
  clipboardMaxSeconds: 'people',
  joining: 'newcomers',
  loginScreen: 'people',
  guest: 'newcomers',
  activationDays: 'newcomers',
  sessionIdleDays: 'people',
  sessionAbsoluteDays: 'people',
  sessionHistoryDays: 'people',
  trashDays: 'people',
  auditDays: 'people',
  deletionGraceDays: 'people',
  backupsKept: 'installation',
  twoAdministrators: 'administrators',
  agent: 'people',
  api: 'people',
  apiQueryToken: 'people',
  leaseMaxMinutes: 'people',
};

/** A day: whoever locks in the evening is back by then. */
const longLeaseMinutes = 24 * 60;

/** What the contract accepts, both ends included. */
export function rangeOf(key: NumberKey): { readonly min: number; readonly max: number } {
  const { minValue, maxValue } = policySchema.shape[key];
  return { min: minValue ?? 0, max: maxValue ?? Number.MAX_SAFE_INTEGER };
}

export type PolicyProblem = 'delayOrder' | 'sessionOrder' | 'oneAdministrator';
export type PolicyWarning =
  | 'shortPasswords'
  | 'manyFailures'
  | 'shortDelay'
  | 'longSessions'
  | 'shortGrace'
  | 'shortAudit'
  | 'fewCopies'
  | 'lifting'
  | 'guests'
  | 'apiOpen'
  | 'apiWithoutAgent'
  | 'queryToken'
  | 'longLease';

/** The first thing that keeps an entry from being saved; numbers outside of their range are told by the field itself. */
export function problemsOf(wanted: Policy, { policy, activeAdministrators }: PolicyView): Partial<Record<PolicyKey, PolicyProblem>> {
  return {
    ...(wanted.longestDelaySeconds < wanted.firstDelaySeconds ? { longestDelaySeconds: 'delayOrder' } : {}),
    ...(wanted.sessionAbsoluteDays < wanted.sessionIdleDays ? { sessionAbsoluteDays: 'sessionOrder' } : {}),
    ...(wanted.twoAdministrators && !policy.twoAdministrators && activeAdministrators < 2 ? { twoAdministrators: 'oneAdministrator' } : {}),
  };
}

/** What gets weaker by the entries as they are wanted. */
export function warningsOf(wanted: Policy, { policy }: PolicyView): Partial<Record<PolicyKey, PolicyWarning>> {
  return {
    ...(wanted.passwordMinCharacters < 15 ? { passwordMinCharacters: 'shortPasswords' } : {}),
    ...(wanted.failuresBeforeDelay > 10 ? { failuresBeforeDelay: 'manyFailures' } : {}),
    ...(wanted.firstDelaySeconds < 30 ? { firstDelaySeconds: 'shortDelay' } : {}),
    ...(wanted.sessionAbsoluteDays > 180 ? { sessionAbsoluteDays: 'longSessions' } : {}),
    ...(wanted.deletionGraceDays < 7 ? { deletionGraceDays: 'shortGrace' } : {}),
    ...(wanted.auditDays < 365 ? { auditDays: 'shortAudit' } : {}),
    ...(wanted.backupsKept < 2 ? { backupsKept: 'fewCopies' } : {}),
    ...(policy.twoAdministrators && !wanted.twoAdministrators ? { twoAdministrators: 'lifting' } : {}),
    ...(wanted.guest ? { guest: 'guests' } : {}),
    ...(wanted.api ? { api: wanted.agent ? 'apiOpen' : 'apiWithoutAgent' } : {}),
    ...(wanted.apiQueryToken ? { apiQueryToken: 'queryToken' } : {}),
    ...(wanted.leaseMaxMinutes > longLeaseMinutes ? { leaseMaxMinutes: 'longLease' } : {}),
  };
}

/** The entries that differ, in the order of the page. */
export const changedKeys = (before: Policy, wanted: Policy): readonly PolicyKey[] =>
  policyGroups.flatMap(({ keys }) => keys as readonly PolicyKey[]).filter((key) => before[key] !== wanted[key]);
