import { z } from 'zod';
import { itemCountsSchema, itemDetailSchema, itemDraftSchema, itemPageSchema, itemQuerySchema, itemSummarySchema } from '../items.ts';
import { limits } from '../limits.ts';
import { idSchema } from '../models.ts';
import { channel } from './define.ts';

const itemRefSchema = z.strictObject({ id: idSchema });
const fieldRefSchema = z.strictObject({ id: idSchema, fieldId: z.string().min(1).max(36) });
const selectionSchema = z.strictObject({ ids: z.array(idSchema).min(1).max(limits.selectionMaxItems) });

export const itemChannels = {
  'items.list': channel({ access: 'unlocked', input: itemQuerySchema, output: itemPageSchema }),
  /** Those that this person opened last since the vault was opened, the latest first; forgotten when it is locked. */
  'items.recents': channel({ access: 'unlocked', input: z.undefined(), output: itemPageSchema }),
  /** The person looks at this one. */
  'items.opened': channel({ access: 'unlocked', input: itemRefSchema, output: z.undefined() }),
  'items.counts': channel({ access: 'unlocked', input: z.undefined(), output: itemCountsSchema }),
  'items.get': channel({ access: 'unlocked', input: itemRefSchema, output: itemDetailSchema }),
  'items.create': channel({ access: 'unlocked', input: itemDraftSchema, output: itemSummarySchema }),
  /** `revision` is the one the draft was made from; another one stored meanwhile is a `conflict`. */
  'items.update': channel({
    access: 'unlocked',
    input: z.strictObject({ id: idSchema, revision: z.number().int().positive(), draft: itemDraftSchema }),
    output: itemSummarySchema,
  }),
  'items.duplicate': channel({ access: 'unlocked', input: itemRefSchema, output: itemSummarySchema }),
  'items.setFavourite': channel({
    access: 'unlocked',
    input: z.strictObject({ id: idSchema, favourite: z.boolean() }),
    output: itemSummarySchema,
  }),
  'items.trash': channel({ access: 'unlocked', input: selectionSchema, output: z.undefined() }),
  'items.restore': channel({ access: 'unlocked', input: selectionSchema, output: z.undefined() }),
  /** Deletes for good; only items that are in the trash. */
  'items.purge': channel({ access: 'unlocked', input: selectionSchema, output: z.undefined() }),
  'items.reveal': channel({ access: 'unlocked', input: fieldRefSchema, output: z.strictObject({ value: z.string() }) }),
  'items.copy': channel({ access: 'unlocked', input: fieldRefSchema, output: z.strictObject({ clearsAt: z.number() }) }),
} as const;
