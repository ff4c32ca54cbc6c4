import { formatEnvFile } from '../../../src-shared/env-file.ts';
import { readEnvSet, throughSets } from '../env-sets.ts';
import { readValues, valueOf } from '../secrets.ts';
import { limits } from '../../../src-shared/limits.ts';
import type { Outcome, Task } from '../task.ts';
import { columns, day } from '../text.ts';
import { withVault } from '../vault.ts';

export const envList = (task: Task): Promise<Outcome> =>
  withVault(task, async (agent) => {
    const query = { view: { type: 'kind', kind: 'envSet' }, search: '', sort: 'name', offset: 0, limit: limits.pageMaxRows } as const;
    const { rows } = await agent.call('items.list', query);
    const shown = rows.map(({ name, updatedAt, id }) => [name, day(updatedAt), id]);
    return {
      data: { items: rows },
      out: columns(shown),
      note: rows.length === 0 ? 'There is none: strongroom add NAME --kind envSet --env-file FILE.' : '',
    };
  });

export const envShow = (task: Task): Promise<Outcome> =>
  withVault(task, async (agent) => {
    const names = (await readEnvSet(agent, task.given.positional(0))).map(({ name }) => name);
    return { data: { variables: names }, out: names.map((name) => `${name}\n`).join('') };
  });

export const envPrint = (task: Task): Promise<Outcome> =>
  withVault(task, async (agent) => {
    const variables = await readEnvSet(agent, task.given.positional(0));
    const references = variables.flatMap(({ reference }) => (reference === null ? [] : [reference]));
    const own = new Set(variables.flatMap(({ reference, isOwn }) => (isOwn ? (reference ?? []) : [])));
    const read = (asked: readonly string[]) => readValues(agent, task, asked, 'reveal');
    const values = references.length === 0 ? new Map<string, string>() : await throughSets(await read(references), own, read);
    const pairs = variables.map(({ name, reference }) => [name, reference === null ? '' : valueOf(values, reference)] as const);
    const shell = task.given.text('format') === 'shell';
    return { data: { variables: Object.fromEntries(pairs) }, out: shell ? forShell(pairs) : formatEnvFile(pairs) };
  });

/** For `eval` in sh, bash and zsh: nothing but a single quote means anything within single quotes. */
const forShell = (pairs: readonly (readonly [string, string])[]): string =>
  pairs.map(([name, value]) => `export ${name}='${value.replaceAll("'", String.raw`'\''`)}'\n`).join('');
