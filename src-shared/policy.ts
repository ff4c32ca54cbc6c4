import { z } from 'zod';

const whole = (min: number, max: number) => z.number().int().min(min).max(max);

/** How accounts come to be: by anyone at the login screen, by anyone with an administrator's approval, or by administrators alone. */
export const joiningSchema = z.enum(['open', 'approval', 'administrators']);

/** What the administrators decide for everybody. A person's preferences stay inside it. Units are in the names. */
export const policySchema = z.strictObject({
  passwordMinCharacters: whole(8, 128),
  failuresBeforeDelay: whole(3, 20),
  firstDelaySeconds: whole(5, 600),
  longestDelaySeconds: whole(30, 3600),
  autoLockMaxMinutes: whole(1, 240),
  clipboardMaxSeconds: whole(5, 300),
  joining: joiningSchema,
  /** `names`: the login screen shows nobody, one types the name. */
  loginScreen: z.enum(['tiles', 'names']),
  guest: z.boolean(),
  activationDays: whole(1, 30),
  sessionIdleDays: whole(1, 365),
  sessionAbsoluteDays: whole(1, 365),
  /** How long ended sessions stay in the list and in analytics. */
  sessionHistoryDays: whole(7, 730),
  trashDays: whole(1, 365),
  /** At least a quarter, so that everybody's vault has witnessed what is removed. */
  auditDays: whole(90, 3650),
  deletionGraceDays: whole(1, 90),
  /** How many of the copies that are made before the database's format changes. */
  backupsKept: whole(1, 50),
  twoAdministrators: z.boolean(),
  /** Whether terminals and programs may ask at all. */
  agent: z.boolean(),
  /** The HTTP API on this machine's loopback address. */
  api: z.boolean(),
  /** Old clients may send their access token in the address of a WebSocket. */
  apiQueryToken: z.boolean(),
  /** For how long a program may go on after its person has locked; 0: never. */
  leaseMaxMinutes: whole(0, 10_080),
});
export type Policy = z.infer<typeof policySchema>;
export type PolicyKey = keyof Policy;

export const defaultPolicy: Policy = {
  passwordMinCharacters: 15,
  failuresBeforeDelay: 5,
  firstDelaySeconds: 30,
  longestDelaySeconds: 900,
  autoLockMaxMinutes: 240,
  clipboardMaxSeconds: 300,
  joining: 'open',
  loginScreen: 'tiles',
  guest: false,
  activationDays: 7,
  sessionIdleDays: 30,
  sessionAbsoluteDays: 90,
  sessionHistoryDays: 90,
  trashDays: 30,
  auditDays: 730,
  deletionGraceDays: 7,
  backupsKept: 10,
  twoAdministrators: false,
  agent: true,
  api: false,
  apiQueryToken: false,
  leaseMaxMinutes: 720,
};

/** What the login screen has to know of it. */
export const joiningViewSchema = z.strictObject({
  /** `closed`: the kill switch is on, nobody joins until it is lifted. */
  joining: z.union([joiningSchema, z.literal('closed')]),
  loginScreen: policySchema.shape.loginScreen,
  guest: z.boolean(),
  passwordMinCharacters: policySchema.shape.passwordMinCharacters,
});
export type JoiningView = z.infer<typeof joiningViewSchema>;

/** What concerns a person's own preferences and account of it. */
export const preferenceLimitsSchema = policySchema.pick({
  autoLockMaxMinutes: true,
  clipboardMaxSeconds: true,
  deletionGraceDays: true,
  leaseMaxMinutes: true,
});
export type PreferenceLimits = z.infer<typeof preferenceLimitsSchema>;

export const killSwitchSchema = z.strictObject({ at: z.number().int(), byId: z.string() });
export type KillSwitch = z.infer<typeof killSwitchSchema>;

/**
 * What a change of one entry does at the moment it is saved. `people`: these hold more than the new limit allows; `sessions`: these end;
 * `clients`: connected terminals and programs lose it; `leases`: programs that go on; `rows`, `files`: so many are removed within the
 * hour; `accounts`: these are concerned, and stay as they are; `next`: nobody now, it holds from the next time on; `sealed`: nobody can
 * tell, it lies in vaults; `second`: a second administrator has to confirm.
 */
export const policyEffects = ['people', 'sessions', 'clients', 'leases', 'rows', 'files', 'accounts', 'next', 'sealed', 'second'] as const;
export const policyPreviewSchema = z.array(
  z.strictObject({
    key: z.enum(Object.keys(policySchema.shape) as [PolicyKey, ...PolicyKey[]]),
    effect: z.enum(policyEffects),
    /** Null where it can't be counted. */
    count: z.number().int().nonnegative().nullable(),
    /** Whom it concerns, by name, the first few. */
    people: z.array(z.string()),
    /** Of the people; not all of them are named. */
    more: z.number().int().nonnegative(),
  }),
);
export type PolicyPreview = z.infer<typeof policyPreviewSchema>;

export const policyViewSchema = z.strictObject({
  policy: policySchema,
  killSwitch: killSwitchSchema.nullable(),
  /** The stored policy was changed by something other than the app: the strictest joining holds until an administrator saves it anew. */
  damaged: z.boolean(),
  changedAt: z.number().int().nullable(),
  /** How many people each limit concerns now, for the page that explains it. */
  activePeople: z.number().int().nonnegative(),
  activeAdministrators: z.number().int().nonnegative(),
});
export type PolicyView = z.infer<typeof policyViewSchema>;
