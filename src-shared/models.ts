import { z } from 'zod';
import { recipeSchema } from './generator.ts';
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
export const plainText = (value: string): boolean => !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(value);

/** A small picture as a data URL; the window has cut it to a square before. */
export const pictureSchema = z
  .string()
  .max(limits.pictureMaxCharacters)
  .regex(/^data:image\/(?:png|jpeg|webp);base64,[A-Za-z0-9+/]+={0,2}$/u);

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
  picture: pictureSchema.nullable(),
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
  picture: pictureSchema.nullable(),
  role: roleSchema,
});
export type AccountView = z.infer<typeof accountViewSchema>;

export const lockReasons = [
  'asked',
  'idle',
  'suspend',
  'screenLock',
  'switched',
  'restart',
  'keeperStopped',
  'ended',
  'byAdministrator',
  'killSwitch',
  'clockSetBack',
] as const;
export const lockReasonSchema = z.enum(lockReasons);
export type LockReason = z.infer<typeof lockReasonSchema>;

/** What this window shows: nobody, a person whose vault is locked, or a person whose vault is open. */
export const sessionStateSchema = z.discriminatedUnion('status', [
  z.strictObject({
    status: z.literal('signedOut'),
    reason: lockReasonSchema.nullable(),
    /** Whose turn it is: the tile that somebody jumped to. */
    next: idSchema.nullable(),
    /** Who was here last beside the one who left: that tile has the focus. */
    offered: idSchema.optional(),
  }),
  z.strictObject({ status: z.literal('locked'), account: accountViewSchema, reason: lockReasonSchema }),
  z.strictObject({ status: z.literal('guest'), account: accountViewSchema }),
  z.strictObject({
    status: z.literal('unlocked'),
    account: accountViewSchema,
    /** The recovery codes that this person has not confirmed yet. */
    unconfirmedCodes: z.array(z.enum(['personal', 'installation'])),
    /** Failed sign-ins since the last good one, told once. */
    failuresSinceLastSignIn: z.number().int().nonnegative(),
    /** Nothing else goes on until a new password is chosen. */
    passwordDue: z.boolean(),
    unreadNotifications: z.number().int().nonnegative(),
  }),
]);
export type SessionState = z.infer<typeof sessionStateSchema>;

/** What a person is told about in the window; what an administrator did to the account is always told. */
export const notificationChoiceSchema = z.strictObject({
  signIns: z.boolean(),
  policy: z.boolean(),
  people: z.boolean(),
  expiry: z.boolean().default(true),
  health: z.boolean().default(true),
});

export const preferencesSchema = z.strictObject({
  theme: z.enum(['light', 'dark', 'system']),
  language: z.enum(['en', 'de', 'system']),
  density: z.enum(['comfortable', 'compact']),
  generator: recipeSchema,
  autoLockMinutes: z.number().int().min(limits.autoLockMinutes.min).max(limits.autoLockMinutes.max),
  clipboardSeconds: z.number().int().min(limits.clipboardSeconds.min).max(limits.clipboardSeconds.max),
  notifications: notificationChoiceSchema,
  /** `discreet`: that there is something, `full`: what it is, while the vault is open. */
  desktopNotifications: z.enum(['off', 'discreet', 'full']),
  /** Less motion than the system asks for. */
  motion: z.enum(['system', 'reduced']),
  /** Whether other programs may record the window, where the system lets us refuse it. */
  screenCapture: z.boolean(),
  /** Command → combination, as chosen in place of the one it has. */
  shortcuts: z.record(z.string().max(40), z.string().max(40)).refine((chosen) => Object.keys(chosen).length <= 100),
  /** The first steps are still shown. */
  gettingStarted: z.boolean(),
});
export type Preferences = z.infer<typeof preferencesSchema>;

export const defaultPreferences: Preferences = {
  theme: 'system',
  language: 'system',
  density: 'comfortable',
  generator: { kind: 'password', length: 24, digits: true, symbols: true, avoidAmbiguous: false },
  autoLockMinutes: limits.autoLockMinutes.default,
  clipboardSeconds: limits.clipboardSeconds.default,
  notifications: { signIns: true, policy: true, people: true, expiry: true, health: true },
  desktopNotifications: 'discreet',
  motion: 'system',
  screenCapture: false,
  shortcuts: {},
  gettingStarted: true,
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

/** What the window of the app calls itself as a client; whoever shows it says so in the person's language. */
export const windowClient = 'Strongroom window';
