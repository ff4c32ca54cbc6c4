import { z } from 'zod';
import { limits } from '../../../src-shared/limits.ts';
import { contract } from '../../../src-shared/contract/index.ts';
import { idSchema } from '../../../src-shared/models.ts';
import type { ApiApp, RouteParts } from './http-server.ts';
import { passer } from './passing-routes.ts';

export const limitSchema = z.coerce.number().int().positive().max(limits.pageMaxRows).default(100);
export const offsetSchema = z.coerce.number().int().nonnegative().default(0);
export const byId = z.strictObject({ id: idSchema });
const none = (): undefined => undefined;

/** A person's own sessions, notifications and activity. */
export function personRoutes(app: ApiApp, parts: RouteParts): void {
  const sessions = passer(app, parts, 'sessions');
  sessions({ method: 'GET', url: '/api/v1/sessions', channel: 'sessions.own', summary: 'My sessions', input: none });
  sessions({
    ...{ method: 'DELETE', url: '/api/v1/sessions/:id', channel: 'sessions.end', summary: 'End one of my sessions' },
    params: byId,
    input: ({ params }) => params,
  });
  sessions({
    ...{ method: 'POST', url: '/api/v1/sessions/end-others', channel: 'sessions.endOthers' },
    ...{ summary: 'End all of my sessions but this one', input: none },
  });

  const notifications = passer(app, parts, 'notifications');
  notifications({
    ...{ method: 'GET', url: '/api/v1/notifications', channel: 'notifications.list', summary: 'What I was told, newest first' },
    query: z.strictObject({ before: idSchema.optional(), limit: limitSchema }),
    input: ({ query: { before = null, limit } }) => ({ before, limit }),
  });
  for (const [name, channel, summary] of [
    ['read', 'notifications.read', 'Mark as read'],
    ['dismiss', 'notifications.dismiss', 'Dismiss'],
  ] as const)
    notifications({
      ...{ method: 'POST', url: `/api/v1/notifications/${name}`, channel, summary },
      body: contract[channel].input,
      input: ({ body }) => body,
    });
  notifications({
    ...{ method: 'POST', url: '/api/v1/notifications/read-all', channel: 'notifications.readAll' },
    ...{ summary: 'Mark all as read', input: none },
  });

  const activity = passer(app, parts, 'activity');
  activity({
    ...{ method: 'GET', url: '/api/v1/audit', channel: 'audit.own', summary: 'What I did, and what was done to my account' },
    query: z.strictObject({ before: z.coerce.number().int().positive().optional(), limit: limitSchema }),
    input: ({ query: { before = null, limit } }) => ({ before, limit }),
  });
}
