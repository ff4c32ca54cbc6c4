import { z } from 'zod';
import { auditReportSchema, auditRowSchema } from '../models.ts';
import { limits } from '../limits.ts';
import { channel } from './define.ts';

const pageSchema = z.strictObject({
  /** Only rows with a smaller sequence number; null starts at the newest. */
  before: z.number().int().positive().nullable(),
  limit: z.number().int().positive().max(limits.pageMaxRows),
});
const rowsSchema = z.strictObject({ rows: z.array(auditRowSchema), more: z.boolean() });

export const auditChannels = {
  /** What I did, and what was done to my account. */
  'audit.own': channel({ access: 'unlocked', input: pageSchema, output: rowsSchema }),
  'audit.everyone': channel({ access: 'admin', input: pageSchema, output: rowsSchema }),
  'audit.verify': channel({ access: 'unlocked', input: z.undefined(), output: auditReportSchema }),
} as const;
