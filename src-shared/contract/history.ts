import { z } from 'zod';
import { versionSchema } from '../history.ts';
import { itemSummarySchema } from '../items.ts';
import { idSchema } from '../models.ts';
import { channel } from './define.ts';

const revisionSchema = z.number().int().positive();
const versionFieldSchema = z.strictObject({ id: idSchema, version: revisionSchema, fieldId: z.string().min(1).max(36) });

/** The earlier states of items; `version` is the revision that such a state had. All of them throw notFound what `item` or `version`. */
export const historyChannels = {
  /** Newest first. */
  'history.list': channel({ access: 'unlocked', input: z.strictObject({ id: idSchema }), output: z.array(versionSchema) }),
  'history.reveal': channel({ access: 'unlocked', input: versionFieldSchema, output: z.strictObject({ value: z.string() }) }),
  'history.copy': channel({ access: 'unlocked', input: versionFieldSchema, output: z.strictObject({ clearsAt: z.number() }) }),
  /** Name and fields as they were; the present ones join the history. `revision` is the stored one, else `conflict`. */
  'history.restore': channel({
    access: 'unlocked',
    input: z.strictObject({ id: idSchema, revision: revisionSchema, version: revisionSchema }),
    output: itemSummarySchema,
  }),
  /** For good. */
  'history.clear': channel({ access: 'unlocked', input: z.strictObject({ id: idSchema }), output: itemSummarySchema }),
} as const;
