import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { onTestFinished } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const launcher = join(root, 'bin', 'strongroom.mjs');
const quote = (word: string): string => `'${word.replaceAll("'", String.raw`'\''`)}'`;

export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A shell that leads a session of its own, as a terminal window's does: what it runs is one terminal to the agent. */
export class ShellSession {
  readonly #shell: ChildProcess;
  readonly #lines: Interface;
  readonly #folder: string;

  constructor(home: string, env: NodeJS.ProcessEnv = {}) {
    this.#folder = mkdtempSync(join(home, 'shell-'));
    this.#shell = spawn('sh', ['-s'], {
      env: { PATH: process.env['PATH'], HOME: home, STRONGROOM_HOME: join(home, 'data'), STRONGROOM_KEYCHAIN: 'file', ...env },
      stdio: ['pipe', 'pipe', 'inherit'],
      detached: true,
    });
    this.#lines = createInterface({ input: this.#shell.stdout! });
    onTestFinished(() => void this.#shell.kill('SIGKILL'));
  }

  /** One command of the built command line, started by the launcher. */
  strongroom(args: readonly string[], input = ''): Promise<Ended> {
    return this.run([process.execPath, '--', launcher, ...args], input);
  }

  async run(words: readonly string[], input = ''): Promise<Ended> {
    const [stdin, stdout, stderr] = ['in', 'out', 'error'].map((name) => join(this.#folder, name)) as [string, string, string];
    writeFileSync(stdin, input, { mode: 0o600 });
    const line = new Promise<string>((resolve) => {
      this.#lines.once('line', resolve);
    });
    this.#shell.stdin!.write(`${words.map(quote).join(' ')} < ${quote(stdin)} > ${quote(stdout)} 2> ${quote(stderr)}; echo $?\n`);
    const code = Number(await line);
    // What was typed doesn't stay: the tests look for it everywhere.
    writeFileSync(stdin, '');
    return { code, stdout: readFileSync(stdout, 'utf8'), stderr: readFileSync(stderr, 'utf8') };
  }
}
