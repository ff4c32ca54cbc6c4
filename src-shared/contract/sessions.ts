import { z } from 'zod';
import { limits } from '../limits.ts';
import { idSchema } from '../models.ts';
import { sessionPageSchema } from '../people.ts';
import { channel } from './define.ts';

export const sessionChannels = {
  'sessions.own': channel({ access: 'unlocked', input: z.undefined(), output: sessionPageSchema }),
  /** One of mine; the present one is signed out. */
  'sessions.end': channel({ access: 'unlocked', input: z.strictObject({ id: idSchema }), output: z.undefined() }),
  'sessions.endOthers': channel({ access: 'unlocked', input: z.undefined(), output: z.undefined() }),
  /** Newest activity first. */
  'sessions.everyone': channel({
    access: 'admin',
    input: z.strictObject({
      ownerId: idSchema.nullable(),
      liveOnly: z.boolean(),
      offset: z.number().int().nonnegative(),
      limit: z.number().int().positive().max(limits.pageMaxRows),
    }),
    output: sessionPageSchema,
  }),
  'sessions.endOf': channel({ access: 'admin', input: z.strictObject({ id: idSchema }), output: z.undefined() }),
  /** Of everybody but the caller. */
  'sessions.endAll': channel({ access: 'admin', input: z.undefined(), output: z.strictObject({ ended: z.number().int() }) }),
} as const;
