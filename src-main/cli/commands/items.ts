import type { ItemQuery, ItemSummary, ItemView } from '../../../src-shared/items.ts';
import { limits } from '../../../src-shared/limits.ts';
import type { Given } from '../arguments.ts';
import type { Caller } from '../connection.ts';
import { CliFailure, usageError } from '../failure.ts';
import { findItem, oneOf } from '../items.ts';
import type { Outcome, Task } from '../task.ts';
import { columns, day, visible } from '../text.ts';
import { confirmed } from '../tty.ts';
import { withVault } from '../vault.ts';

export const ls = (task: Task): Promise<Outcome> =>
  withVault(task, async (agent) => {
    const { given } = task;
    const most = given.whole('limit', { min: 1, max: limits.vaultMaxItems }) ?? limits.vaultMaxItems;
    const query = {
      view: viewOf(given),
      search: [...given.positionals, ...(given.has('kind') && given.has('tag') ? [`tag:${given.text('tag')}`] : [])].join(' '),
      sort: (given.text('sort') ?? 'name') as ItemQuery['sort'],
    };
    const items = await pages(agent, query, most);
    const shown = items.map(({ name, kind, subtitle, tags, expiresAt, id }) => [name, kind, subtitle, tags.join(','), day(expiresAt), id]);
    return { data: { items }, out: columns(shown), note: items.length === 0 ? 'Nothing found.' : '' };
  });

function viewOf(given: Given): ItemView {
  const views: ItemView[] = [];
  if (given.has('trash')) views.push({ type: 'trash' });
  if (given.has('favourites')) views.push({ type: 'favourites' });
  if (given.has('expiring')) views.push({ type: 'expiring' });
  const kind = given.text('kind');
  const tag = given.text('tag');
  if (kind !== null) views.push({ type: 'kind', kind: kind as ItemSummary['kind'] });
  else if (tag !== null) views.push({ type: 'tag', tag });
  if (views.length > 1) throw usageError('Only one of --trash, --favourites, --expiring and --kind or --tag is possible at once.');
  return views[0] ?? { type: 'all' };
}

async function pages(agent: Caller, query: Omit<ItemQuery, 'offset' | 'limit'>, most: number): Promise<ItemSummary[]> {
  const items: ItemSummary[] = [];
  for (let more = true; more && items.length < most;) {
    const limit = Math.min(limits.pageMaxRows, most - items.length);
    const page = await agent.call('items.list', { ...query, offset: items.length, limit });
    items.push(...page.rows);
    more = page.rows.length === limit && items.length < page.total;
  }
  return items;
}

export const get = (task: Task): Promise<Outcome> =>
  withVault(task, async (agent) => {
    const { id } = await findItem(agent, task.given.positional(0));
    const item = await agent.call('items.get', { id });
    const fields = [];
    for (const field of item.fields) {
      const reveal = task.given.has('reveal') && field.value === null && field.filled;
      fields.push({ ...field, value: reveal ? (await agent.call('items.reveal', { id, fieldId: field.id })).value : field.value });
    }
    const facts = [
      ['Name', item.name],
      ['Id', item.id],
      ['Kind', item.kind],
      ['Tags', item.tags.join(', ') || '–'],
      ['Runs out', day(item.expiresAt)],
      ['Changed', day(item.updatedAt)],
    ];
    const rows = fields.map(({ name, value, filled }) => [`  ${name}`, value ?? (filled ? '••••••••' : '–')]);
    return { data: { item: { ...item, fields } }, out: `${columns(facts)}Fields\n${columns(rows)}` };
  });

export const rm = (task: Task): Promise<Outcome> =>
  withVault(task, async (agent) => {
    const { given } = task;
    const purge = given.has('purge');
    const trashed = purge ? await pages(agent, { view: { type: 'trash' }, search: '', sort: 'name' }, limits.vaultMaxItems) : [];
    const found: ItemSummary[] = [];
    for (const text of given.positionals) found.push(matching(trashed, text) ?? (await findItem(agent, text)));
    const names = found.map(({ name }) => visible(name)).join(', ');
    const agreed = given.has('yes') || !purge || (await confirmed(`Delete ${names} for good?`, 'say so with --yes'));
    if (!agreed) throw new CliFailure('interrupted', 'Nothing was deleted.');
    const living = found.filter(({ trashedAt }) => trashedAt === null).map(({ id }) => id);
    const ids = found.map(({ id }) => id);
    if (living.length > 0) await agent.call('items.trash', { ids: living });
    if (purge) await agent.call('items.purge', { ids });
    return { data: { ids }, note: purge ? `Deleted: ${names}.` : `In the trash: ${names}. Back with strongroom restore.` };
  });

export const restore = (task: Task): Promise<Outcome> =>
  withVault(task, async (agent) => {
    const trashed = await pages(agent, { view: { type: 'trash' }, search: '', sort: 'name' }, limits.vaultMaxItems);
    const found = task.given.positionals.map((text) => {
      const item = matching(trashed, text);
      if (item === null) throw new CliFailure('notFound', `"${visible(text)}" isn’t in the trash: strongroom ls --trash.`);
      return item;
    });
    const ids = found.map(({ id }) => id);
    await agent.call('items.restore', { ids });
    return { data: { ids }, note: `Restored: ${found.map(({ name }) => visible(name)).join(', ')}.` };
  });

/** By id or name. Throws ambiguous. */
function matching(items: readonly ItemSummary[], text: string): ItemSummary | null {
  const byId = items.find(({ id }) => id === text);
  const named = items.filter(({ name }) => name === text);
  return byId ?? (named.length === 0 ? null : oneOf(named, text));
}
