import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { ApiApp } from './http-server.ts';
import { openApiSchema } from './zod-compilers.ts';

/** SECURITY: the page runs what lies beside it, reads the description, and can neither call the API nor be framed. */
const pagePolicy = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self'",
  'img-src': "'self' data:",
  'connect-src': "'self'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-ancestors': "'none'",
};

/** Has to come before the routes that it describes. */
export async function describe(app: ApiApp, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.0.3',
      info: { title: 'Strongroom', version, description: 'The local API of this machine’s vault.' },
      components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
    },
    transform: ({ schema, url }) => ({ schema: schema === undefined ? schema : openApiSchema({ ...schema }), url }),
  });
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    staticCSP: pagePolicy,
    // A page of ours would need an origin that may call, and whoever got a script into it could then do what the reader can.
    uiConfig: { supportedSubmitMethods: [], validatorUrl: null, docExpansion: 'list', layout: 'BaseLayout' },
    theme: { title: 'Strongroom: local API' },
  });
  app.get('/openapi.json', { schema: { hide: true } }, async (_request, reply) => reply.send(app.swagger()));
}
