import { formatReference } from '../../src-shared/agent/references.ts';
import type { Caller } from './connection.ts';
import { isVariableName } from './env-file.ts';
import { CliFailure } from './failure.ts';
import { findItem } from './items.ts';
import { visible } from './text.ts';

/** One variable of an env set: the reference that its value is behind, or null where it is empty. */
export interface EnvSetVariable {
  readonly name: string;
  readonly reference: string | null;
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
  return fields.map((field) => ({ name: field.name, reference: field.filled ? formatReference(id, field.id) : null }));
}
