import type { ItemSummary } from '../../src-shared/items.ts';
import type { Caller } from './connection.ts';
import { CliFailure } from './failure.ts';
import { day, visible } from './text.ts';

/** An item by id or name. Throws notFound, and ambiguous with the ids there are. */
export async function findItem(agent: Caller, text: string, fits: (item: ItemSummary) => boolean = () => true): Promise<ItemSummary> {
  const found = (await agent.call('items.find', { item: text })).filter(fits);
  if (found.length === 0) throw new CliFailure('notFound', `There is no item "${visible(text)}": strongroom ls.`, { what: 'item' });
  return oneOf(found, text);
}

export function oneOf(found: readonly ItemSummary[], text: string): ItemSummary {
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  const lines = found.map(({ id, kind, updatedAt }) => `  ${id}  ${kind}, changed ${day(updatedAt)}`);
  throw new CliFailure('ambiguous', `Several items are called "${visible(text)}"; use the id of one:\n${lines.join('\n')}`, {
    what: 'item',
  });
}
