import { isVariableName } from '../../../src-shared/env-file.ts';
import { readEnvSet, throughSets } from '../env-sets.ts';
import { exitCodes } from '../exit-codes.ts';
import { CliFailure, usageError } from '../failure.ts';
import { readEnvFile } from '../read-env-file.ts';
import { resolveReference, standsForValue } from '../references.ts';
import { holdSignals, isMasked, runChild } from '../run/child.ts';
import { planEnvironment, type Variable } from '../run/environment.ts';
import { findProgram } from '../run/program.ts';
import { replaceProcess } from '../run/replace.ts';
import { openSecretFiles } from '../run/secret-files.ts';
import { readValues, valueOf } from '../secrets.ts';
import { openAgent, type Outcome, type Task } from '../task.ts';
import { checkPerson } from '../vault.ts';

/** A variable that is ready to be read: of a file the value goes there, and its path into the variable. */
type Wanted = Variable & { readonly asFile?: boolean };

const nameMax = 200;

export async function run(task: Task): Promise<Outcome> {
  const { given, config } = task;
  const [command] = given.commandLine;
  if (command === undefined && !given.has('dry-run')) throw usageError('"strongroom run" needs a command: strongroom run -- COMMAND.');
  const fromFiles = given.texts('env-file').flatMap(entriesOf);
  // SECURITY: what the person reads who decides; never the arguments, which may hold anything.
  const agent = connectedWhereNeeded(task, command ?? 'strongroom run --dry-run');
  try {
    const fromSets: Variable[] = [];
    const own = new Set<string>();
    // An env set is looked up in the vault of whoever is signed in here.
    if (given.texts('env').length > 0) await checkPerson(task, agent.get());
    for (const name of given.texts('env'))
      for (const { name: variable, reference, isOwn } of await readEnvSet(agent.get(), name)) {
        fromSets.push({ name: variable, from: `env set ${name}`, ...(reference === null ? { value: '' } : { reference }) });
        if (isOwn && reference !== null) own.add(reference);
      }
    const asFiles = given.pairs('file').map(([name, reference]): Wanted => ({ name, from: 'file', reference, asFile: true }));
    const wrong = asFiles.find(({ name }) => !isVariableName(name));
    if (wrong !== undefined) throw usageError(`--file: "${wrong.name}" can’t be the name of a variable.`);
    const plan = planEnvironment({
      inherited: task.env,
      added: [...fromFiles, ...fromSets, ...asFiles],
      only: given.texts('only').flatMap((names) => names.split(',')),
      clean: given.has('clean-env'),
    });
    if (given.has('dry-run')) return listed(plan.variables, config);
    const wanted = plan.variables.map((variable): Wanted => resolved(variable, config));
    const found = findProgram(command ?? '', plan.base['PATH']);
    if (typeof found === 'string') return refused(command ?? '', found);
    const references = wanted.flatMap(({ reference }) => reference ?? []);
    const read = (asked: readonly string[]) => readValues(agent.get(), task, asked, 'inject', placeIn(wanted));
    const values = references.length === 0 ? new Map<string, string>() : await throughSets(await read(references), own, read);
    agent.close();
    return await start(task, plan.base, wanted, values);
  } finally {
    agent.close();
  }
}

async function start(
  { given, home }: Task,
  base: Readonly<Record<string, string>>,
  wanted: readonly Wanted[],
  values: ReadonlyMap<string, string>,
): Promise<Outcome> {
  const signals = holdSignals();
  const environment: Record<string, string> = { ...base };
  const files = wanted.some(({ asFile }) => asFile) ? openSecretFiles(home.runtime) : null;
  for (const { name, value, reference, asFile } of wanted) {
    const text = reference === undefined ? (value ?? '') : valueOf(values, reference);
    if (text.includes('\0') && !asFile) throw usageError(`The value for ${name} can’t be in an environment: give it as a file, --file.`);
    environment[name] = asFile && files !== null ? files.write(name, text) : text;
  }
  const secrets = given.has('no-mask') ? [] : [...new Set(values.values())];
  try {
    // Nothing has to stay behind: neither a file to remove nor output to mask.
    if (files === null && !isMasked(secrets)) replaceProcess(given.commandLine, environment);
    return { silent: true, exit: await runChild(given.commandLine, { environment, values: secrets, runtime: home.runtime, signals }) };
  } finally {
    files?.remove();
  }
}

function resolved(variable: Wanted, config: Task['config']): Wanted {
  const { name, from, reference } = variable;
  if (reference === undefined) return variable;
  // What an env set has named is a reference of ours already.
  return { ...variable, reference: resolveReference(reference, config, `${name} (${from})`) };
}

/** The variable that a reference stands in, and where that was said. */
const placeIn =
  (wanted: readonly Wanted[]) =>
  (reference: string): string => {
    const variable = wanted.find((one) => one.reference === reference);
    return variable === undefined ? reference : `${variable.name} (${variable.from}), ${reference}`;
  };

/** Names alone. What can't be resolved is said of each, and ends with usage. */
function listed(planned: readonly Wanted[], config: Task['config']): Outcome {
  const variables = planned.map((variable) => {
    const { name, from, asFile, reference } = variable;
    return { name, from, secret: reference !== undefined, file: asFile ?? false, problem: problemOf(variable, config) };
  });
  const problems = variables.flatMap(({ problem }) => problem ?? []);
  return {
    data: { variables },
    out: variables.map(({ name }) => `${name}\n`).join(''),
    note: problems.join('\n'),
    exit: problems.length > 0 ? exitCodes.usage : exitCodes.ok,
  };
}

function problemOf(variable: Wanted, config: Task['config']): string | null {
  try {
    resolved(variable, config);
    return null;
  } catch (error) {
    if (!(error instanceof CliFailure)) throw error;
    return error.message;
  }
}

function refused(command: string, found: 'notFound' | 'notExecutable'): Outcome {
  return found === 'notFound'
    ? { note: `strongroom: ${command} was not found.`, exit: exitCodes.commandNotFound }
    : { note: `strongroom: ${command} can’t be executed.`, exit: exitCodes.notExecutable };
}

const entriesOf = (file: string): Variable[] =>
  readEnvFile(file).map(({ name, value, line }) => {
    const from = `${file}, line ${line}`;
    return standsForValue(value) ? { name, from, reference: value } : { name, from, value };
  });

/** A run without references needs no agent. */
function connectedWhereNeeded(task: Task, name: string): { get(): ReturnType<typeof openAgent>; close(): void } {
  let agent: ReturnType<typeof openAgent> | null = null;
  return {
    get: () => (agent ??= openAgent(task, name.slice(0, nameMax))),
    close: () => {
      agent?.close();
      agent = null;
    },
  };
}
