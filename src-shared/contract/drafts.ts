import { z } from 'zod';
import { heldDraftSchema, heldHeadSchema } from '../held-draft.ts';
import { channel } from './define.ts';

/** What stands in the form and isn't saved yet, sealed in the vault so that a lock neither waits nor loses it. For windows alone. */
export const draftChannels = {
  /** Takes the place of what was kept before. Throws limitReached where it is too long to be kept. */
  'drafts.keep': channel({ access: 'unlocked', input: heldDraftSchema, output: z.undefined() }),
  /** What is kept, without the fields. */
  'drafts.peek': channel({ access: 'unlocked', input: z.undefined(), output: heldHeadSchema.nullable() }),
  /** Throws notFound where nothing is kept. */
  'drafts.open': channel({ access: 'unlocked', input: z.undefined(), output: heldDraftSchema }),
  'drafts.discard': channel({ access: 'unlocked', input: z.undefined(), output: z.undefined() }),
} as const;
