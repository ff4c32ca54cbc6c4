import { z } from 'zod';
import {
  accountViewSchema,
  displayNameSchema,
  idSchema,
  newCodeSchema,
  passwordSchema,
  preferencesSchema,
  profileColourSchema,
  sessionStateSchema,
  tileSchema,
  usernameSchema,
} from '../models.ts';
import { channel } from './define.ts';
import { newPersonSchema } from './setup.ts';

export const passwordVerdictSchema = z.strictObject({
  /** zxcvbn's estimate, 0 (guessed at once) to 4. */
  score: z.number().int().min(0).max(4),
  acceptable: z.boolean(),
  problem: z.enum(['tooShort', 'tooLong', 'tooCommon', 'containsName']).nullable(),
});

export const accountChannels = {
  'accounts.tiles': channel({ access: 'public', input: z.undefined(), output: z.array(tileSchema) }),
  'accounts.create': channel({
    access: 'public',
    input: newPersonSchema,
    output: z.strictObject({ session: sessionStateSchema, personal: newCodeSchema }),
  }),
  'accounts.checkPassword': channel({
    access: 'public',
    input: z.strictObject({ password: z.string().max(2000), names: z.array(z.string().max(254)).max(5) }),
    output: passwordVerdictSchema,
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
  'session.recover': channel({
    access: 'public',
    input: z.strictObject({ accountId: idSchema, code: z.string().max(100), newPassword: passwordSchema, acceptOlder: z.boolean() }),
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
    output: z.undefined(),
  }),
  'account.updateProfile': channel({
    access: 'unlocked',
    input: z.strictObject({ displayName: displayNameSchema, colour: profileColourSchema }),
    output: accountViewSchema,
  }),
  'preferences.get': channel({ access: 'signedIn', input: z.undefined(), output: preferencesSchema }),
  'preferences.set': channel({ access: 'unlocked', input: preferencesSchema.partial(), output: preferencesSchema }),
} as const;
