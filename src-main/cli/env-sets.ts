import { formatReference, isReference } from '../../src-shared/agent/references.ts';
import type { FieldView } from '../../src-shared/items.ts';
import type { Caller } from './connection.ts';
import { isVariableName } from '../../src-shared/env-file.ts';
import { CliFailure } from './failure.ts';
import { findItem } from './items.ts';
import { valueOf } from './secrets.ts';
import { visible } from './text.ts';

/** One variable of an env set: the reference that its value is behind, its own or the one it names; null where it is empty. */
export interface EnvSetVariable {
  readonly name: string;
  readonly reference: string | null;
  /** It is the variable's own value, which may turn out to be a reference; what a shown one leads to is a value. */
  readonly isOwn: boolean;
}

/** The variables of an env set. Throws notFound, ambiguous, and usage where a field's name can't be that of a variable. */
export async function readEnvSet(agent: Caller, name: string): Promise<EnvSetVariable[]> {
  const { id } = await findItem(agent, name, ({ kind }) => kind === 'envSet').catch(async (error) => {
    if (!(error instanceof CliFailure) || error.code !== 'notFound') throw error;
    const [other] = await agent.call('items.find', { item: name });
    const says =
      other === undefined ? `There is no env set "${visible(name)}"` : `"${visible(name)}" is no env set, but of the kind ${other.kind}`;
    throw new CliFailure('notFound', `${says}: strongroom env list.`, { what: 'item' });
  });
  const { fields } = await agent.call('items.get', { id });
  const wrong = fields.find((field) => !isVariableName(field.name));
  if (wrong !== undefined) throw new CliFailure('usage', `"${visible(wrong.name)}" of ${visible(name)} can’t be the name of a variable.`);
  return fields.map((field) => variableOf(id, field));
}

/** A variable that shows a reference stands for what that one leads to; the consent asked for is that item's. */
function variableOf(setId: string, { id, name, value, filled }: FieldView): EnvSetVariable {
  if (!filled) return { name, reference: null, isOwn: false };
  const shown = value !== null && isReference(value) ? value : null;
  return { name, reference: shown ?? formatReference(setId, id), isOwn: shown === null };
}

/**
 * The values with the own ones of env sets that turn out to be references read once more: a hidden variable may hold one.
 * What that leads to is a value, whatever it looks like.
 */
export async function throughSets(
  values: ReadonlyMap<string, string>,
  own: ReadonlySet<string>,
  read: (references: readonly string[]) => Promise<ReadonlyMap<string, string>>,
): Promise<ReadonlyMap<string, string>> {
  const behind = [...values].filter(([reference, value]) => own.has(reference) && isReference(value));
  if (behind.length === 0) return values;
  const found = await read(behind.map(([, value]) => value));
  return new Map([...values, ...behind.map(([reference, value]) => [reference, valueOf(found, value)] as const)]);
}
