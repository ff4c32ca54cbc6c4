import { z } from 'zod';
import { fieldViewSchema } from './items.ts';
import { timeSchema } from './models.ts';

/** What bringing a version back would do to a field: nothing, give it another value, another name or type, or add it. */
export const fieldDifferences = ['same', 'value', 'name', 'missing'] as const;

const versionFieldSchema = fieldViewSchema.extend({ difference: z.enum(fieldDifferences) });
export type VersionField = z.infer<typeof versionFieldSchema>;

/** An earlier state of an item beside the present one; a concealed value stays where it is. */
export const versionSchema = z.strictObject({
  revision: z.number().int().positive(),
  /** When the next one took its place. */
  at: timeSchema,
  name: z.string(),
  fields: z.array(versionFieldSchema),
  /** Names of the fields that it didn't have: they would go. */
  absent: z.array(z.string()),
});
export type VersionView = z.infer<typeof versionSchema>;
