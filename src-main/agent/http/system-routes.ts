import { z } from 'zod';
import { contract } from '../../../src-shared/contract/index.ts';
import type { ApiSender } from './api-sender.ts';
import type { ApiApp, RouteParts } from './http-server.ts';

const healthSchema = z.strictObject({ status: z.enum(['ok', 'unavailable']), version: z.string() });

/** What answers without a token: whether it is well, what tokens are verified with, and counts. */
export function systemRoutes(app: ApiApp, { call, metrics }: RouteParts, nobody: ApiSender): void {
  app.get(
    '/health',
    { schema: { summary: 'Whether it is well', tags: ['system'], response: { 200: healthSchema, 503: healthSchema } } },
    async (_request, reply) => {
      const { phase, version } = await call(nobody, 'app.status', undefined);
      return phase === 'ready' ? reply.send({ status: 'ok', version }) : reply.code(503).send({ status: 'unavailable', version });
    },
  );
  app.get(
    '/.well-known/jwks.json',
    {
      schema: { summary: 'What tokens are verified with (RFC 7517)', tags: ['system'], response: { 200: contract['tokens.jwks'].output } },
    },
    async (_request, reply) => reply.send(await call(nobody, 'tokens.jwks', undefined)),
  );
  app.get('/metrics', { schema: { summary: 'Counts for Prometheus', tags: ['system'] } }, async (_request, reply) =>
    reply.type(metrics.contentType).send(await metrics.text()),
  );
}
