import { z } from 'zod';
import { limits } from '../limits.ts';
import { idSchema } from '../models.ts';
import { savedSearchSchema, searchDraftSchema } from '../searches.ts';
import { channel } from './define.ts';

const savedSchema = z.strictObject({ searches: z.array(savedSearchSchema).max(limits.savedSearchesMax) });

/** Saved searches; they lie in the vault. Every answer has all of them, in the order they were made. */
export const searchChannels = {
  'searches.list': channel({ access: 'unlocked', input: z.undefined(), output: savedSchema }),
  /** Throws notFound for an id that isn't there, limitReached for one too many. */
  'searches.save': channel({ access: 'unlocked', input: searchDraftSchema, output: savedSchema }),
  'searches.remove': channel({ access: 'unlocked', input: z.strictObject({ id: idSchema }), output: savedSchema }),
} as const;
