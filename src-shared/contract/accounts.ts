import { z } from 'zod';
import { limits } from '../limits.ts';
import {
  accountViewSchema,
  displayNameSchema,
  idSchema,
  newCodeSchema,
  passwordSchema,
  pictureSchema,
  preferencesSchema,
  profileColourSchema,
  sessionStateSchema,
  tileSchema,
  usernameSchema,
} from '../models.ts';
import { oldVaultSchema } from '../people.ts';
import { joiningViewSchema, preferenceLimitsSchema } from '../policy.ts';
import { channel } from './define.ts';
import { newPersonSchema } from './setup.ts';

export const passwordVerdictSchema = z.strictObject({
  /** zxcvbn's estimate, 0 (guessed at once) to 4. */
  score: z.number().int().min(0).max(4),
  acceptable: z.boolean(),
  problem: z.enum(['tooShort', 'tooLong', 'tooCommon', 'containsName']).nullable(),
});

/** As printed; dashes, spaces and case do not matter. */
const codeSchema = z.string().max(100);

/** A person who has just got a vault, with the recovery code to print. */
const enteredSchema = z.strictObject({ session: sessionStateSchema, personal: newCodeSchema });

export const accountChannels = {
  /** The tiles that match, last used first; none where the policy has people type their names. */
  'accounts.tiles': channel({
    access: 'public',
    input: z.strictObject({ search: z.string().max(limits.searchMaxCharacters) }),
    output: z.strictObject({ tiles: z.array(tileSchema), more: z.boolean() }),
  }),
  'accounts.joining': channel({ access: 'public', input: z.undefined(), output: joiningViewSchema }),
  /** `personal` opens the vault that was made; `waiting` says that an administrator has to approve first. */
  'accounts.create': channel({
    access: 'public',
    input: newPersonSchema,
    output: z.discriminatedUnion('status', [
      enteredSchema.extend({ status: z.literal('entered') }),
      z.strictObject({ status: z.literal('waiting') }),
    ]),
  }),
  /** Whose account an activation code opens; `keepsVault` is false where a reset puts an old vault away. */
  'accounts.checkActivation': channel({
    access: 'public',
    input: z.strictObject({ code: codeSchema }),
    output: z.strictObject({ username: z.string(), displayName: z.string(), replacesVault: z.boolean() }),
  }),
  'accounts.activate': channel({
    access: 'public',
    input: z.strictObject({ code: codeSchema, password: passwordSchema }),
    output: enteredSchema,
  }),
  'accounts.checkPassword': channel({
    access: 'public',
    input: z.strictObject({ password: z.string().max(2000), names: z.array(z.string().max(254)).max(5) }),
    output: passwordVerdictSchema,
  }),
  /** The only way back when no administrator is left: makes an existing person one, by the installation's recovery code. */
  'accounts.restoreAdministrator': channel({
    access: 'public',
    input: z.strictObject({ code: codeSchema, username: usernameSchema }),
    output: z.strictObject({ displayName: z.string() }),
  }),

  'session.current': channel({ access: 'public', input: z.undefined(), output: sessionStateSchema }),
  'session.signIn': channel({
    access: 'public',
    input: z.strictObject({
      who: z.union([z.strictObject({ accountId: idSchema }), z.strictObject({ username: usernameSchema })]),
      password: passwordSchema,
      /** The person has read that an older state of the vault was put back and accepts it. */
      acceptOlder: z.boolean(),
    }),
    output: sessionStateSchema,
  }),
  'session.enterAsGuest': channel({ access: 'public', input: z.undefined(), output: sessionStateSchema }),
  'session.recover': channel({
    access: 'public',
    input: z.strictObject({
      who: z.union([z.strictObject({ accountId: idSchema }), z.strictObject({ username: usernameSchema })]),
      code: codeSchema,
      newPassword: passwordSchema,
      acceptOlder: z.boolean(),
    }),
    output: sessionStateSchema,
  }),
  'session.lock': channel({ access: 'public', input: z.undefined(), output: sessionStateSchema }),
  /** Locks me and brings the tiles up, with the one of `next` chosen. */
  'session.leave': channel({ access: 'public', input: z.strictObject({ next: idSchema.nullable() }), output: sessionStateSchema }),
  'session.lockEveryone': channel({ access: 'public', input: z.undefined(), output: sessionStateSchema }),
  'session.signOut': channel({ access: 'signedIn', input: z.undefined(), output: sessionStateSchema }),
  /** The person moved the mouse or typed; puts auto-lock off. */
  'session.activity': channel({ access: 'signedIn', input: z.undefined(), output: z.undefined() }),

  'account.changePassword': channel({
    access: 'unlocked',
    input: z.strictObject({ currentPassword: passwordSchema, newPassword: passwordSchema, endOtherSessions: z.boolean() }),
    output: sessionStateSchema,
  }),
  'account.updateProfile': channel({
    access: 'unlocked',
    input: z.strictObject({ displayName: displayNameSchema, colour: profileColourSchema, picture: pictureSchema.nullable() }),
    output: accountViewSchema,
  }),
  /** A new vault key for all that is kept from now on, with a new recovery code; copies of the old state open with the old ones. */
  'account.rekey': channel({ access: 'unlocked', input: z.strictObject({ password: passwordSchema }), output: newCodeSchema }),
  /** Begins the grace period, signs out and ends every session. Throws lastAdministrator. */
  'account.delete': channel({
    access: 'unlocked',
    input: z.strictObject({ password: passwordSchema }),
    output: sessionStateSchema,
  }),
  'account.oldVaults': channel({ access: 'unlocked', input: z.undefined(), output: z.array(oldVaultSchema) }),
  'account.discardOldVault': channel({ access: 'unlocked', input: z.strictObject({ id: idSchema }), output: z.undefined() }),
  'preferences.get': channel({ access: 'signedIn', input: z.undefined(), output: preferencesSchema }),
  /** What the administrators allow at most, and how long a deleted account can be restored. */
  'preferences.limits': channel({ access: 'unlocked', input: z.undefined(), output: preferenceLimitsSchema }),
  'preferences.set': channel({ access: 'unlocked', input: preferencesSchema.partial(), output: preferencesSchema }),
} as const;
