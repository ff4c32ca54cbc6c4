import { readFileSync } from 'node:fs';
import type { FieldType, ItemKind } from '../../src-shared/items.ts';
import type { Given } from './arguments.ts';
import type { Caller } from './connection.ts';
import { CliFailure, usageError } from './failure.ts';
import { isReference } from '../../src-shared/agent/references.ts';
import { isVariableName } from '../../src-shared/env-file.ts';
import { readEnvFile } from './read-env-file.ts';
import { standsForValue } from './references.ts';
import { readInput, withoutLineEnd } from './passwords.ts';
import { openTerminal, type Person, requireTerminal } from './tty.ts';

const recipe = { kind: 'password', length: 32, digits: true, symbols: true, avoidAmbiguous: false } as const;

/**
 * Field → value, from wherever the options say. Where they say nothing and there is a terminal, each of `askFor` is asked for; an
 * empty answer leaves it out. Throws usage for a field that is named twice.
 */
export async function fieldValuesFrom(
  agent: Caller,
  given: Given,
  { askFor, typeOf }: { readonly askFor: readonly string[]; readonly typeOf: (field: string) => FieldType | undefined },
): Promise<Map<string, string>> {
  const values = new Map<string, string>();
  const keep = (field: string, value: string): void => {
    if (values.has(field)) throw usageError(`The field "${field}" is given twice.`);
    values.set(field, value);
  };
  const input = given.text('stdin');
  const keepText = (field: string, text: string): void => keep(field, typeOf(field) === 'multiline' ? text : asLine(text));
  if (input !== null) keepText(input, readInput());
  for (const file of given.texts('env-file')) for (const [name, value] of variablesOf(file)) keep(name, value);
  for (const [field, path] of given.pairs('file')) keepText(field, contentOf(path));
  for (const field of given.texts('generate')) keep(field, (await agent.call('generator.generate', recipe)).value);
  for (const field of given.texts('prompt')) keep(field, await asked(field));
  if (values.size === 0 && askFor.length > 0) for (const [field, value] of await askedOneByOne(askFor)) keep(field, value);
  return values;
}

/** Of several lines the last end belongs to the value: a key without it is none to ssh. */
const asLine = (text: string): string => (withoutLineEnd(text).includes('\n') ? text : withoutLineEnd(text));

/** Of a name that a file has twice the later one counts, as everywhere. Throws file, usage. */
function variablesOf(file: string): Map<string, string> {
  const entries = readEnvFile(file);
  const reference = entries.find(({ value }) => standsForValue(value) && !isReference(value));
  if (reference !== undefined)
    throw usageError(
      `${file}, line ${reference.line}: ${reference.name} is a reference that an env set can’t follow: it takes strongroom://item/field.`,
    );
  return new Map(entries.map(({ name, value }) => [name, value]));
}

/** What the options name as fields. Throws usage for what the kind can't have. */
export function checkFields(given: Given, kind: ItemKind): void {
  if (kind !== 'envSet') {
    if (given.has('env-file')) throw usageError('--env-file is for env sets: --kind envSet.');
    return;
  }
  const named = [
    ...given.texts('stdin'),
    ...given.pairs('file').map(([name]) => name),
    ...given.texts('generate'),
    ...given.texts('prompt'),
  ];
  const wrong = named.find((name) => !isVariableName(name));
  if (wrong !== undefined) throw usageError(`"${wrong}" can’t be the name of a variable; a whole file is taken with --env-file FILE.`);
}

function contentOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new CliFailure('file', `${path} can’t be read: ${(error as NodeJS.ErrnoException).code ?? 'unknown'}.`);
  }
}

/** Throws usage for several lines: the rest of them would go to other fields, shown ones too. */
async function askedLine(person: Person, field: string): Promise<string> {
  const line = await person.askHidden(`${field}: `);
  if (await person.surplus())
    throw usageError(`"${field}" was given several lines, so nothing was kept: --file FIELD=PATH takes a value of several lines.`);
  return line;
}

async function asked(field: string): Promise<string> {
  const person = requireTerminal('use --stdin or --file');
  try {
    return await askedLine(person, field);
  } finally {
    person.close();
  }
}

async function askedOneByOne(fields: readonly string[]): Promise<(readonly [string, string])[]> {
  const person = openTerminal();
  if (person === null) throw usageError('No value: say where it comes from, --stdin FIELD or --file FIELD=PATH.');
  try {
    person.say('Enter alone leaves a field out.\n');
    const answers: (readonly [string, string])[] = [];
    for (const field of fields) answers.push([field, await askedLine(person, field)]);
    return answers.filter(([, value]) => value !== '');
  } finally {
    person.close();
  }
}
