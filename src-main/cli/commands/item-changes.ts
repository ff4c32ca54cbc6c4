import { checkFields, fieldValuesFrom } from '../field-values.ts';
import type { Given } from '../arguments.ts';
import type { Caller } from '../connection.ts';
import type { FieldDraft, ItemDraft, ItemKind } from '../../../src-shared/items.ts';
import { CliFailure, usageError } from '../failure.ts';
import { isField, newField, numbered, offeredField, offeredFields } from '../fields.ts';
import { findItem } from '../items.ts';
import type { Outcome, Task } from '../task.ts';
import { visible } from '../text.ts';
import { withVault } from '../vault.ts';

export const add = (task: Task): Promise<Outcome> =>
  withVault(task, async (agent) => {
    const { given } = task;
    const kind = (given.text('kind') ?? 'apiKey') as ItemKind;
    checkFields(given, kind);
    // Before anybody types: whether the vault can be written at all.
    await agent.call('items.counts', undefined);
    const twin = await refuseTwin(agent, given, given.positional(0));
    const askFor = offeredFields(kind).map(({ id }) => id);
    const values = await fieldValuesFrom(agent, given, { askFor, typeOf: (field) => offeredField(kind, field)?.type });
    if (kind === 'envSet' && values.size === 0) throw usageError('No variable: --env-file FILE, --stdin NAME or --prompt NAME.');
    const fields = [...values].map(([name, value]) => newField(kind, name, value));
    const draft: ItemDraft = {
      kind,
      name: given.positional(0),
      tags: [...given.texts('tag')],
      favourite: given.has('favourite'),
      askBeforeUse: given.has('ask-before-use'),
      expiresAt: expiryOf(given) ?? null,
      fields: numbered(fields),
    };
    const item = await agent.call('items.create', draft);
    return { data: { item }, note: `Kept as ${visible(item.name)} (${item.id}).${twin}${toldOf(kind, [...values.keys()])}` };
  });

const changes = [
  'name',
  'stdin',
  'file',
  'env-file',
  'prompt',
  'generate',
  'expires',
  'tag',
  'untag',
  'remove',
  'favourite',
  'ask-before-use',
];

export const edit = (task: Task): Promise<Outcome> =>
  withVault(task, async (agent) => {
    const { given } = task;
    if (!changes.some((option) => given.has(option))) throw usageError('Nothing to change: strongroom help edit says what can be.');
    const { id } = await findItem(agent, given.positional(0));
    const item = await agent.call('items.get', { id });
    checkFields(given, item.kind);
    const name = given.text('name') ?? item.name;
    const twin = name === item.name ? '' : await refuseTwin(agent, given, name);
    const typeOf = (text: string) => (item.fields.find((field) => isField(field, text)) ?? offeredField(item.kind, text))?.type;
    const values = await fieldValuesFrom(agent, given, { askFor: [], typeOf });
    const kept = item.fields.filter((field) => !given.texts('remove').some((text) => isField(field, text)));
    const missing = given.texts('remove').find((text) => !item.fields.some((field) => isField(field, text)));
    if (missing !== undefined) throw usageError(`${visible(item.name)} has no field "${visible(missing)}".`);
    const fields = kept.map(({ id, name, type, value }): FieldDraft => {
      const [named, changed] = [...values].find(([text]) => isField({ id, name }, text)) ?? [];
      if (named !== undefined) values.delete(named);
      return { id, name, type, value: changed ?? value };
    });
    const added = [...values].map(([name, value]) => newField(item.kind, name, value));
    const draft: ItemDraft = {
      kind: item.kind,
      name,
      tags: [...new Set([...item.tags, ...given.texts('tag')])].filter((tag) => !given.texts('untag').includes(tag)),
      favourite: yesOrNo(given, 'favourite') ?? item.favourite,
      askBeforeUse: yesOrNo(given, 'ask-before-use') ?? item.askBeforeUse,
      expiresAt: expiryOf(given) === undefined ? item.expiresAt : (expiryOf(given) ?? null),
      fields: numbered([...fields, ...added]),
    };
    const changed = await agent.call('items.update', { id, revision: item.revision, draft });
    return { data: { item: changed }, note: `Changed: ${visible(changed.name)}.${twin}${toldOf(item.kind, [...values.keys()])}` };
  });

/** A second item of one name would break every reference to the first. Throws conflict; with --another, a warning instead. */
async function refuseTwin(agent: Caller, given: Given, name: string): Promise<string> {
  const [twin] = await agent.call('items.find', { item: name });
  if (twin === undefined) return '';
  if (given.has('another')) return `\nWarning: there are several of that name now, so references need the id of the one they mean.`;
  const next = `change it with strongroom edit, choose another name, or keep both with --another; references by name then work for neither`;
  throw new CliFailure('conflict', `There is an item "${visible(name)}" already: ${next}.`);
}

/** Of names that the kind doesn't know: one that was mistyped would else go unnoticed. */
function toldOf(kind: ItemKind, names: readonly string[]): string {
  const others = kind === 'envSet' ? [] : names.filter((name) => offeredField(kind, name) === undefined);
  return others.length === 0 ? '' : `\nNew field: ${others.map(visible).join(', ')}.`;
}

function yesOrNo(given: Given, option: string): boolean | null {
  const text = given.text(option);
  return text === null ? null : text === 'yes';
}

/** Null: never; undefined: nothing was said. Its day counts to the end, in UTC. */
function expiryOf(given: Given): number | null | undefined {
  const text = given.text('expires');
  if (text === null) return undefined;
  if (text === 'never') return null;
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T23:59:59.999Z`) : Number.NaN;
  if (Number.isNaN(time)) throw usageError('--expires takes a day such as 2027-06-30, or never.');
  return time;
}
