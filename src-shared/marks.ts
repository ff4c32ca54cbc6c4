import { z } from 'zod';
import { AppError } from './errors.ts';
import { itemKindSchema, type ItemSummary, linksSchema, tagSchema } from './items.ts';
import { limits } from './limits.ts';
import { idSchema, timeSchema } from './models.ts';

const tagsSchema = z.array(tagSchema).max(limits.itemMaxTags);

/** A change of what a summary alone holds, so that it can be made on many items at once and no value is opened for it. */
export const itemMarkSchema = z.union([
  z.strictObject({ favourite: z.boolean() }),
  z.strictObject({ addTags: tagsSchema, removeTags: tagsSchema }),
  z.strictObject({ expiresAt: timeSchema.nullable() }),
  z.strictObject({ addLinks: linksSchema, removeLinks: linksSchema }),
  z.strictObject({ kind: itemKindSchema }),
]);
export type ItemMark = z.infer<typeof itemMarkSchema>;

/** One mark and whom it is for. */
export const markedItemsSchema = z.strictObject({ ids: z.array(idSchema), mark: itemMarkSchema });
export type MarkedItems = z.infer<typeof markedItemsSchema>;

const changed = (before: readonly string[], add: readonly string[], remove: readonly string[]): string[] => [
  ...new Set([...before.filter((each) => !remove.includes(each)), ...add]),
];

/** The summary with the mark. Throws limitReached for too many tags or links. */
export function withMark(summary: ItemSummary, mark: ItemMark): ItemSummary {
  if ('addTags' in mark) {
    const tags = changed(summary.tags, mark.addTags, mark.removeTags);
    if (tags.length > limits.itemMaxTags) throw new AppError('limitReached', { what: 'tags' });
    return { ...summary, tags };
  }
  if ('addLinks' in mark) {
    const links = changed(summary.links, mark.addLinks, mark.removeLinks).filter((id) => id !== summary.id);
    if (links.length > limits.linksMax) throw new AppError('limitReached', { what: 'links' });
    return { ...summary, links };
  }
  return { ...summary, ...mark };
}

/** The mark that leads back from `withMark` to the summary before; null where the mark changes nothing. */
export function markBack(before: ItemSummary, mark: ItemMark): ItemMark | null {
  const after = withMark(before, mark);
  const back = reverse(before, after, mark);
  return JSON.stringify(before) === JSON.stringify(after) ? null : back;
}

function reverse(before: ItemSummary, after: ItemSummary, mark: ItemMark): ItemMark {
  const lost = (old: readonly string[], now: readonly string[]): string[] => old.filter((each) => !now.includes(each));
  if ('addTags' in mark) return { addTags: lost(before.tags, after.tags), removeTags: lost(after.tags, before.tags) };
  if ('addLinks' in mark) return { addLinks: lost(before.links, after.links), removeLinks: lost(after.links, before.links) };
  if ('expiresAt' in mark) return { expiresAt: before.expiresAt };
  return 'kind' in mark ? { kind: before.kind } : { favourite: before.favourite };
}

/** What leads back for many, those of one way together. Items that the mark changes nothing of are in none. */
export function marksBack(before: readonly ItemSummary[], mark: ItemMark): MarkedItems[] {
  const groups = new Map<string, MarkedItems>();
  for (const summary of before) {
    const back = markBack(summary, mark);
    if (back === null) continue;
    const key = JSON.stringify(back);
    const group = groups.get(key) ?? { ids: [], mark: back };
    group.ids.push(summary.id);
    groups.set(key, group);
  }
  return [...groups.values()];
}
