import { z } from 'zod';
import { limits } from '../limits.ts';
import { idSchema } from '../models.ts';
import { notificationPageSchema } from '../notifications.ts';
import { channel } from './define.ts';

const selectionSchema = z.strictObject({ ids: z.array(idSchema).min(1).max(limits.selectionMaxItems) });

export const notificationChannels = {
  /** Newest first; `before` is an id, null starts at the newest. */
  'notifications.list': channel({
    access: 'unlocked',
    input: z.strictObject({ before: idSchema.nullable(), limit: z.number().int().positive().max(limits.pageMaxRows) }),
    output: notificationPageSchema,
  }),
  'notifications.read': channel({ access: 'unlocked', input: selectionSchema, output: z.undefined() }),
  'notifications.readAll': channel({ access: 'unlocked', input: z.undefined(), output: z.undefined() }),
  'notifications.dismiss': channel({ access: 'unlocked', input: selectionSchema, output: z.undefined() }),
} as const;
