import { z } from 'zod';
import { limits } from '../limits.ts';
import { idSchema, timeSchema } from '../models.ts';
import { isReference } from './references.ts';

/** Who asks, as far as the system can tell; hints for the person who decides, no proof. */
export const askerSchema = z.strictObject({
  /** The same for the same program at each start: of the registered one its id, else a digest of its path and script. */
  key: z.string().max(100),
  name: z.string().max(200),
  /** The program file and, of an interpreter, the script. */
  path: z.string().max(4096).nullable(),
  /** The programs that started it, nearest first. */
  parents: z.array(z.string().max(200)).max(8),
  /** It has shown the token that the person gave it. */
  registered: z.boolean(),
});
export type Asker = z.infer<typeof askerSchema>;

/** `inject`: the value goes into a child's environment or a file of it, and is never printed. */
export const useSchema = z.enum(['reveal', 'inject']);
export type Use = z.infer<typeof useSchema>;

export const grantScopeSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('item'), itemId: idSchema }),
  z.strictObject({ type: z.literal('tag'), tag: z.string().min(1).max(limits.tagMaxCharacters) }),
  /** An identity token for this audience. */
  z.strictObject({ type: z.literal('identity'), audience: z.string().min(1).max(limits.audienceMaxCharacters) }),
]);
export type GrantScope = z.infer<typeof grantScopeSchema>;

/** `always` is only for registered programs: nothing else is known again with certainty. */
export const grantDurations = ['once', 'tenMinutes', 'untilLock', 'always'] as const;
export const grantDurationSchema = z.enum(grantDurations);
export type GrantDuration = z.infer<typeof grantDurationSchema>;

/** One consent of a person: program × scope × how long. */
export const grantSchema = z.strictObject({
  id: idSchema,
  programKey: z.string(),
  programName: z.string(),
  scope: grantScopeSchema,
  /** The item's name; null where the item is gone, and of other scopes. */
  itemName: z.string().nullable(),
  use: useSchema,
  duration: grantDurationSchema,
  createdAt: timeSchema,
  /** Null: until it is revoked, or the vault is locked. */
  expiresAt: timeSchema.nullable(),
  /** The program may go on until then though its person has locked. */
  leaseUntil: timeSchema.nullable(),
  /** Since the app was started. */
  uses: z.number().int().nonnegative(),
  lastUsedAt: timeSchema.nullable(),
});
export type GrantView = z.infer<typeof grantSchema>;

/** A program that a person has connected, or one that has asked. */
export const programSchema = z.strictObject({
  key: z.string(),
  name: z.string(),
  path: z.string().nullable(),
  registered: z.boolean(),
  /** Where a page of this program may call the HTTP API from; null for none. */
  origin: z.string().nullable(),
  createdAt: timeSchema,
  lastAskedAt: timeSchema.nullable(),
  /** How often it has asked, and how often it was refused. */
  asked: z.number().int().nonnegative(),
  refused: z.number().int().nonnegative(),
});
export type ProgramView = z.infer<typeof programSchema>;

/** A question that waits for a person. */
export const approvalSchema = z.strictObject({
  id: idSchema,
  asker: askerSchema,
  use: useSchema,
  /** What it asks for: of each item the name and the fields. */
  items: z.array(
    z.strictObject({ id: idSchema, name: z.string(), tags: z.array(z.string()), fields: z.array(z.string()), askAlways: z.boolean() }),
  ),
  /** Of an identity token. */
  audience: z.string().nullable(),
  askedAt: timeSchema,
  expiresAt: timeSchema,
  /** How often this program has asked before. */
  askedBefore: z.number().int().nonnegative(),
});
export type Approval = z.infer<typeof approvalSchema>;

export const decisionSchema = z.discriminatedUnion('allow', [
  z.strictObject({ allow: z.literal(false) }),
  z.strictObject({
    allow: z.literal(true),
    duration: grantDurationSchema,
    /** Null: each asked item by itself. */
    tag: z.string().min(1).max(limits.tagMaxCharacters).nullable(),
    /** Zero: the program stops when the person locks. Only for registered programs. */
    leaseMinutes: z.number().int().min(0).max(limits.leaseMaxMinutes),
  }),
]);
export type Decision = z.infer<typeof decisionSchema>;

export const referenceSchema = z.string().max(limits.referenceMaxCharacters).refine(isReference);

export const readRequestSchema = z.strictObject({
  references: z.array(referenceSchema).min(1).max(limits.referencesMax),
  use: useSchema,
  /** Whose vault, where several are open; null: the caller's own, or the only one. */
  account: z.string().max(limits.usernameMaxCharacters).nullable(),
  /** How long to wait for a locked vault to be opened. */
  waitSeconds: z.number().int().min(0).max(limits.waitMaxSeconds),
  /** How long to wait for the person's answer where one is needed; 0: nobody is asked. Left out, as long as a question waits. */
  consentSeconds: z.number().int().min(0).max(limits.approvalSeconds).optional(),
});
