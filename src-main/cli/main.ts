import { findCommand, type Given, readArguments } from './arguments.ts';
import { commandTable } from './command-table.ts';
import { loadCommand } from './commands.ts';
import { readConfig } from './config.ts';
import { exitCodes } from './exit-codes.ts';
import { usageError } from './failure.ts';
import { findHome } from './home.ts';
import type { Outcome, Task } from './task.ts';
import { packageVersion } from './version.ts';

// SECURITY: whatever is written here is this person's alone.
process.umask(0o077);

const args = process.argv.slice(2);
/** `run` passes an answer on to the command behind `--`; ours end there. */
const wantsJson = args.slice(0, args.includes('--') ? args.indexOf('--') : undefined).includes('--json');

// Not awaited up here: the parts that are loaded later lean on this file, and would wait for it to be done.
void begin();

async function begin(): Promise<void> {
  try {
    finish(await answer());
  } catch (error) {
    const { report } = await import('./report.ts');
    process.exitCode = report(error, { json: wantsJson, isRun: args.find((word) => !word.startsWith('-')) === 'run' });
  }
}

async function answer(): Promise<Outcome> {
  const found = findCommand(commandTable, args);
  if (found === null) return (await import('./commands/help.ts')).withoutCommand(args);
  const { command, rest } = found;
  const given = readArguments(command, rest);
  if (given.has('help')) return (await import('./commands/help.ts')).helpOf(command);
  const run = await loadCommand(command.path);
  return run(taskOf(given));
}

function taskOf(given: Given): Task {
  if (given.has('wait') && given.has('no-wait')) throw usageError('--wait and --no-wait contradict each other.');
  const home = findHome();
  return { given, home, config: readConfig(home.config), version: packageVersion(), env: process.env };
}

function finish({ data = {}, out = '', note = '', exit = exitCodes.ok, silent }: Outcome): void {
  process.exitCode = exit;
  if (silent) return;
  // Whoever reads us has had enough: `strongroom ls | head -1`. Not earlier: touched, a pipe would change for a program that `run` starts.
  process.stdout.on('error', () => process.exit(exit));
  if (wantsJson) process.stdout.write(`${JSON.stringify({ ok: exit === exitCodes.ok, ...data })}\n`);
  else {
    if (out !== '') process.stdout.write(out);
    if (note !== '') process.stderr.write(`${note}\n`);
  }
}
