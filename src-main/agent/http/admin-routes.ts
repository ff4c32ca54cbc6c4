import { z } from 'zod';
import { auditOutcomes } from '../../../src-shared/audit.ts';
import { contract } from '../../../src-shared/contract/index.ts';
import { limits } from '../../../src-shared/limits.ts';
import { idSchema, roleSchema, timeSchema } from '../../../src-shared/models.ts';
import { accountStatusSchema } from '../../../src-shared/people.ts';
import { policySchema } from '../../../src-shared/policy.ts';
import type { ApiApp, RouteParts } from './http-server.ts';
import { passer } from './passing-routes.ts';
import { byId, limitSchema, offsetSchema } from './person-routes.ts';

const none = (): undefined => undefined;
const time = z.coerce.number().pipe(timeSchema).optional();

const peopleQuery = z.strictObject({
  search: z.string().max(limits.searchMaxCharacters).default(''),
  status: accountStatusSchema.optional(),
  role: roleSchema.optional(),
  sort: z.enum(['name', 'created', 'lastLogin']).default('name'),
  offset: offsetSchema,
  limit: limitSchema,
});

const auditQuery = z.strictObject({
  person: idSchema.optional(),
  action: z.string().max(64).optional(),
  outcome: z.enum(auditOutcomes).optional(),
  from: time,
  to: time,
  before: z.coerce.number().int().positive().optional(),
  limit: limitSchema,
});

/** What administrators do; the router refuses everybody else. */
export function adminRoutes(app: ApiApp, parts: RouteParts): void {
  const route = passer(app, parts, 'administration');
  route({
    ...{ method: 'GET', url: '/api/v1/admin/people', channel: 'people.list', summary: 'People' },
    query: peopleQuery,
    input: ({ query: { status = null, role = null, ...query } }) => ({ ...query, status, role }),
  });
  route({
    ...{
      method: 'POST',
      url: '/api/v1/admin/people',
      channel: 'people.create',
      summary: 'Invite somebody; answers with the activation code',
    },
    body: contract['people.create'].input,
    input: ({ body }) => body,
  });
  route({
    ...{
      method: 'POST',
      url: '/api/v1/admin/people/act',
      channel: 'people.act',
      summary: 'Disable, enable, approve … any number of people',
    },
    body: contract['people.act'].input,
    input: ({ body }) => body,
  });
  route({
    ...{ method: 'GET', url: '/api/v1/admin/sessions', channel: 'sessions.everyone', summary: 'Sessions of everyone' },
    query: z.strictObject({ person: idSchema.optional(), live: z.stringbool().default(true), offset: offsetSchema, limit: limitSchema }),
    input: ({ query: { person = null, live, offset, limit } }) => ({ ownerId: person, liveOnly: live, offset, limit }),
  });
  route({
    ...{ method: 'DELETE', url: '/api/v1/admin/sessions/:id', channel: 'sessions.endOf', summary: "End anybody's session" },
    params: byId,
    input: ({ params }) => params,
  });
  route({ method: 'GET', url: '/api/v1/admin/policy', channel: 'policy.get', summary: 'The policy', input: none });
  route({
    ...{ method: 'PUT', url: '/api/v1/admin/policy', channel: 'policy.set', summary: 'Change the policy' },
    body: policySchema,
    input: ({ body }) => body,
  });
  const killSwitch = { url: '/api/v1/admin/kill-switch', input: none } as const;
  route({ ...killSwitch, method: 'POST', channel: 'killSwitch.turnOn', summary: 'Lock everyone, end every session, close joining' });
  route({ ...killSwitch, method: 'DELETE', channel: 'killSwitch.lift', summary: 'Lift the kill switch' });
  route({
    ...{ method: 'GET', url: '/api/v1/admin/audit', channel: 'audit.everyone', summary: 'The activity log' },
    query: auditQuery,
    input: ({ query: { person = null, action = null, outcome = null, from = null, to = null, before = null, limit } }) => ({
      filter: { personId: person, action, outcome, from, to },
      before,
      limit,
    }),
  });
  route({
    ...{ method: 'GET', url: '/api/v1/admin/analytics', channel: 'analytics.read', summary: 'Sign-ins, failures, sessions' },
    query: z.strictObject({ days: z.coerce.number().int().min(7).max(365).default(30) }),
    input: ({ query }) => query,
  });
}
