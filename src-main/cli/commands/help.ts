import { itemKinds } from '../../../src-shared/item-kinds.ts';
import { type CommandSpec, globalOptions, type OptionSpec, ownOptions } from '../command-spec.ts';
import { commandTable } from '../command-table.ts';
import { completionFor } from '../completion.ts';
import { exitCodes } from '../exit-codes.ts';
import { usageError } from '../failure.ts';
import { offeredFields } from '../fields.ts';
import { manualPage } from '../manual.ts';
import type { Outcome, Task } from '../task.ts';
import { columns, visible, wrapped } from '../text.ts';
import { packageVersion } from '../version.ts';

const table: readonly CommandSpec[] = commandTable;

const usageOf = ({ path, takes = '', options = [] }: CommandSpec): string =>
  ['strongroom', path, ...(options.length > 0 ? ['[OPTIONS]'] : []), takes].filter((part) => part !== '').join(' ');

const optionForm = ({ short, name, value, repeat }: OptionSpec): string =>
  `${short === null ? '    ' : `-${short}, `}--${name}${value === null ? '' : ` ${value}`}${repeat ? '…' : ''}`;

const optionRows = (options: readonly OptionSpec[]): string => columns(options.map((option) => [`  ${optionForm(option)}`, option.does]));

const fieldRows = (): string =>
  columns(
    itemKinds.map((kind) => [
      `  ${kind}`,
      kind === 'envSet'
        ? 'its variables'
        : offeredFields(kind)
            .map(({ id }) => id)
            .join(', '),
    ]),
  );

export function helpOf(command: CommandSpec): Outcome {
  const own = ownOptions(command);
  const parts = [
    `Usage: ${usageOf(command)}\n\n${command.does}.\n`,
    ...(command.about === undefined ? [] : [wrapped(command.about)]),
    ...(command.path === 'add' ? [`Fields that each kind has; any other name makes a new one:\n${fieldRows()}`] : []),
    ...(own.length === 0 ? [] : [`Options:\n${optionRows(own)}`]),
    `Options of every command:\n${optionRows(globalOptions)}`,
  ];
  return { data: { command: command.path, usage: usageOf(command), does: command.does }, out: parts.join('\n') };
}

function overview(commands: readonly CommandSpec[]): Outcome {
  const rows = commands.map(({ path, takes = '', does }) => [`  ${path} ${takes}`, does]);
  const out = `Usage: strongroom COMMAND [OPTIONS]\n\n${columns(rows)}\n"strongroom help COMMAND" says more of each. "strongroom man | man -l -" shows everything.\n`;
  return { data: { commands: commands.map(({ path, does }) => ({ path, does })) }, out };
}

/** Nothing, only options, or words that no command begins with. */
export function withoutCommand(args: readonly string[]): Outcome {
  const words = args.filter((word) => !word.startsWith('-'));
  if (args.includes('--version')) return { data: { version: packageVersion() }, out: `${packageVersion()}\n` };
  if (words.length === 0) return { ...overview(table), ...(args.length === 0 ? { exit: exitCodes.usage } : {}) };
  return group(words);
}

/** `strongroom grant` shows what begins so. Throws usage where nothing does. */
function group(words: readonly string[]): Outcome {
  const [first = ''] = words;
  const begins = table.filter(({ path }) => `${path} `.startsWith(`${words.join(' ')} `));
  if (begins.length > 0) return { ...overview(begins), exit: exitCodes.usage };
  const family = table.filter(({ path }) => path.startsWith(`${first} `)).map(({ path }) => path);
  throw usageError(
    `There is no command "${visible(words.slice(0, 3).join(' '))}": ${family.length > 0 ? family.join(', ') : 'strongroom help'}.`,
  );
}

export async function help({ given }: Task): Promise<Outcome> {
  if (given.positionals.length === 0) return overview(table);
  const path = given.positionals.join(' ');
  const command = table.find((one) => one.path === path);
  return command === undefined ? { ...group(given.positionals), exit: exitCodes.ok } : helpOf(command);
}

export async function completion({ given }: Task): Promise<Outcome> {
  const shell = given.positional(0);
  const script = completionFor(shell, table);
  if (script === null) throw usageError('SHELL is bash, zsh or fish.');
  return { data: { shell, script }, out: script };
}

export async function man({ version }: Task): Promise<Outcome> {
  const page = manualPage(table, version);
  return { data: { page }, out: page };
}

export const showVersion = async ({ version }: Task): Promise<Outcome> => ({ data: { version }, out: `${version}\n` });
