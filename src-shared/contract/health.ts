import { z } from 'zod';
import { findingKeySchema, findingPageSchema, findingQuerySchema, healthReportSchema, itemUsageSchema } from '../health.ts';
import { limits } from '../limits.ts';
import { idSchema } from '../models.ts';
import { channel } from './define.ts';

/** At a window alone, but for `items.usage`: whoever else asks is `denied` what `window`. */
export const healthChannels = {
  /** How the vault is, from the index alone; notes the score of the day once every value has been looked at. */
  'health.report': channel({ access: 'unlocked', input: z.undefined(), output: healthReportSchema }),
  'health.findings': channel({ access: 'unlocked', input: findingQuerySchema, output: findingPageSchema }),
  /** Looks at a stretch of the values that nobody has looked at; `left` items wait for the next call. */
  'health.assess': channel({
    access: 'unlocked',
    input: z.undefined(),
    output: z.strictObject({ left: z.number().int().nonnegative() }),
  }),
  /** Findings that the person knows of, or doesn't accept any more. */
  'health.accept': channel({
    access: 'unlocked',
    input: z.strictObject({ keys: z.array(findingKeySchema).min(1).max(limits.pageMaxRows), accepted: z.boolean() }),
    output: z.undefined(),
  }),
  /** When and by what an item's values were used last, as the log has it. */
  'items.usage': channel({ access: 'unlocked', input: z.strictObject({ id: idSchema }), output: itemUsageSchema }),
} as const;
