import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, onTestFinished } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const sockets = '/tmp/.X11-unix';

/** Whether windows can be opened on a display that nobody sees. */
export const hasVirtualDisplay = existsSync('/usr/bin/Xvfb');

/** A virtual display for this test alone; answers with its name. */
export async function virtualDisplay(): Promise<string> {
  let number = 700;
  while (existsSync(join(sockets, `X${number}`))) number += 1;
  const server = spawn('Xvfb', [`:${number}`, '-screen', '0', '1400x900x24', '-nolisten', 'tcp'], { stdio: 'ignore' });
  onTestFinished(() => void server.kill());
  await expect.poll(() => existsSync(join(sockets, `X${number}`)), { timeout: 20_000 }).toBe(true);
  return `:${number}`;
}

export interface Started {
  readonly child: ChildProcess;
  readonly lines: readonly string[];
  /** Where it puts what is temporary. */
  readonly temporary: string;
  readonly exit: Promise<number | null>;
  /** Resolves when it has said so. */
  says(text: string): Promise<void>;
}

/** Starts one of the built parts as `npm start` does, in a home of its own. */
export function start(part: string, home: string, env: NodeJS.ProcessEnv, ...args: string[]): Started {
  const temporary = join(home, 'tmp');
  mkdirSync(temporary, { recursive: true });
  const child = spawn(process.execPath, [join(root, 'dist', 'main', part), ...args], {
    env: { PATH: process.env['PATH'], HOME: home, TMPDIR: temporary, STRONGROOM_KEYCHAIN: 'file', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  for (const input of [child.stdout, child.stderr]) createInterface({ input }).on('line', (line) => lines.push(line));
  onTestFinished(() => void child.kill('SIGKILL'));
  return {
    child,
    lines,
    temporary,
    exit: new Promise((resolve) => {
      child.once('exit', resolve);
    }),
    says: (text) => expect.poll(() => lines.join('\n'), { timeout: 60_000 }).toContain(text),
  };
}

/** The processes whose command line names this folder, by id. */
export function processesIn(folder: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => commandLine(pid).includes(folder));
}

export function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}
