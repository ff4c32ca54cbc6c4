import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Answer } from '../../src-main/hosts/dbus/bus.ts';
import { Bus } from '../../src-main/hosts/dbus/bus.ts';
import type { Message } from '../../src-main/hosts/dbus/message.ts';
import { busConfiguration } from './bus-configuration.ts';
import { temporaryDirectory } from './temporary-directory.ts';

/** A real dbus-daemon of this test's own, which stands for the session's bus and the system's. */
export class TestBus {
  readonly socket: string;
  readonly env: NodeJS.ProcessEnv;
  readonly #configuration: string;
  #daemon: ChildProcess | null = null;

  constructor(directory = temporaryDirectory()) {
    this.socket = join(directory, 'bus');
    this.#configuration = join(directory, 'bus.conf');
    writeFileSync(this.#configuration, busConfiguration(`unix:path=${this.socket}`));
    const address = `unix:path=${this.socket}`;
    this.env = { DBUS_SESSION_BUS_ADDRESS: address, DBUS_SYSTEM_BUS_ADDRESS: address };
  }

  static async start(): Promise<TestBus> {
    const bus = new TestBus();
    await bus.start();
    return bus;
  }

  async start(): Promise<void> {
    const options = [`--config-file=${this.#configuration}`, '--nofork', '--nopidfile', '--nosyslog', '--print-address'];
    const daemon = spawn('dbus-daemon', options, { stdio: ['ignore', 'pipe', 'ignore'] });
    this.#daemon = daemon;
    // Its first line says that it listens.
    await once(createInterface({ input: daemon.stdout }), 'line');
  }

  /** By its own id, and waited for. */
  async stop(): Promise<void> {
    const daemon = this.#daemon;
    this.#daemon = null;
    if (daemon === null || daemon.exitCode !== null) return;
    const gone = once(daemon, 'exit');
    daemon.kill('SIGTERM');
    await gone;
  }

  /** A service with this name, whose objects all answer by `answer`. */
  async service(name: string, paths: readonly string[], answer: (call: Message) => Answer | null): Promise<Bus> {
    const bus = await Bus.connect(this.socket);
    for (const path of paths) bus.serve(path, answer);
    await bus.requestName(name);
    return bus;
  }
}
