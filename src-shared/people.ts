import { z } from 'zod';
import { failureSchema } from './errors.ts';
import { limits } from './limits.ts';
import { idSchema, profileColourSchema, roleSchema, timeSchema } from './models.ts';

/**
 * `pending` joined and waits for approval; `invited` has an activation code and no password yet; `deleted` is in its grace
 * period, after which everything of the account is erased.
 */
export const accountStatuses = ['active', 'pending', 'invited', 'disabled', 'deleted'] as const;
export const accountStatusSchema = z.enum(accountStatuses);
export type AccountStatus = z.infer<typeof accountStatusSchema>;

/** One account as an administrator sees it. */
export const personSchema = z.strictObject({
  id: idSchema,
  username: z.string(),
  displayName: z.string(),
  email: z.string().nullable(),
  colour: profileColourSchema,
  role: roleSchema,
  status: accountStatusSchema,
  createdAt: timeSchema,
  lastLogin: timeSchema.nullable(),
  failedLoginAttempts: z.number().int().nonnegative(),
  lockedUntil: timeSchema.nullable(),
  /** A new password has to be chosen at the next sign-in. */
  passwordDue: z.boolean(),
  /** An administrator asked for it, and may take that back. */
  passwordReleasable: z.boolean(),
  /** Until when the activation code opens; null where there is none. */
  activationExpiresAt: timeSchema.nullable(),
  /** When everything of a deleted account is erased. */
  eraseAt: timeSchema.nullable(),
  hasVault: z.boolean(),
  /** Signs in with the password of the system that the account came from. */
  imported: z.boolean(),
  recoveryCodeConfirmed: z.boolean(),
  /** Role, status or keys were changed by something other than the app. */
  damaged: z.boolean(),
  liveSessions: z.number().int().nonnegative(),
  unlocked: z.boolean(),
});
export type Person = z.infer<typeof personSchema>;

export const peopleQuerySchema = z.strictObject({
  search: z.string().max(limits.searchMaxCharacters),
  status: accountStatusSchema.nullable(),
  role: roleSchema.nullable(),
  sort: z.enum(['name', 'created', 'lastLogin']),
  offset: z.number().int().nonnegative(),
  limit: z.number().int().positive().max(limits.pageMaxRows),
});
export type PeopleQuery = z.infer<typeof peopleQuerySchema>;
export const peoplePageSchema = z.strictObject({
  people: z.array(personSchema),
  total: z.number().int().nonnegative(),
  counts: z.record(accountStatusSchema, z.number().int().nonnegative()),
});

/** What an administrator does to accounts, each to any number of them at once. */
export const acts = [
  'approve',
  'decline',
  'disable',
  'enable',
  'unlock',
  'makeAdministrator',
  'makeUser',
  'endSessions',
  'requirePassword',
  'releasePassword',
  'delete',
  'restore',
  'mend',
] as const;
export const actSchema = z.enum(acts);
export type Act = z.infer<typeof actSchema>;

/** Acts after which something is lost or somebody is an administrator; by policy they take a second administrator. */
export const destructiveActs = ['delete', 'reset', 'makeAdministrator', 'liftTwoAdministrators', 'renewInstallationCode'] as const;
export const destructiveActSchema = z.enum(destructiveActs);
export type DestructiveAct = z.infer<typeof destructiveActSchema>;

export const actResultSchema = z.strictObject({
  done: z.array(idSchema),
  /** Waits for a second administrator. */
  requested: z.array(idSchema),
  refused: z.array(z.strictObject({ id: idSchema, error: failureSchema })),
});
export type ActResult = z.infer<typeof actResultSchema>;

/** To be handed to its person; shown once. */
export const activationSchema = z.strictObject({ accountId: idSchema, username: z.string(), code: z.string(), expiresAt: timeSchema });
export type Activation = z.infer<typeof activationSchema>;

export const requestSchema = z.strictObject({
  id: idSchema,
  act: destructiveActSchema,
  /** The account it is about; whoever asks, where it is about none. */
  targetId: idSchema,
  targetName: z.string(),
  requestedById: idSchema,
  requestedByName: z.string(),
  requestedAt: timeSchema,
  expiresAt: timeSchema,
  /** Whoever asked may take it back, not confirm it. */
  mine: z.boolean(),
});
export type AdminRequest = z.infer<typeof requestSchema>;

export const sessionKinds = ['desktop', 'cli', 'program'] as const;
export const sessionViewSchema = z.strictObject({
  id: idSchema,
  ownerId: idSchema,
  ownerName: z.string(),
  kind: z.enum(sessionKinds),
  client: z.string(),
  createdAt: timeSchema,
  lastActivityAt: timeSchema,
  /** The earlier of idle and absolute expiry. */
  expiresAt: timeSchema,
  /** When it was ended or ran out; null while it lives. */
  endedAt: timeSchema.nullable(),
  /** The one that asks. */
  current: z.boolean(),
  unlocked: z.boolean(),
});
export type SessionView = z.infer<typeof sessionViewSchema>;
export const sessionPageSchema = z.strictObject({ sessions: z.array(sessionViewSchema), more: z.boolean() });

/** How people are imported, and what becomes of each line. */
export const importColumns = ['username', 'displayName', 'email', 'passwordHash', 'role', 'active'] as const;
export type ImportColumn = (typeof importColumns)[number];
export const importProblems = [
  'missingUsername',
  'invalidUsername',
  'usernameTaken',
  'usernameTwice',
  'invalidEmail',
  'emailTaken',
  'inactive',
  'unknownHash',
  'costTooHigh',
  /** Imported all the same, as an ordinary user: an old password shall make nobody an administrator. */
  'wasAdministrator',
] as const;
/** Why a file can't be imported: `detail.reason` of fileRefused; `detail.what` is the line where there is one. */
export const importRefusals = [
  'empty',
  'tooLarge',
  'tooManyPeople',
  'notText',
  'noHeader',
  'brokenQuotes',
  'unevenLines',
  'tooWide',
  'damaged',
  'noTable',
  'tookTooLong',
  'stopped',
] as const;
export type ImportRefusal = (typeof importRefusals)[number];
export const importLineSchema = z.strictObject({
  /** From 1, as the file counts. */
  line: z.number().int().positive(),
  username: z.string(),
  displayName: z.string(),
  email: z.string().nullable(),
  role: roleSchema,
  /** `password`: signs in with the old one; `activation`: gets an activation code; `skipped`: see problem. */
  outcome: z.enum(['password', 'activation', 'skipped']),
  problem: z.enum(importProblems).nullable(),
});
export type ImportLine = z.infer<typeof importLineSchema>;
export const importPreviewSchema = z.strictObject({
  /** Kept by main until it is imported, replaced or the person locks. */
  id: idSchema,
  format: z.enum(['csv', 'sqlite']),
  /** Tables of an SQLite file that may hold users. */
  tables: z.array(z.string()),
  table: z.string().nullable(),
  columns: z.array(z.string()),
  mapping: z.record(z.enum(importColumns), z.string().nullable()),
  lines: z.array(importLineSchema),
  totals: z.strictObject({
    password: z.number().int().nonnegative(),
    activation: z.number().int().nonnegative(),
    skipped: z.number().int().nonnegative(),
  }),
});
export type ImportPreview = z.infer<typeof importPreviewSchema>;
export const importReportSchema = z.strictObject({
  imported: z.number().int().nonnegative(),
  activations: z.array(activationSchema),
  skipped: z.array(importLineSchema),
});
export type ImportReport = z.infer<typeof importReportSchema>;

/** A vault that a reset left behind: sealed as it was, until its person discards it. */
export const oldVaultSchema = z.strictObject({ id: idSchema, putAwayAt: timeSchema, items: z.number().int().nonnegative() });
export type OldVault = z.infer<typeof oldVaultSchema>;
