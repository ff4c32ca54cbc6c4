import { z } from 'zod';
import { limits } from '../limits.ts';
import { idSchema } from '../models.ts';
import { hereSchema } from '../here.ts';
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
  /** Whose vault is open, whose programs go on, whose session waits: what `people.changed` tells of. */
  'sessions.here': channel({ access: 'admin', input: z.undefined(), output: hereSchema }),
  'sessions.lockPerson': channel({ access: 'admin', input: z.strictObject({ id: idSchema }), output: z.undefined() }),
  /** Everybody else; the caller as well where `meToo`. */
  'sessions.lockPeople': channel({
    access: 'admin',
    input: z.strictObject({ meToo: z.boolean() }),
    output: z.strictObject({ locked: z.number().int().nonnegative() }),
  }),
  'sessions.endPerson': channel({ access: 'admin', input: z.strictObject({ id: idSchema }), output: z.undefined() }),
  'sessions.endLease': channel({ access: 'admin', input: z.strictObject({ id: idSchema }), output: z.undefined() }),
  /** Of everybody but the caller. */
  'sessions.endAll': channel({ access: 'admin', input: z.undefined(), output: z.strictObject({ ended: z.number().int() }) }),
} as const;
