import { z } from 'zod';
import { itemKindSchema } from './items.ts';
import { limits } from './limits.ts';
import { idSchema, timeSchema } from './models.ts';

/** What may be wrong with an item, the gravest first. */
export const findingKinds = ['known', 'expired', 'weak', 'reused', 'old', 'rotating', 'expiring', 'unused'] as const;
export const findingKindSchema = z.enum(findingKinds);
export type FindingKind = z.infer<typeof findingKindSchema>;

/** What an item costs of its hundred points for its gravest finding. */
export const findingWeights: Readonly<Record<FindingKind, number>> = {
  known: 100,
  expired: 80,
  weak: 70,
  reused: 60,
  old: 30,
  rotating: 20,
  expiring: 10,
  unused: 5,
};

/** Values that are older are worth renewing, unless their service says when; so long may an item lie without anybody having used it. */
export const oldAfterDays = 365;
export const unusedAfterDays = 90;
/** A renewal that is open for longer has been forgotten. */
export const rotatingForDays = 7;
/** A worse score is told from so many points on. */
export const worseByPoints = 5;

/**
 * 0 to 100: hundred less what the items cost on average, each for its gravest finding that isn't accepted, rounded down so that 100
 * means none. Null where there is nothing to judge.
 */
export function healthScore(items: number, costs: readonly number[]): number | null {
  if (items === 0) return null;
  return Math.max(0, Math.floor(100 - costs.reduce((sum, cost) => sum + cost, 0) / items));
}

const findingItemSchema = z.strictObject({
  id: idSchema,
  name: z.string(),
  subtitle: z.string(),
  kind: itemKindSchema,
  /** The hidden field that it is about, by its id; null where it is about the item. */
  fieldId: z.string().nullable(),
});
export type FindingItem = z.infer<typeof findingItemSchema>;

/** Says what was found and about which state of it, so that a new value or a new date is a new finding. */
export const findingKeySchema = z
  .string()
  .max(limits.findingKeyMaxCharacters)
  .regex(/^[a-z]+:[A-Za-z0-9+/:_-]+$/);

export const findingSchema = z.strictObject({
  key: findingKeySchema,
  kind: findingKindSchema,
  /** One, or all that have the same value. */
  items: z.array(findingItemSchema).min(1).max(limits.findingItemsMax),
  /** How many there are, where these are not all. */
  total: z.number().int().positive(),
  /** Since when, or until when; null where time has nothing to do with it. */
  at: timeSchema.nullable(),
  accepted: z.boolean(),
});
export type Finding = z.infer<typeof findingSchema>;

const countSchema = z.number().int().nonnegative();
export const healthSummarySchema = z.strictObject({
  /** Null: nothing to judge, or values that nobody has looked at yet. */
  score: z.number().int().min(0).max(100).nullable(),
  /** Items with something to judge. */
  items: countSchema,
  /** Items with values that nobody has looked at. */
  unassessed: countSchema,
  /** Findings that aren't accepted, and those that are. */
  counts: z.record(findingKindSchema, countSchema),
  accepted: countSchema,
});
export type HealthSummary = z.infer<typeof healthSummarySchema>;

/** What one local day came to; `day` is YYYY-MM-DD. */
export const healthPointSchema = z.strictObject({
  day: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  score: z.number().int().min(0).max(100),
  findings: countSchema,
});
export type HealthPoint = z.infer<typeof healthPointSchema>;

export const healthReportSchema = healthSummarySchema.extend({
  /** Oldest first. */
  history: z.array(healthPointSchema).max(limits.healthDaysMax),
});

export const findingQuerySchema = z.strictObject({
  /** Null: all kinds, the gravest first. */
  kind: findingKindSchema.nullable(),
  accepted: z.boolean(),
  offset: countSchema,
  limit: z.number().int().positive().max(limits.pageMaxRows),
});
export type FindingQuery = z.infer<typeof findingQuerySchema>;
export const findingPageSchema = z.strictObject({
  total: countSchema,
  findings: z.array(findingSchema),
  /** What the fields are called that these are about, by item and field; nothing of an item that doesn't open. */
  fieldNames: z.record(idSchema, z.record(z.string(), z.string())),
});
export type FindingPage = z.infer<typeof findingPageSchema>;

/** How something of an item was used; the names of the log. */
export const usageSchema = z.strictObject({
  at: timeSchema,
  action: z.string(),
  /** Through a window, a terminal or a program. */
  client: z.string(),
  /** The name of the program, as far as it is known. */
  program: z.string().nullable(),
});
export type Usage = z.infer<typeof usageSchema>;
export const itemUsageSchema = z.strictObject({
  lastUsedAt: timeSchema.nullable(),
  /** Newest first. */
  uses: z.array(usageSchema).max(limits.usesMax),
  /** When the log begins: nobody knows of earlier uses. Null where it is empty. */
  since: timeSchema.nullable(),
});
