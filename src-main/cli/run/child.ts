import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import type { Readable, Writable } from 'node:stream';
import { exitCodes } from '../exit-codes.ts';
import { CliFailure } from '../failure.ts';
import { isatty } from 'node:tty';
import { Masking } from './masking.ts';

const forwarded = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR1', 'SIGUSR2', 'SIGCONT', 'SIGWINCH'] as const;
/** A terminal sends these to everybody in it, the child too: passed on, it would get them twice. */
const ofTerminal: ReadonlySet<string> = new Set(['SIGINT', 'SIGQUIT', 'SIGWINCH']);

export interface ChildOptions {
  readonly environment: Readonly<Record<string, string>>;
  /** What is masked where the output goes to a pipe or file; empty for nothing. */
  readonly values: readonly string[];
}

/** Whether output has to pass through us on its way. */
export const isMasked = (values: readonly string[]): boolean => values.length > 0 && (!isatty(1) || !isatty(2));

/** Runs the command to its end and answers with its exit code. Throws CliFailure where it can't be started. */
export function runChild(commandLine: readonly string[], { environment, values }: ChildOptions): Promise<number> {
  const [command = '', ...args] = commandLine;
  const masks = (descriptor: number): boolean => values.length > 0 && !isatty(descriptor);
  const child = spawn(command, args, {
    env: { ...environment },
    stdio: ['inherit', masks(1) ? 'pipe' : 'inherit', masks(2) ? 'pipe' : 'inherit'],
  });
  const atTerminal = [0, 1, 2].some((descriptor) => isatty(descriptor));
  for (const signal of forwarded) {
    process.on(signal, () => {
      if (!atTerminal || !ofTerminal.has(signal)) child.kill(signal);
    });
  }
  if (child.stdout !== null) passOn(child.stdout, process.stdout, values);
  if (child.stderr !== null) passOn(child.stderr, process.stderr, values);
  return new Promise((resolve, reject) => {
    child.once('error', ({ code }: NodeJS.ErrnoException) => {
      if (code === 'ENOENT') return resolve(exitCodes.commandNotFound);
      if (code === 'EACCES') return resolve(exitCodes.notExecutable);
      reject(new CliFailure('file', `${command} can’t be started: ${code ?? 'unknown'}.`));
    });
    // Not `exit`: its last words may still be on their way.
    child.once('close', (code, signal) => resolve(signal === null ? (code ?? exitCodes.error) : 128 + constants.signals[signal]));
  });
}

/** Where nobody reads any more, the child hears of it as it would have without us. */
function passOn(from: Readable, to: Writable, values: readonly string[]): void {
  to.removeAllListeners('error');
  to.on('error', () => from.destroy());
  from.pipe(new Masking(values)).pipe(to, { end: false });
}
