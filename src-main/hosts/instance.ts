import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { dirname, join } from 'node:path';

const request = 'raise\n';
const answer = 'raised\n';
const patienceMilliseconds = 5000;

/** Where the running app of a data directory listens for a second start. A socket's path is short, a data directory's may not be. */
export function instanceAddress(
  dataDirectory: string,
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): string {
  const name = `instance-${createHash('sha256').update(dataDirectory).digest('hex').slice(0, 16)}`;
  if (platform === 'win32') return `\\\\.\\pipe\\strongroom-${name}`;
  const runtime = env['XDG_RUNTIME_DIR'];
  return runtime ? join(runtime, 'strongroom', `${name}.sock`) : join(dataDirectory, 'instance.sock');
}

/** Asks the app that already runs to raise its window; false where none runs, or it doesn't answer. */
export function raiseRunning(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(address);
    socket.setTimeout(patienceMilliseconds, () => socket.destroy());
    socket.once('error', () => resolve(false));
    socket.once('connect', () => socket.write(request));
    socket.once('data', (data) => {
      resolve(data.toString() === answer);
      socket.destroy();
    });
    socket.once('close', () => resolve(false));
  });
}

/** Answers later starts for as long as this one runs. Call it only with the data directory's lock held: a socket in the way is then stale. */
export function listenForStarts(address: string, raise: () => void): Promise<Server> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', (data) => {
      if (data.toString() === request) raise();
      socket.end(answer);
    });
  });
  if (process.platform !== 'win32') {
    mkdirSync(dirname(address), { recursive: true, mode: 0o700 });
    rmSync(address, { force: true });
  }
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(address, () => {
      if (process.platform !== 'win32') chmodSync(address, 0o600);
      resolve(server);
    });
  });
}
