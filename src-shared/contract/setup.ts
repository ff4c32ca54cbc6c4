import { z } from 'zod';
import { failureSchema } from '../errors.ts';
import {
  codeKindSchema,
  displayNameSchema,
  emailSchema,
  keychainStatusSchema,
  newCodeSchema,
  passwordSchema,
  sessionStateSchema,
  usernameSchema,
} from '../models.ts';
import { channel } from './define.ts';

export const newPersonSchema = z.strictObject({
  username: usernameSchema,
  displayName: displayNameSchema,
  email: emailSchema.nullable(),
  password: passwordSchema,
});

export const appStatusSchema = z.strictObject({
  /** `problem`: the data can't be used as it is; nothing answers but what tells of it or tries again. */
  phase: z.enum(['firstRun', 'ready', 'problem']),
  problem: failureSchema.nullable(),
  version: z.string(),
  /** What the system calls this machine: a printed recovery code says where it works. */
  machine: z.string(),
  dataDirectory: z.string(),
  keychain: keychainStatusSchema,
  /** From STRONGROOM_ADMIN_EMAIL or ADMIN_EMAIL, for the first administrator. */
  suggestedEmail: z.string().nullable(),
  demo: z.boolean(),
});
export type AppStatus = z.infer<typeof appStatusSchema>;

export const setupChannels = {
  'app.status': channel({ access: 'public', input: z.undefined(), output: appStatusSchema }),
  /** In the `problem` phase start-up runs once more; in any other nothing happens. */
  'app.tryAgain': channel({ access: 'public', input: z.undefined(), output: appStatusSchema }),
  'setup.checkKeychain': channel({ access: 'public', input: z.undefined(), output: keychainStatusSchema }),
  'setup.useFileKeychain': channel({ access: 'public', input: z.undefined(), output: keychainStatusSchema }),
  'setup.createAdministrator': channel({
    access: 'public',
    input: newPersonSchema,
    output: z.strictObject({ session: sessionStateSchema, personal: newCodeSchema, installation: newCodeSchema }),
  }),
  'recovery.confirm': channel({
    access: 'unlocked',
    input: z.strictObject({ kind: codeKindSchema, group: z.string().max(16) }),
    output: sessionStateSchema,
  }),
  'recovery.renew': channel({
    access: 'unlocked',
    input: z.strictObject({ kind: codeKindSchema, password: passwordSchema }),
    /** Null for the installation's where a second administrator has to confirm first. */
    output: newCodeSchema.nullable(),
  }),
} as const;
