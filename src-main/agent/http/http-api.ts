import type { AddressInfo, Socket } from 'node:net';
import { AppError } from '../../../src-shared/errors.ts';
import { adminRoutes } from './admin-routes.ts';
import { authRoutes } from './auth-routes.ts';
import { channelCaller, createAuthentication } from './authentication.ts';
import { dataRoutes } from './data-routes.ts';
import { describe } from './docs-page.ts';
import { createEventSockets } from './event-sockets.ts';
import { type ApiApp, createHttpServer, type RouteParts } from './http-server.ts';
import { createMetrics } from './metrics.ts';
import { personRoutes } from './person-routes.ts';
import { createLimiters } from './rates.ts';
import { secretRoutes } from './secret-routes.ts';
import { SessionSenders, type ApiSessions } from './session-senders.ts';
import { systemRoutes } from './system-routes.ts';

export interface HttpApiParts extends Pick<RouteParts, 'door' | 'tokens' | 'accounts' | 'policy' | 'clock' | 'log' | 'newId'> {
  readonly sessions: ApiSessions;
  readonly originsOf: () => Promise<readonly string[]>;
  readonly openVaults: () => number;
  readonly version: string;
  /** Zero takes any that is free. */
  readonly port: number;
}

export interface HttpApi {
  /** Answers with the address. Throws busy with `what: 'port'` where another program has it. */
  start(): Promise<string>;
  /** Ends what is connected; sessions stay as they are stored. */
  stop(): Promise<void>;
}

/** SECURITY: no other machine reaches it. */
const loopback = '127.0.0.1';
const sweepMilliseconds = 60_000;
/** For answers that are under way. */
const graceMilliseconds = 2_000;

/** The local HTTP API; each start makes a new server. */
export function createHttpApi(parts: HttpApiParts): HttpApi {
  let running: { stop: () => Promise<void> } | null = null;
  return {
    async start() {
      if (running !== null) throw new AppError('notAllowedNow', { what: 'api' });
      const { app, address, stop } = await build(parts);
      running = { stop };
      parts.log('http.started', { port: portOf(app) });
      return address;
    },
    async stop() {
      const before = running;
      running = null;
      await before?.stop();
    },
  };
}

async function build(parts: HttpApiParts) {
  const { door, clock } = parts;
  const call = channelCaller(door);
  const senders = new SessionSenders(parts);
  const sockets = createEventSockets({ ...parts, senders });
  const metrics = createMetrics({ sessions: () => senders.size, listeners: () => sockets.size, openVaults: parts.openVaults });
  const app = await createHttpServer({ ...parts, metrics: () => metrics, port: () => portOf(app) });
  const limiters = createLimiters(app, clock);
  const authenticate = createAuthentication({ ...parts, senders, limiters, call });
  const routeParts: RouteParts = { ...parts, call, senders, limiters, authenticate, metrics };
  const nobody = senders.begin(undefined);
  const connections = connectionsOf(app);
  await describe(app, parts.version);
  systemRoutes(app, routeParts, nobody);
  authRoutes(app, routeParts);
  app.get('/api/v1/events', { websocket: true }, (socket, request) => sockets.serve(socket, request));
  await app.register(async (own) => {
    own.addHook('preParsing', authenticate);
    for (const add of [secretRoutes, dataRoutes, personRoutes, adminRoutes]) add(own as ApiApp, routeParts);
  });

  let callOff = (): void => undefined;
  function sweepLater(): void {
    callOff = clock.after(sweepMilliseconds, () => {
      // Whoever hasn't come for as long as a token counts can't come back with it.
      const before = clock.now() - parts.tokens.accessMinutes * 60_000;
      void senders
        .sweep(before)
        .catch(() => parts.log('http.notSwept'))
        .finally(sweepLater);
    });
  }

  async function stop(): Promise<void> {
    callOff();
    sockets.closeAll();
    const cut = setTimeout(() => connections.forEach((socket) => socket.destroy()), graceMilliseconds);
    await app.close();
    clearTimeout(cut);
    await senders.leaveAll();
    await door.detach(nobody);
  }

  try {
    await app.listen({ host: loopback, port: parts.port });
  } catch (error) {
    await stop();
    throw error instanceof Error && 'code' in error && error.code === 'EADDRINUSE' ? new AppError('busy', { what: 'port' }) : error;
  }
  sweepLater();
  return { app, address: `http://${loopback}:${portOf(app)}`, stop };
}

/** Also those that the server has let go of for an upgrade, and would wait for. */
function connectionsOf(app: ApiApp): ReadonlySet<Socket> {
  const open = new Set<Socket>();
  app.server.on('connection', (socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
  });
  return open;
}

const portOf = (app: ApiApp): number => (app.server.address() as AddressInfo | null)?.port ?? 0;
