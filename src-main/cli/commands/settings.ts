import { isReference } from '../../../src-shared/agent/references.ts';
import { limits } from '../../../src-shared/limits.ts';
import { wholeNumber } from '../arguments.ts';
import { type Config, writeConfig } from '../config.ts';
import { CliFailure, usageError } from '../failure.ts';
import { type Outcome, type Task, withAgent } from '../task.ts';
import { columns, visible } from '../text.ts';

const keys = ['account', 'waitSeconds'] as const;
type Key = (typeof keys)[number];

function save({ home, config }: Task, changes: Partial<Config>, note: string): Outcome {
  const changed = { ...config, ...changes };
  writeConfig(home.config, changed);
  return { data: { config: changed }, note };
}

export async function use(task: Task): Promise<Outcome> {
  const [name] = task.given.positionals;
  if (task.given.has('clear') === (name !== undefined)) throw usageError('Either NAME or --clear.');
  if (name !== undefined) await checkName(task, name);
  return save(task, { account: name ?? null }, name === undefined ? 'No account is set any more.' : `Set: ${visible(name)}.`);
}

/** Where the agent runs and shows who there is. Throws notFound. */
async function checkName(task: Task, name: string): Promise<void> {
  const shown = await withAgent(task, async (agent) => {
    const everybody = await agent.call('accounts.tiles', { search: '' });
    if (everybody.tiles.length === 0) return null;
    return (everybody.more ? await agent.call('accounts.tiles', { search: name }) : everybody).tiles;
  }).catch(() => null);
  if (shown !== null && !shown.some(({ username }) => username === name.toLowerCase()))
    throw new CliFailure('notFound', `There is no account "${visible(name)}": strongroom accounts.`);
}

export async function configList({ config, home }: Task): Promise<Outcome> {
  const rows = [...keys.map((key) => [key, String(config[key] ?? '–')]), ['aliases', String(Object.keys(config.aliases).length)]];
  return { data: { file: home.config, config }, out: columns(rows), note: home.config };
}

export async function configGet({ config, given }: Task): Promise<Outcome> {
  const key = keyOf(given.positional(0));
  return { data: { key, value: config[key] }, out: config[key] === null ? '' : `${visible(String(config[key]))}\n` };
}

export async function configSet(task: Task): Promise<Outcome> {
  const key = keyOf(task.given.positional(0));
  const text = task.given.positionals[1] ?? '';
  const value = key === 'account' ? text : wholeNumber(key, text, { min: 0, max: limits.waitMaxSeconds });
  return save(task, { [key]: value }, `${key}: ${visible(text)}.`);
}

export async function configUnset(task: Task): Promise<Outcome> {
  const key = keyOf(task.given.positional(0));
  return save(task, { [key]: null }, `${key} is no longer set.`);
}

function keyOf(text: string): Key {
  const key = keys.find((one) => one === text);
  if (key === undefined) throw usageError(`There is no setting "${visible(text)}": ${keys.join(', ')}.`);
  return key;
}

export async function aliasList({ config }: Task): Promise<Outcome> {
  const rows = Object.entries(config.aliases);
  return { data: { aliases: config.aliases }, out: columns(rows), note: rows.length === 0 ? 'There is none.' : '' };
}

export async function aliasSet(task: Task): Promise<Outcome> {
  const [foreign = '', reference = ''] = task.given.positionals;
  if (!/^op:\/\/[^/]+\/[^/]+/.test(foreign)) throw usageError('The first is a reference of the other vault: op://vault/item/field.');
  if (!isReference(reference)) throw usageError('The second is a reference of ours: strongroom://item/field.');
  return save(task, { aliases: { ...task.config.aliases, [foreign]: reference } }, `${visible(foreign)} stands for ${visible(reference)}.`);
}

export async function aliasRemove(task: Task): Promise<Outcome> {
  const foreign = task.given.positional(0);
  const { [foreign]: removed, ...aliases } = task.config.aliases;
  if (removed === undefined) throw new CliFailure('notFound', `Nothing is set for ${visible(foreign)}: strongroom config alias list.`);
  return save(task, { aliases }, `${visible(foreign)} stands for nothing any more.`);
}
