import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { onTestFinished } from 'vitest';
import type { AgentPlaces } from '../../src-main/agent/places.ts';
import type { Message } from './agent-client.ts';

/** A session of processes beside this one. */
export class TerminalWindow {
  readonly #child: ChildProcess;
  readonly #lines: Interface;
  readonly #exit: Promise<unknown>;

  constructor({ socket, tokenFile }: AgentPlaces) {
    const script = join(import.meta.dirname, 'terminal-process.ts');
    this.#child = spawn(process.execPath, [script, socket, tokenFile], { detached: true, stdio: ['pipe', 'pipe', 'inherit'] });
    this.#lines = createInterface({ input: this.#child.stdout! });
    this.#exit = new Promise((resolve) => {
      this.#child.once('exit', resolve);
    });
    onTestFinished(() => this.close());
  }

  get pid(): number {
    return this.#child.pid!;
  }

  /** What one run of the CLI gets. */
  async run(channel: string, payload?: unknown, as: 'terminal' | 'program' = 'terminal'): Promise<NonNullable<Message['result']>> {
    const line = new Promise<string>((resolve) => {
      this.#lines.once('line', resolve);
    });
    this.#child.stdin!.write(`${JSON.stringify({ channel, payload, as })}\n`);
    return JSON.parse(await line) as NonNullable<Message['result']>;
  }

  async close(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#exit;
  }
}
