import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

export const cliEntry = join(import.meta.dirname, '..', '..', 'src-main', 'cli', 'main.ts');

export interface CliEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliOptions {
  readonly home: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly input?: string;
  readonly cwd?: string;
  readonly entry?: string;
  /** Gets the running process; the end is waited for all the same. */
  readonly started?: (child: ChildProcess) => void;
}

/** One run of the command line from its sources, in a session of its own so that no terminal of ours is asked. */
export function cli(args: readonly string[], { home, env = {}, input, cwd, entry = cliEntry, started }: CliOptions): Promise<CliEnd> {
  const child = spawn(process.execPath, [entry, ...args], {
    env: { PATH: process.env['PATH'], HOME: home, STRONGROOM_HOME: home, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
    ...(cwd === undefined ? {} : { cwd }),
  });
  return ended(child, input, started);
}

export interface TerminalOptions extends Pick<CliOptions, 'home' | 'env'> {
  /** Question → what is typed, or how that follows from what was shown since the last one. */
  readonly answers?: readonly (readonly [string, string | ((shown: string) => string)])[];
  readonly entry?: string;
}

/** The same behind a pseudo-terminal of util-linux' script(1); `answers` are typed when their question shows. */
export function cliAtTerminal(
  args: readonly string[],
  { home, env = {}, answers = [], entry = cliEntry }: TerminalOptions,
): Promise<CliEnd> {
  const words = [process.execPath, entry, ...args].map((word) => `'${word.replaceAll("'", String.raw`'\''`)}'`);
  // So that no shell stands between terminal and command line.
  const command = `exec ${words.join(' ')}`;
  const child = spawn('script', ['--quiet', '--return', '--command', command, '/dev/null'], {
    env: { PATH: process.env['PATH'], HOME: home, STRONGROOM_HOME: home, SHELL: '/bin/sh', TERM: 'dumb', ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
  });
  let shown = '';
  const left = [...answers];
  child.stdout.on('data', (chunk: Buffer) => {
    shown += chunk.toString();
    const [next] = left;
    if (next === undefined || !shown.includes(next[0])) return;
    const [, answer] = next;
    const typed = typeof answer === 'string' ? answer : answer(shown);
    shown = '';
    left.shift();
    child.stdin.write(typed);
  });
  return ended(child, undefined);
}

function ended(child: ChildProcess, input: string | undefined, started?: (child: ChildProcess) => void): Promise<CliEnd> {
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  child.stdin?.on('error', () => undefined);
  if (started !== undefined) started(child);
  else if (input !== undefined) child.stdin?.end(input);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
}
