import { z } from 'zod';
import { itemSorts, itemViewSchema } from './items.ts';
import { limits } from './limits.ts';
import { idSchema } from './models.ts';

/** What a person looks for again and again: the whole question, under a name of their own. */
export const savedSearchSchema = z.strictObject({
  id: idSchema,
  name: z.string().trim().min(1).max(limits.savedSearchNameMaxCharacters),
  view: itemViewSchema,
  search: z.string().max(limits.searchMaxCharacters),
  sort: z.enum(itemSorts),
  /** It has a place in the sidebar. */
  pinned: z.boolean(),
});
export type SavedSearch = z.infer<typeof savedSearchSchema>;

/** `id: null`: a new one. */
export const searchDraftSchema = savedSearchSchema.extend({ id: idSchema.nullable() });
export type SearchDraft = z.infer<typeof searchDraftSchema>;
