import { closeSync, readFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { basename } from 'node:path';

import { isPassingShell } from './interpreters.ts';
import { type Processes, type ProcessFacts, runsOurs, type SessionLeader } from './processes.ts';

/** Who is at the other end, as the kernel says. */
export type Peer =
  | {
      readonly kind: 'known';
      readonly program: ProcessFacts;
      readonly parents: readonly ProcessFacts[];
      readonly leader: SessionLeader | null;
    }
  /** This platform doesn't tell. */
  | { readonly kind: 'unknown' }
  /** Somebody of another login, or a process that has ended since it connected: what is read of its pid now may be somebody else's. */
  | { readonly kind: 'refused' };

export type PeerOf = (socket: Socket) => Peer;

/** What the kernel keeps of a connection's other end. */
interface Credentials {
  readonly pid: number;
  readonly uid: number;
  /** Whether that very process is still there. */
  readonly stillThere: () => boolean;
}
export type CredentialsOf = (descriptor: number) => Credentials | null;

const parentsMax = 8;
/** Our own entries are left out of the chain, so more than that has to be read. */
const chainMax = 32;

/** `folder` is where the app is installed: its own entries stand for whoever started them. */
export function createPeerOf(credentialsOf: CredentialsOf | null, processes: Processes, folder: string): PeerOf {
  const ask: PeerOf = (socket) => {
    const descriptor = descriptorOf(socket);
    const found = descriptor === undefined || descriptor < 0 ? null : (credentialsOf?.(descriptor) ?? null);
    // Pid 0: it lives where we can't see it, in a container for one.
    if (found === null || found.pid === 0) return { kind: 'unknown' };
    // SECURITY: the modes of directory and socket say so already; a person's root may not.
    if (found.uid !== process.getuid?.()) return { kind: 'refused' };
    return peerOf(found, processes, folder);
  };
  return (socket) => {
    try {
      return ask(socket);
    } catch {
      // It ended while it was looked at.
      return { kind: 'refused' };
    }
  };
}

function peerOf({ pid, stillThere }: Credentials, processes: Processes, folder: string): Peer {
  const chain = processes.chain(pid, chainMax);
  const [first] = chain;
  const leader = first === undefined ? null : processes.leaderOf(first);
  // SECURITY: looked at after everything was read; a pid that was given away meanwhile would lend somebody else's name and terminal.
  const same = first !== undefined && processes.startTimeOf(pid) === first.startTime && stillThere();
  if (!same) return { kind: 'refused' };
  const others = chain.filter((one) => !runsOurs(one, folder) && !isPassingShell(basename(one.path ?? ''), one.inline));
  const [program = first, ...parents] = others;
  return { kind: 'known', program, parents: parents.slice(0, parentsMax), leader };
}

/** Node keeps it to itself; without it nobody is known. */
function descriptorOf(socket: Socket): number | undefined {
  const { _handle: handle } = socket as unknown as { _handle?: { fd?: number } | null };
  return handle?.fd;
}

const levelSocket = 1;
const peerCredentials = 17;
const peerPidDescriptor = 77;

/**
 * Linux's SO_PEERCRED; null on other platforms, and where the library can't be loaded. Node has no call for it.
 * The numbers are those of x64 and arm64.
 */
export async function loadCredentials(): Promise<CredentialsOf | null> {
  if (process.platform !== 'linux' || !['x64', 'arm64'].includes(process.arch)) return null;
  try {
    const { default: koffi } = await import('koffi');
    const getsockopt = koffi.load(null).func('int getsockopt(int, int, int, _Out_ void *, _Inout_ uint32_t *)') as (
      ...args: [number, number, number, Buffer, [number]]
    ) => number;
    const option = (descriptor: number, name: number, bytes: number): Buffer | null => {
      const value = Buffer.alloc(bytes);
      return getsockopt(descriptor, levelSocket, name, value, [bytes]) === 0 ? value : null;
    };
    return (descriptor) => {
      const credentials = option(descriptor, peerCredentials, 12);
      if (credentials === null) return null;
      const pidDescriptor = option(descriptor, peerPidDescriptor, 4)?.readInt32LE() ?? null;
      return { pid: credentials.readInt32LE(0), uid: credentials.readUInt32LE(4), stillThere: () => isLive(pidDescriptor) };
    };
  } catch {
    return null;
  }
}

/** Closes the descriptor. A kernel before 6.5 gives none: there, the start time alone has to do. */
function isLive(pidDescriptor: number | null): boolean {
  if (pidDescriptor === null) return true;
  try {
    return !/^Pid:\s*-1$/m.test(readFileSync(`/proc/self/fdinfo/${pidDescriptor}`, 'utf8'));
  } finally {
    closeSync(pidDescriptor);
  }
}
