import { randomBytes } from 'node:crypto';
import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { dirname } from 'node:path';
import { AppError, type Failure } from '../../../src-shared/errors.ts';
import { takeDirectory } from '../../database/single-writer.ts';
import type { AgentPlaces } from '../places.ts';
import { preparePrivateDirectory } from '../private-directory.ts';
import { Admission, connectionsMax } from './admission.ts';
import { Connection, type ConnectionParts } from './connection.ts';
import { frameOf } from './frame-reader.ts';
import { createPeerOf, loadCredentials, type PeerOf } from './peer.ts';
import { createProcesses } from './processes.ts';
import { Terminals } from './terminals.ts';

export interface SocketParts extends Omit<ConnectionParts, 'token' | 'terminals'> {
  readonly places: AgentPlaces;
  /** Where the app is installed; its own entries there speak for whoever started them. */
  readonly folder: string;
}

export interface SocketServer {
  /** Hangs up on everybody and takes socket and token away. */
  close(): void;
}

const tokenBytes = 32;

/** Listens for programs. Throws databaseInUse where another Strongroom listens at this place, notWritable, and as takeDirectory. */
export async function startSocketServer(parts: SocketParts): Promise<SocketServer> {
  const { places, clock, door, hasSession, log } = parts;
  const processes = createProcesses();
  const peerOf = createPeerOf(await loadCredentials(), processes, parts.folder);
  preparePrivateDirectory(dirname(places.tokenFile));
  if (process.platform !== 'win32') preparePrivateDirectory(dirname(places.socket));
  // Held as long as we listen. SECURITY: whoever has it may take away what lies here; without it we might cut another app off.
  const release = takeDirectory(places.tokenFile.replace(/\.token$/, '.lock'));
  try {
    const terminals = new Terminals({
      ...{ clock, hasSession },
      isThere: processes.isThere,
      attach: (sender) => door.attach(sender),
      detach: (sender) => void door.detach(sender).catch(() => log('agent.notDetached')),
    });
    const lobby = new Lobby({ ...parts, token: writeToken(places.tokenFile), terminals }, peerOf);
    const server = createServer((socket) => lobby.receive(socket));
    await listen(server, places.socket);
    return {
      close() {
        server.close();
        lobby.close();
        terminals.stop();
        rmSync(places.tokenFile, { force: true });
        release();
      },
    };
  } catch (error) {
    rmSync(places.tokenFile, { force: true });
    release();
    throw error;
  }
}

/** Who is connected. */
class Lobby {
  readonly #parts: ConnectionParts;
  readonly #peerOf: PeerOf;
  readonly #admission: Admission;
  readonly #sockets = new Set<Socket>();
  #closed = false;

  constructor(parts: ConnectionParts, peerOf: PeerOf) {
    this.#parts = parts;
    this.#peerOf = peerOf;
    this.#admission = new Admission((leader) => parts.terminals.isSignedIn(leader));
  }

  receive(socket: Socket): void {
    socket.on('error', () => undefined);
    const busy: Failure = { code: 'busy', detail: { what: 'connections' } };
    // Before anything is read of whoever it is.
    if (this.#sockets.size >= connectionsMax) return turnAway(socket, busy);
    const peer = this.#peerOf(socket);
    const leave = this.#admission.take(peer);
    if (leave === null) return turnAway(socket, busy);
    this.#sockets.add(socket);
    const connection = new Connection(socket, peer, this.#parts);
    socket.once('close', () => {
      this.#sockets.delete(socket);
      leave();
      // The app locks everybody when it closes; single goodbyes would only come too late.
      if (this.#closed) connection.stop();
      else connection.forget();
    });
  }

  close(): void {
    this.#closed = true;
    for (const socket of this.#sockets) socket.destroy();
  }
}

function turnAway(socket: Socket, refused: Failure): void {
  socket.write(frameOf({ refused }));
  socket.destroySoon();
}

/** SECURITY: made anew at each start, in a file that is ours from its first byte on: what lay there is never written into. */
function writeToken(file: string): string {
  const token = randomBytes(tokenBytes).toString('base64url');
  rmSync(file, { force: true });
  writeFileSync(file, token, { flag: 'wx', mode: 0o600 });
  return token;
}

function listen(server: Server, socket: string): Promise<void> {
  if (process.platform !== 'win32') rmSync(socket, { force: true });
  return new Promise((resolve, reject) => {
    server.once('error', () => reject(new AppError('notWritable', { what: 'agent', reason: 'socket' })));
    server.listen(socket, () => {
      // Too many open files, for one: that connection is lost, the others go on.
      server.on('error', () => undefined);
      if (process.platform !== 'win32') chmodSync(socket, 0o600);
      resolve();
    });
  });
}
