import { type ChildProcess, spawn } from 'node:child_process';
import { constants } from 'node:os';
import type { Readable, Writable } from 'node:stream';
import { isatty } from 'node:tty';
import { exitCodes } from '../exit-codes.ts';
import { CliFailure } from '../failure.ts';
import { Masking } from './masking.ts';
import { handOver, openPipe, type OutputPipe } from './pipes.ts';

const forwarded = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR1', 'SIGUSR2', 'SIGCONT', 'SIGWINCH'] as const;
/** A terminal sends these to everybody in it, the child too: passed on, it would get them twice. */
const ofTerminal: ReadonlySet<string> = new Set(['SIGINT', 'SIGQUIT', 'SIGWINCH']);

export interface ChildOptions {
  readonly environment: Readonly<Record<string, string>>;
  /** What is masked where the output goes to a pipe or file; empty for nothing. */
  readonly values: readonly string[];
  /** This person's alone. */
  readonly runtime: string;
  readonly signals: Signals;
}

/** Takes the signals that we get, for the child. */
export interface Signals {
  passTo(child: ChildProcess): void;
}

/** From here on no signal ends us: they wait for the child, so that nothing of ours stays behind without it. */
export function holdSignals(): Signals {
  const atTerminal = [0, 1, 2].some((descriptor) => isatty(descriptor));
  const early: NodeJS.Signals[] = [];
  let child: ChildProcess | null = null;
  for (const signal of forwarded) {
    process.on(signal, () => {
      if (atTerminal && ofTerminal.has(signal)) return;
      if (child === null) early.push(signal);
      else child.kill(signal);
    });
  }
  return {
    passTo(started) {
      child = started;
      for (const signal of early.splice(0)) started.kill(signal);
    },
  };
}

/** Whether output has to pass through us on its way. */
export const isMasked = (values: readonly string[]): boolean => values.length > 0 && (!isatty(1) || !isatty(2));

/** Runs the command to its end and answers with its exit code. Throws CliFailure where it can't be started. */
export function runChild(commandLine: readonly string[], { environment, values, runtime, signals }: ChildOptions): Promise<number> {
  const [command = '', ...args] = commandLine;
  const masks = (descriptor: number): boolean => values.length > 0 && !isatty(descriptor);
  const out = masks(1) ? openPipe(runtime, 'out') : null;
  const error = masks(2) ? openPipe(runtime, 'error') : null;
  const through = (descriptor: number, pipe: OutputPipe | null) => pipe?.writer ?? (masks(descriptor) ? 'pipe' : 'inherit');
  const child = spawn(command, args, { env: { ...environment }, stdio: ['inherit', through(1, out), through(2, error)] });
  handOver(out);
  handOver(error);
  signals.passTo(child);
  const outputs = [
    passOn(out?.reader ?? child.stdout, () => process.stdout, values),
    passOn(error?.reader ?? child.stderr, () => process.stderr, values),
  ];
  return new Promise((resolve, reject) => {
    child.once('error', ({ code }: NodeJS.ErrnoException) => {
      if (code === 'ENOENT') return resolve(exitCodes.commandNotFound);
      if (code === 'EACCES') return resolve(exitCodes.notExecutable);
      reject(new CliFailure('file', `${command} can’t be started: ${code ?? 'unknown'}.`));
    });
    child.once('exit', (code, signal) => {
      const exit = signal === null ? (code ?? exitCodes.error) : 128 + constants.signals[signal];
      // Its last words may still be on their way.
      void Promise.all(outputs).then(() => resolve(exit));
    });
  });
}

/** Settles at the end of it. Where nobody reads us any more, the child hears of it as it would have without us. */
async function passOn(from: Readable | null, to: () => Writable, values: readonly string[]): Promise<void> {
  if (from === null) return;
  const target = to();
  const masking = new Masking(values);
  await new Promise<void>((resolve) => {
    target.on('error', () => from.destroy());
    from.on('error', () => from.destroy()).once('close', resolve);
    masking.once('end', resolve);
    from.pipe(masking).pipe(target, { end: false });
  });
}
