import { AppError, type Failure } from '../../src-shared/errors.ts';
import type { Door } from '../app.ts';
import type { Host, Sender } from '../host.ts';
import { type SocketServer, startSocketServer } from './socket/server.ts';

interface AgentParts {
  readonly host: Host;
  readonly door: Door;
  readonly isOff: () => boolean;
  readonly hasSession: (sender: Sender) => boolean;
  readonly show: (sender: Sender, token: string) => void;
}

/** Where programs can reach the app now. */
export interface Agent {
  /** Epoch milliseconds. */
  readonly startedAt: number;
  /** Epoch milliseconds, by the clock that everything here goes by. */
  now(): number;
  /** Null where nobody can ask there: it isn't open, or the policy has it off. */
  socket(): string | null;
  /** Why it isn't open; null where it is, and where the host has none. */
  problem(): Failure | null;
  /** Opens the socket in whatever state the app is: it says what that is. An app whose socket can't be opened goes on without. */
  open(): Promise<void>;
  close(): void;
}

export function createAgent({ host, ...parts }: AgentParts): Agent {
  const { agent: places, version, dataDirectory, clock, log } = host;
  let server: SocketServer | null = null;
  let failure: Failure | null = null;
  return {
    startedAt: clock.now(),
    now: () => clock.now(),
    socket: () => (server !== null && places !== null && !parts.isOff() ? places.socket : null),
    problem: () => failure ?? (parts.isOff() ? { code: 'agentOff' } : null),
    async open() {
      if (places === null) return;
      try {
        server = await startSocketServer({ ...parts, places, folder: places.folder, version, dataDirectory, clock, log });
      } catch (error) {
        failure = error instanceof AppError ? error.toFailure() : { code: 'internal' };
        log('agent.notListening', { code: failure.code, reason: failure.detail?.reason ?? null });
      }
    },
    close() {
      server?.close();
      server = null;
    },
  };
}
