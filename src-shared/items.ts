import { z } from 'zod';
import { fieldTypes, itemKinds } from './item-kinds.ts';
import { limits } from './limits.ts';
import { idSchema, plainText, timeSchema } from './models.ts';

// Apart from the schemas, so that the CLI knows them without loading zod.
export { fieldTypes, itemKinds, kindTemplates } from './item-kinds.ts';

export const itemKindSchema = z.enum(itemKinds);
export type ItemKind = z.infer<typeof itemKindSchema>;

export const fieldTypeSchema = z.enum(fieldTypes);
export type FieldType = z.infer<typeof fieldTypeSchema>;

/** Values of these types stay in the keeper until the person reveals or copies that one field. */
export const concealedTypes: ReadonlySet<FieldType> = new Set(['hidden', 'totp', 'multiline']);

const itemNameSchema = z.string().trim().min(1).max(limits.itemNameMaxCharacters);
const tagSchema = z
  .string()
  .trim()
  .min(1)
  .max(limits.tagMaxCharacters)
  .refine((value) => !/[\s,:"]/.test(value));
export const fieldIdSchema = z
  .string()
  .min(1)
  .max(36)
  .regex(/^[A-Za-z0-9-]+$/);
const serviceSchema = z
  .string()
  .max(limits.serviceMaxCharacters)
  .regex(/^[a-z0-9-]+$/);
const linksSchema = z.array(idSchema).max(limits.linksMax);
const fieldNameSchema = z.string().trim().min(1).max(limits.fieldNameMaxCharacters);
export const fieldValueSchema = z.string().max(limits.fieldValueMaxCharacters);

/** What the list shows of an item. Sealed on disk; never holds a concealed value. */
export const itemSummarySchema = z.strictObject({
  id: idSchema,
  revision: z.number().int().positive(),
  kind: itemKindSchema,
  name: z.string(),
  /** The first shown value that tells two items apart: a user name, a host, an address. */
  subtitle: z.string(),
  tags: z.array(z.string()),
  favourite: z.boolean(),
  /** Programs and terminals have to ask each time before they get a value of it. */
  askBeforeUse: z.boolean().default(false),
  /** The well-known service it is a key of. */
  service: serviceSchema.nullable().default(null),
  /** Items that belong to it. */
  links: linksSchema.default([]),
  /** How many files lie beside it. */
  attachmentCount: z.number().int().nonnegative().default(0),
  /** A new value is in place, the one before it isn't given up yet. */
  rotatingSince: timeSchema.nullable().default(null),
  expiresAt: timeSchema.nullable(),
  trashedAt: timeSchema.nullable(),
  createdAt: timeSchema,
  updatedAt: timeSchema,
});
export type ItemSummary = z.infer<typeof itemSummarySchema>;

/** A field as the screen gets it: `value` is null where it is concealed; `filled` says whether there is one. */
export const fieldViewSchema = z.strictObject({
  id: fieldIdSchema,
  name: z.string(),
  type: fieldTypeSchema,
  value: z.string().nullable(),
  filled: z.boolean(),
});
export type FieldView = z.infer<typeof fieldViewSchema>;

/** How a key is renewed: the issuer's page, and what to do there. */
export const playbookSchema = z.strictObject({
  page: z.string().trim().max(limits.playbookPageMaxCharacters),
  steps: z.string().trim().max(limits.playbookStepsMaxCharacters),
});
export type Playbook = z.infer<typeof playbookSchema>;

/** What a file may be called anywhere: one name, no path, nothing that hides or fakes another. */
export const attachmentNameSchema = z
  .string()
  .trim()
  .min(1)
  .max(limits.attachmentNameMaxCharacters)
  .refine((name) => plainText(name) && !/[\\/:*?"<>|]/.test(name) && !/^\.+$/.test(name));

export const attachmentViewSchema = z.strictObject({
  id: idSchema,
  name: z.string(),
  /** A media type, as far as one is known; empty otherwise. */
  type: z.string(),
  bytes: z.number().int().nonnegative(),
  addedAt: timeSchema,
});
export type AttachmentView = z.infer<typeof attachmentViewSchema>;

/** A one-time code and the one after it. */
export const totpCodeSchema = z.strictObject({
  code: z.string(),
  next: z.string(),
  /** Epoch milliseconds. */
  validUntil: z.number(),
  /** Seconds. */
  period: z.number().int().positive(),
});
export type TotpCode = z.infer<typeof totpCodeSchema>;

/** A field whose value was replaced, while the old one is kept. */
export const rotationViewSchema = z.strictObject({ fieldId: fieldIdSchema, startedAt: timeSchema });

export const itemDetailSchema = itemSummarySchema.extend({
  fields: z.array(fieldViewSchema),
  attachments: z.array(attachmentViewSchema),
  rotation: rotationViewSchema.nullable(),
  playbook: playbookSchema.nullable(),
  /** How many earlier versions are kept. */
  versions: z.number().int().nonnegative(),
});
export type ItemDetail = z.infer<typeof itemDetailSchema>;

/** A field as the screen sends it: `value: null` keeps what is stored under that field id. */
export const fieldDraftSchema = z.strictObject({
  id: fieldIdSchema,
  name: fieldNameSchema,
  type: fieldTypeSchema,
  value: fieldValueSchema.nullable(),
});
export type FieldDraft = z.infer<typeof fieldDraftSchema>;

const uniqueFieldIds = (fields: readonly FieldDraft[]): boolean => new Set(fields.map((field) => field.id)).size === fields.length;

export const itemDraftSchema = z.strictObject({
  kind: itemKindSchema,
  name: itemNameSchema,
  tags: z.array(tagSchema).max(limits.itemMaxTags),
  favourite: z.boolean(),
  /** These four, left out, stay as they are. */
  askBeforeUse: z.boolean().optional(),
  service: serviceSchema.nullable().optional(),
  links: linksSchema.optional(),
  playbook: playbookSchema.nullable().optional(),
  expiresAt: timeSchema.nullable(),
  fields: z.array(fieldDraftSchema).max(limits.itemMaxFields).refine(uniqueFieldIds),
});
export type ItemDraft = z.infer<typeof itemDraftSchema>;

export const itemViewSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('all') }),
  z.strictObject({ type: z.literal('favourites') }),
  z.strictObject({ type: z.literal('expiring') }),
  z.strictObject({ type: z.literal('trash') }),
  /** What was opened last since the vault was; the latest first, whatever the order. */
  z.strictObject({ type: z.literal('recent') }),
  z.strictObject({ type: z.literal('kind'), kind: itemKindSchema }),
  z.strictObject({ type: z.literal('tag'), tag: z.string().max(limits.tagMaxCharacters) }),
]);
export type ItemView = z.infer<typeof itemViewSchema>;

export const itemSorts = ['name', 'updated', 'created'] as const;
export const itemQuerySchema = z.strictObject({
  view: itemViewSchema,
  /** Words that must all occur in name, subtitle or tags; operators (search.ts) narrow further. */
  search: z.string().max(limits.searchMaxCharacters),
  /** `match`: whatever the name begins with is first. */
  sort: z.enum([...itemSorts, 'match']),
  offset: z.number().int().nonnegative(),
  limit: z.number().int().positive().max(limits.pageMaxRows),
});
export type ItemQuery = z.infer<typeof itemQuerySchema>;

export const itemPageSchema = z.strictObject({ total: z.number().int().nonnegative(), rows: z.array(itemSummarySchema) });
export type ItemPage = z.infer<typeof itemPageSchema>;

const countSchema = z.number().int().nonnegative();
/** How many items each entry of the sidebar leads to. */
export const itemCountsSchema = z.strictObject({
  all: countSchema,
  favourites: countSchema,
  expiring: countSchema,
  trash: countSchema,
  kinds: z.partialRecord(itemKindSchema, countSchema),
  tags: z.array(z.strictObject({ tag: z.string(), count: countSchema })),
});
export type ItemCounts = z.infer<typeof itemCountsSchema>;
