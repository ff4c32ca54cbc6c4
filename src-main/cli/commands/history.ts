import type { VersionView } from '../../../src-shared/history.ts';
import type { ItemSummary } from '../../../src-shared/items.ts';
import type { Caller } from '../connection.ts';
import { CliFailure, usageError } from '../failure.ts';
import { findItem } from '../items.ts';
import type { Outcome, Task } from '../task.ts';
import { columns, moment, visible } from '../text.ts';
import { confirmed } from '../tty.ts';
import { withVault } from '../vault.ts';

export const history = (task: Task): Promise<Outcome> =>
  withVault(task, async (agent) => {
    const { given } = task;
    const version = given.whole('restore', { min: 1, max: Number.MAX_SAFE_INTEGER });
    if (version !== null && given.has('clear')) throw usageError('Only one of --restore and --clear is possible at once.');
    const item = await findItem(agent, given.positional(0));
    if (given.has('clear')) return clear(task, agent, item);
    if (version !== null) return restore(agent, item, version);
    const versions = await agent.call('history.list', { id: item.id });
    const rows = versions.map((each) => [String(each.revision), moment(each.at), each.name, differencesOf(each)]);
    const out = rows.length === 0 ? '' : columns([['VERSION', 'UNTIL', 'NAME', 'BESIDE THE PRESENT ONE'], ...rows]);
    return { data: { item, versions }, out, note: rows.length === 0 ? 'It has no earlier versions.' : '' };
  });

async function restore(agent: Caller, { id, revision, name }: ItemSummary, version: number): Promise<Outcome> {
  const item = await agent.call('history.restore', { id, revision, version });
  return { data: { item }, note: `${visible(name)} is as it was in version ${version}; what it was before is in its history.` };
}

async function clear({ given }: Task, agent: Caller, { id, name }: ItemSummary): Promise<Outcome> {
  const agreed = given.has('yes') || (await confirmed(`Delete the earlier versions of ${visible(name)} for good?`, 'say so with --yes'));
  if (!agreed) throw new CliFailure('interrupted', 'Nothing was deleted.');
  return { data: { item: await agent.call('history.clear', { id }) }, note: `${visible(name)} has no earlier versions any more.` };
}

/** Names of fields only. */
function differencesOf({ fields, absent }: VersionView): string {
  const named = (difference: string): string[] => fields.filter((field) => field.difference === difference).map(({ name }) => name);
  const parts = [
    ['other value', named('value')],
    ['other name', named('name')],
    ['not there now', named('missing')],
    ['not there then', absent],
  ] as const;
  const told = parts.filter(([, names]) => names.length > 0).map(([what, names]) => `${what}: ${names.join(', ')}`);
  return told.length === 0 ? 'the same fields' : told.join('; ');
}
