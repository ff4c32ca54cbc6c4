import { z } from 'zod';
import { auditFilterSchema } from './audit.ts';
import { limits } from './limits.ts';
import { idSchema } from './models.ts';
import { peopleQuerySchema } from './people.ts';

/** What an administrator looks for again and again on one page; `lastDays` counts back from the day it is used. */
export const savedFilterContentSchema = z.discriminatedUnion('page', [
  z.strictObject({ page: z.literal('people'), ...peopleQuerySchema.pick({ search: true, status: true, role: true, sort: true }).shape }),
  z.strictObject({
    page: z.literal('activity'),
    filter: auditFilterSchema,
    /** Whom `filter.personId` was when it was saved. */
    personName: z.string().max(limits.displayNameMaxCharacters).nullable(),
    lastDays: z.number().int().min(1).max(3650).nullable(),
  }),
]);
export type SavedFilterContent = z.infer<typeof savedFilterContentSchema>;

export const savedFilterSchema = z.strictObject({ id: idSchema, name: z.string(), content: savedFilterContentSchema });
export type SavedFilter = z.infer<typeof savedFilterSchema>;
