import type { FastifyRequest } from 'fastify';
import type { WebSocket } from 'ws';
import { bearerToken } from './authentication.ts';
import { EventSocket, type SocketParts } from './event-socket.ts';
import type { RouteParts } from './http-server.ts';

const socketsMax = 256;

/** The WebSockets on which sessions hear of events. */
export function createEventSockets(parts: SocketParts & Pick<RouteParts, 'policy'>) {
  const open = new Set<EventSocket>();
  return {
    get size(): number {
      return open.size;
    },
    serve(socket: WebSocket, request: FastifyRequest): void {
      const events = new EventSocket(parts, socket, request);
      if (open.size >= socketsMax) return events.close('busy');
      open.add(events);
      socket.on('close', () => open.delete(events));
      const sent = tokenOf(request, parts.policy.now.apiQueryToken);
      if (sent.refused) events.close('refused');
      else if (sent.token === null) events.awaitGreeting();
      else void events.enter(sent.token);
    },
    closeAll(): void {
      for (const events of open) events.terminate();
    },
  };
}

/**
 * Null: it comes as the first message. SECURITY: an address ends up in logs and histories, so a token in it is refused unless the
 * policy has old clients in mind, and none of ours writes addresses down.
 */
function tokenOf({ headers, query }: FastifyRequest, queryAllowed: boolean): { refused: boolean; token: string | null } {
  const named = typeof query === 'object' && query !== null && 'token' in query ? query.token : undefined;
  if (named !== undefined && (!queryAllowed || typeof named !== 'string')) return { refused: true, token: null };
  if (headers.authorization !== undefined) return { refused: false, token: bearerToken(headers.authorization) ?? '' };
  return { refused: false, token: typeof named === 'string' ? named : null };
}
