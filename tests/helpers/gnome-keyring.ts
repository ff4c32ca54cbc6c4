import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { busConfiguration } from './bus-configuration.ts';

const run = promisify(execFile);

const password = 'the keyring of a test';
const secretService = 'org.freedesktop.secrets';
const collection = '/org/freedesktop/secrets/collection/login';

/** A real gnome-keyring on a D-Bus of its own; nothing of the person's session is touched. */
export interface GnomeKeyring {
  /** The environment of a process that uses it. */
  readonly env: NodeJS.ProcessEnv;
  lock(): Promise<void>;
  /** Starts the keyring daemon where none runs, unlocked, on the same stored keyring. */
  startDaemon(): Promise<void>;
  /** Ends the keyring daemon; the bus stays. */
  stopDaemon(): Promise<void>;
  stop(): Promise<void>;
}

/** `directory` must be an empty private one with a short path, because sockets lie in it. */
export async function startGnomeKeyring(directory: string): Promise<GnomeKeyring> {
  const at = (name: string): string => {
    mkdirSync(join(directory, name), { recursive: true, mode: 0o700 });
    return join(directory, name);
  };
  const configuration = join(directory, 'bus.conf');
  writeFileSync(configuration, busConfiguration(`unix:dir=${at('bus')}`));
  const bus = spawn('dbus-daemon', [`--config-file=${configuration}`, '--nofork', '--nopidfile', '--nosyslog', '--print-address'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const address = await firstLine(bus);
  const env: NodeJS.ProcessEnv = {
    PATH: process.env['PATH'],
    HOME: at('home'),
    XDG_DATA_HOME: at('data'),
    XDG_CONFIG_HOME: at('config'),
    XDG_CACHE_HOME: at('cache'),
    XDG_RUNTIME_DIR: at('run'),
    DBUS_SESSION_BUS_ADDRESS: address,
  };
  const control = at('control');
  const start = async (): Promise<ChildProcess> => {
    const started = spawn('gnome-keyring-daemon', ['--foreground', '--unlock', '--components=secrets', `--control-directory=${control}`], {
      env,
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    started.stdin?.end(password);
    await ready(env);
    return started;
  };
  let daemon = await start();

  return {
    env,
    async lock() {
      const paths = `array:objpath:${collection}`;
      await send(env, '/org/freedesktop/secrets', 'org.freedesktop.Secret.Service.Lock', paths);
    },
    async startDaemon() {
      daemon = await start();
    },
    stopDaemon: () => end(daemon),
    async stop() {
      await end(daemon);
      await end(bus);
    },
  };
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('the process has no output');
  for await (const line of createInterface({ input: child.stdout })) return line;
  throw new Error('dbus-daemon ended before it said its address');
}

const send = (env: NodeJS.ProcessEnv, path: string, method: string, ...values: string[]) =>
  run('dbus-send', ['--session', '--print-reply', `--dest=${secretService}`, path, method, ...values], { env });

/** The daemon takes its name on the bus some time after it has read the password. */
async function ready(env: NodeJS.ProcessEnv): Promise<void> {
  const until = Date.now() + 20_000;
  for (;;) {
    try {
      const reply = await send(
        env,
        collection,
        'org.freedesktop.DBus.Properties.Get',
        'string:org.freedesktop.Secret.Collection',
        'string:Locked',
      );
      if (reply.stdout.includes('boolean false')) return;
    } catch (error) {
      if (Date.now() > until) throw error;
    }
    if (Date.now() > until) throw new Error('gnome-keyring did not open its collection');
  }
}

/** By its own id, and waited for. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  await gone;
}
