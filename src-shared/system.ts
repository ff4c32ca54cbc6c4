import { z } from 'zod';
import { timeSchema } from './models.ts';

const countSchema = z.number().int().nonnegative();

/** The state of the machine's installation, for its administrators. */
export const systemSchema = z.strictObject({
  version: z.string(),
  /** Electron where it runs there; the window knows its own browser. */
  versions: z.strictObject({ node: z.string(), electron: z.string().nullable(), sqlite: z.string() }),
  platform: z.string(),
  dataDirectory: z.string(),
  logDirectory: z.string(),
  exportsDirectory: z.string(),
  backupsDirectory: z.string(),
  databaseBytes: countSchema,
  /** Oldest first. `at`: when it ran, as far as the copy made before it tells; null where nothing does. */
  migrations: z.array(z.strictObject({ name: z.string(), at: timeSchema.nullable() })),
  backups: z.array(z.strictObject({ name: z.string(), bytes: countSchema, at: timeSchema })),
  diskFreeBytes: countSchema,
  /** Keys that the keychain had lost at this start and that were made anew. */
  lostKeys: z.array(z.string()),
  damagedAccounts: countSchema,
});
export type System = z.infer<typeof systemSchema>;

/** In the order in which they are looked at. */
export const checkParts = ['database', 'relations', 'log', 'accounts', 'policy'] as const;
export type CheckPart = (typeof checkParts)[number];

/** One look at everything that is stored. */
export const systemCheckSchema = z.strictObject({
  status: z.enum(['running', 'intact', 'damaged', 'stopped', 'failed']),
  startedAt: timeSchema,
  /** Null while it runs. */
  finishedAt: timeSchema.nullable(),
  /** What is being looked at, and how far it is: `of` 0 where nobody knows. */
  part: z.enum(checkParts),
  done: countSchema,
  of: countSchema,
  /** What was looked at so far; `problems` counts what doesn't hold. */
  results: z.array(z.strictObject({ part: z.enum(checkParts), checked: countSchema, problems: countSchema })),
});
export type SystemCheck = z.infer<typeof systemCheckSchema>;
