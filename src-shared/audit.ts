import { z } from 'zod';
import { idSchema, timeSchema } from './models.ts';
import { limits } from './limits.ts';

export const auditOutcomes = ['ok', 'failed', 'denied'] as const;
export const auditRowSchema = z.strictObject({
  sequence: z.number().int().positive(),
  at: timeSchema,
  actorId: z.string().nullable(),
  actorName: z.string().nullable(),
  action: z.string(),
  targetKind: z.string().nullable(),
  targetId: z.string().nullable(),
  targetName: z.string().nullable(),
  outcome: z.enum(auditOutcomes),
  client: z.string(),
  /** What changed, before and after; only for acts on policy and roles. */
  detail: z.string().nullable(),
});
export type AuditRowView = z.infer<typeof auditRowSchema>;

export const auditFilterSchema = z.strictObject({
  /** Who did it, or whom it was done to. */
  personId: idSchema.nullable(),
  action: z.string().max(64).nullable(),
  outcome: z.enum(auditOutcomes).nullable(),
  /** Inclusive; epoch milliseconds. */
  from: timeSchema.nullable(),
  to: timeSchema.nullable(),
});
export type AuditFilter = z.infer<typeof auditFilterSchema>;
export const everything: AuditFilter = { personId: null, action: null, outcome: null, from: null, to: null };

export const auditPageSchema = z.strictObject({
  /** Only rows with a smaller sequence number; null starts at the newest. */
  before: z.number().int().positive().nullable(),
  limit: z.number().int().positive().max(limits.pageMaxRows),
});

export const auditProblems = ['rowChanged', 'rowMissing', 'tailCut', 'pastRewritten'] as const;
export const auditReportSchema = z.strictObject({
  status: z.enum(['intact', 'damaged']),
  rows: z.number().int().nonnegative(),
  /** `since`: the time of the last row before it that holds; null where none does. */
  problem: z
    .strictObject({ code: z.enum(auditProblems), sequence: z.number().int().nonnegative(), since: timeSchema.nullable() })
    .nullable(),
  /** The last row that this person's own vault had sealed. */
  witnessedSequence: z.number().int().nonnegative(),
  /** The first row that is still there; what was before was removed by the retention of the policy. */
  firstSequence: z.number().int().nonnegative(),
  /** Of how many earlier chains rows are still there whose key was lost: nobody can verify them any more. */
  lostEpochs: z.number().int().nonnegative(),
  /** What each person's vault had signed last; `holds` is false where log or signature contradicts it. */
  witnesses: z.array(
    z.strictObject({ ownerId: z.string(), name: z.string(), sequence: z.number().int(), at: timeSchema, holds: z.boolean() }),
  ),
});
export type AuditReport = z.infer<typeof auditReportSchema>;

/** A file that the app has written for the person. */
export const writtenFileSchema = z.strictObject({ path: z.string(), rows: z.number().int().nonnegative() });

const countSchema = z.number().int().nonnegative();
export const analyticsSchema = z.strictObject({
  /** One entry per day without gaps, oldest first; `day` is its midnight in the time zone of the machine, epoch milliseconds. */
  days: z.array(z.strictObject({ day: timeSchema, signIns: countSchema, failures: countSchema, activePeople: countSchema })),
  /** Sessions that began in the time asked for. */
  kinds: z.array(
    z.strictObject({
      kind: z.enum(['desktop', 'cli', 'program']),
      sessions: countSchema,
      /** From its beginning to its last activity; null where there was no such session. */
      medianMinutes: z.number().nonnegative().nullable(),
    }),
  ),
});
export type Analytics = z.infer<typeof analyticsSchema>;
