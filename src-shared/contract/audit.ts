import { z } from 'zod';
import { auditFilterSchema, auditPageSchema, auditReportSchema, auditRowSchema, writtenFileSchema } from '../audit.ts';
import { channel } from './define.ts';

const rowsSchema = z.strictObject({ rows: z.array(auditRowSchema), more: z.boolean() });

export const auditChannels = {
  /** What I did, and what was done to my account. */
  'audit.own': channel({ access: 'unlocked', input: auditPageSchema, output: rowsSchema }),
  'audit.everyone': channel({ access: 'admin', input: auditPageSchema.extend({ filter: auditFilterSchema }), output: rowsSchema }),
  /** Writes every row that the filter lets through to a file of this login alone. */
  'audit.export': channel({
    access: 'admin',
    input: z.strictObject({ filter: auditFilterSchema, format: z.enum(['csv', 'json']) }),
    output: writtenFileSchema,
  }),
  'audit.verify': channel({ access: 'unlocked', input: z.undefined(), output: auditReportSchema }),
} as const;
