import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, rmSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { dirname, join } from 'node:path';
import { limits } from '../../src-shared/limits.ts';

const raise = 'raise';
const open = 'open ';
const answer = 'raised\n';
const patienceMilliseconds = 5000;
/** Of one request; a link that is too long is sent as far as it takes to see that. */
const maxRequestBytes = 8 * 1024;

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

/** Asks the app that already runs to raise its window, or to open a link in it; false where none runs, or it doesn't answer. */
export function raiseRunning(address: string, link: string | null = null): Promise<boolean> {
  const request = link === null ? raise : open + JSON.stringify(link.slice(0, limits.linkMaxCharacters + 1));
  return new Promise((resolve) => {
    const socket = connect(address);
    socket.setTimeout(patienceMilliseconds, () => socket.destroy());
    socket.once('error', () => resolve(false));
    socket.once('connect', () => socket.write(`${request}\n`));
    socket.once('data', (data) => {
      resolve(data.toString() === answer);
      socket.destroy();
    });
    socket.once('close', () => resolve(false));
  });
}

/**
 * Answers later starts for as long as this one runs; `onStart` gets the link that the start was for, null where there was none.
 * Call it only with the data directory's lock held: a socket in the way is then stale.
 */
export function listenForStarts(address: string, onStart: (link: string | null) => void): Promise<Server> {
  const server = createServer((socket) => answerStart(socket, onStart));
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

/** SECURITY: one line, of a bounded length, in a bounded time. */
function answerStart(socket: Socket, onStart: (link: string | null) => void): void {
  let text = '';
  socket.on('error', () => undefined);
  socket.setTimeout(patienceMilliseconds, () => socket.destroy());
  socket.setEncoding('utf8');
  socket.on('data', (chunk: string) => {
    text += chunk;
    const end = text.indexOf('\n');
    if (end < 0 && text.length <= maxRequestBytes) return;
    socket.removeAllListeners('data');
    const request = text.slice(0, Math.max(end, 0));
    const link = linkOf(request);
    if (request === raise) onStart(null);
    else if (link !== null) onStart(link);
    socket.end(answer);
  });
}

function linkOf(request: string): string | null {
  if (!request.startsWith(open)) return null;
  try {
    const link: unknown = JSON.parse(request.slice(open.length));
    return typeof link === 'string' ? link : null;
  } catch {
    return null;
  }
}
