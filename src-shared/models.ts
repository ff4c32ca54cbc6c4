import { z } from 'zod';
import { limits } from './limits.ts';

export const idSchema = z.uuid();
/** Milliseconds since 1970-01-01 UTC. */
export const timeSchema = z.number().int().nonnegative();

export const roles = ['administrator', 'user', 'guest'] as const;
export const roleSchema = z.enum(roles);
export type Role = z.infer<typeof roleSchema>;

export const profileColours = ['violet', 'blue', 'teal', 'green', 'lime', 'orange', 'red', 'pink', 'grape', 'indigo'] as const;
export const profileColourSchema = z.enum(profileColours);
export type ProfileColour = z.infer<typeof profileColourSchema>;

/** Whether the text has a character that could fake a layout or hide in a name: controls, bidi overrides, line breaks. */
const plainText = (value: string): boolean => !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(value);

export const displayNameSchema = z.string().trim().min(1).max(limits.displayNameMaxCharacters).refine(plainText);
/** Lower case, as typed at a prompt: letters, digits, dot, dash, underscore. */
export const usernameSchema = z
  .string()
  .trim()
  .toLowerCase()
  .max(limits.usernameMaxCharacters)
  .regex(/^[\p{Ll}\p{Lo}\p{N}][\p{Ll}\p{Lo}\p{N}._-]*$/u);
export const emailSchema = z.email().max(limits.emailMaxCharacters);
/** At least one character; policy decides about more, so that a short wrong password is simply wrong. */
export const passwordSchema = z
  .string()
  .min(1)
  .max(limits.passwordMaxBytes)
  .refine((value) => new TextEncoder().encode(value.normalize('NFKC')).length <= limits.passwordMaxBytes);

/** How an account shows on the login screen. */
export const tileSchema = z.strictObject({
  id: idSchema,
  username: z.string(),
  displayName: z.string(),
  colour: profileColourSchema,
  role: roleSchema,
  lastUsedAt: timeSchema.nullable(),
  /** A session of this person waits here, locked. */
  signedIn: z.boolean(),
  /** Further tries are refused until then. */
  lockedUntil: timeSchema.nullable(),
});
export type Tile = z.infer<typeof tileSchema>;

export const accountViewSchema = z.strictObject({
  id: idSchema,
  username: z.string(),
  displayName: z.string(),
  email: z.string().nullable(),
  colour: profileColourSchema,
  role: roleSchema,
});
export type AccountView = z.infer<typeof accountViewSchema>;

export const lockReasons = ['asked', 'idle', 'suspend', 'screenLock', 'switched', 'restart', 'keeperStopped', 'ended'] as const;
export const lockReasonSchema = z.enum(lockReasons);
export type LockReason = z.infer<typeof lockReasonSchema>;

/** What this window shows: nobody, a person whose vault is locked, or a person whose vault is open. */
export const sessionStateSchema = z.discriminatedUnion('status', [
  z.strictObject({
    status: z.literal('signedOut'),
    reason: lockReasonSchema.nullable(),
    /** Whose turn it is: the tile that somebody jumped to. */
    next: idSchema.nullable(),
  }),
  z.strictObject({ status: z.literal('locked'), account: accountViewSchema, reason: lockReasonSchema }),
  z.strictObject({
    status: z.literal('unlocked'),
    account: accountViewSchema,
    /** The recovery codes that this person has not confirmed yet. */
    unconfirmedCodes: z.array(z.enum(['personal', 'installation'])),
    /** Failed sign-ins since the last good one, told once. */
    failuresSinceLastSignIn: z.number().int().nonnegative(),
  }),
]);
export type SessionState = z.infer<typeof sessionStateSchema>;

export const preferencesSchema = z.strictObject({
  theme: z.enum(['light', 'dark', 'system']),
  language: z.enum(['en', 'de', 'system']),
  autoLockMinutes: z.number().int().min(limits.autoLockMinutes.min).max(limits.autoLockMinutes.max),
  clipboardSeconds: z.number().int().min(limits.clipboardSeconds.min).max(limits.clipboardSeconds.max),
});
export type Preferences = z.infer<typeof preferencesSchema>;

export const defaultPreferences: Preferences = {
  theme: 'system',
  language: 'system',
  autoLockMinutes: limits.autoLockMinutes.default,
  clipboardSeconds: limits.clipboardSeconds.default,
};

export const keychainStatusSchema = z.strictObject({
  kind: z.enum(['os', 'file']),
  state: z.enum(['available', 'unavailable', 'locked']),
});
export type KeychainStatus = z.infer<typeof keychainStatusSchema>;

export const codeKindSchema = z.enum(['personal', 'installation']);
export type CodeKind = z.infer<typeof codeKindSchema>;

/** A recovery code to print, with the number (from 1) of the group that has to be typed back. */
export const newCodeSchema = z.strictObject({ code: z.string(), askGroup: z.number().int().positive() });
export type NewCode = z.infer<typeof newCodeSchema>;

export const auditRowSchema = z.strictObject({
  sequence: z.number().int().positive(),
  at: timeSchema,
  actorId: z.string().nullable(),
  actorName: z.string().nullable(),
  action: z.string(),
  targetKind: z.string().nullable(),
  targetId: z.string().nullable(),
  targetName: z.string().nullable(),
  outcome: z.enum(['ok', 'failed', 'denied']),
  client: z.string(),
});
export type AuditRowView = z.infer<typeof auditRowSchema>;

export const auditProblems = ['rowChanged', 'rowMissing', 'tailCut', 'pastRewritten'] as const;
export const auditReportSchema = z.strictObject({
  status: z.enum(['intact', 'damaged']),
  rows: z.number().int().nonnegative(),
  problem: z.strictObject({ code: z.enum(auditProblems), sequence: z.number().int().nonnegative() }).nullable(),
  /** The last row that this person's own vault had sealed. */
  witnessedSequence: z.number().int().nonnegative(),
});
export type AuditReport = z.infer<typeof auditReportSchema>;
