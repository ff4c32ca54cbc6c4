import { z } from 'zod';
import { fieldDraftSchema, itemKindSchema, linksSchema, playbookSchema, tagSchema } from './items.ts';
import { limits } from './limits.ts';
import { idSchema, timeSchema } from './models.ts';

/** A form as it stands while it is filled in: names may be missing yet, and what only the form needs goes along. */
export const formDraftSchema = z.strictObject({
  kind: itemKindSchema,
  name: z.string().max(limits.itemNameMaxCharacters),
  tags: z.array(tagSchema).max(limits.itemMaxTags),
  favourite: z.boolean(),
  askBeforeUse: z.boolean(),
  expiresAt: timeSchema.nullable(),
  service: z.string().max(limits.serviceMaxCharacters).nullable().optional(),
  links: linksSchema.optional(),
  playbook: playbookSchema.nullable().optional(),
  fields: z
    .array(fieldDraftSchema.extend({ name: z.string().max(limits.fieldNameMaxCharacters), stored: z.boolean(), offered: z.boolean() }))
    .max(limits.itemMaxFields),
});

/** What a form held that was neither saved nor given up. */
export const heldDraftSchema = z.strictObject({
  /** Null for a new item. */
  itemId: idSchema.nullable(),
  /** The revision that the form was made from; null for a new item. */
  revision: z.number().int().positive().nullable(),
  draft: formDraftSchema,
});
export type HeldDraft = z.infer<typeof heldDraftSchema>;

/** The same without anything that was typed into a field. */
export const heldHeadSchema = z.strictObject({
  itemId: idSchema.nullable(),
  kind: itemKindSchema,
  name: z.string(),
  keptAt: timeSchema,
});
export type HeldHead = z.infer<typeof heldHeadSchema>;
