import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import websocket from '@fastify/websocket';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { AppError } from '../../../src-shared/errors.ts';
import type { Policy } from '../../../src-shared/policy.ts';
import type { Clock, Log } from '../../host.ts';
import type { TokenService } from '../tokens/token-service.ts';
import type { CallChannel } from './authentication.ts';
import { PreconditionFailed } from './entity-tags.ts';
import { corsHeaders, hostIsOurs, isPreflight, namesOrigin, originIsAllowed, preflightHeaders } from './host-guard.ts';
import { type HttpFailure, invalidRequest, toHttp } from './http-failures.ts';
import type { Metrics } from './metrics.ts';
import { type Limiters, perMinute } from './rates.ts';
import type { ApiDoor, SessionSenders } from './session-senders.ts';
import { InvalidRequest, serializerCompiler, validatorCompiler, type ZodTypes } from './zod-compilers.ts';

/** Fastify with our schemas; the other types are its own for plain HTTP. */
export type ApiApp = FastifyInstance<
  FastifyInstance['server'],
  FastifyRequest['raw'],
  FastifyReply['raw'],
  FastifyInstance['log'],
  ZodTypes
>;

/** What the routes work with. */
export interface RouteParts {
  readonly door: ApiDoor;
  readonly call: CallChannel;
  readonly tokens: TokenService;
  readonly senders: SessionSenders;
  readonly accounts: { findByEmail(email: string): Promise<{ readonly id: string } | null> };
  readonly limiters: Limiters;
  readonly authenticate: (request: FastifyRequest) => Promise<void>;
  readonly policy: { readonly now: Pick<Policy, 'apiQueryToken'> };
  readonly metrics: Metrics;
  readonly clock: Clock;
  readonly log: Log;
  readonly newId: () => string;
}

interface ServerParts {
  /** Where pages of connected programs may call from; asked only where a request names an origin. */
  readonly originsOf: () => Promise<readonly string[]>;
  /** The port that it listens on; known once it does. */
  readonly port: () => number;
  readonly metrics: () => Metrics;
  readonly clock: Clock;
  readonly log: Log;
}

export const bodyMaxBytes = 1024 * 1024;
const headerMaxBytes = 16 * 1024;
const connectionsMax = 512;
/** Of what a client says on a WebSocket: a token, and no more. */
const messageMaxBytes = 8 * 1024;
const pathPartMaxCharacters = 1000;

/** A server that knows who may reach it and how it fails, and no route yet. */
export async function createHttpServer(parts: ServerParts): Promise<ApiApp> {
  const { clock } = parts;
  const app = fastify({
    logger: false,
    trustProxy: false,
    bodyLimit: bodyMaxBytes,
    requestTimeout: 30_000,
    keepAliveTimeout: 60_000,
    forceCloseConnections: 'idle',
    return503OnClosing: true,
    exposeHeadRoutes: false,
    routerOptions: { maxParamLength: pathPartMaxCharacters },
    http: { headersTimeout: 10_000, connectionsCheckingInterval: 5_000, maxHeaderSize: headerMaxBytes },
    // SECURITY: Fastify's own answer to an address that it can't read would repeat it.
    frameworkErrors: (_error, _request, reply) =>
      void (reply as FastifyReply).code(400).send({ detail: 'Bad Request', code: 'invalidInput' }),
    clientErrorHandler: refuseUnreadable,
  }).withTypeProvider<ZodTypes>();
  // SECURITY: programs of this machine could otherwise use up what the process may open.
  app.server.maxConnections = connectionsMax;
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.decorateRequest('caller', null);
  readJsonOnly(app);
  // Before the guard: it lets go of the socket of an upgrade that was refused, but only of one that it has seen begin.
  await app.register(websocket, { options: { maxPayload: messageMaxBytes, perMessageDeflate: false } });
  app.addHook('onRequest', guard(parts));
  app.addHook('onResponse', async (request, reply) => tellAnswered(parts, request, reply));
  app.setErrorHandler((error, request, reply) => send(reply, failureOf(error, request, parts)));
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
    // There is no TLS on the loopback address that a browser could be held to.
    strictTransportSecurity: false,
    xFrameOptions: { action: 'deny' },
  });
  await app.register(rateLimit, {
    max: perMinute.address,
    timeWindow: 60_000,
    errorResponseBuilder: (_request, { ttl }) => new AppError('tooManyAttempts', { retryAt: clock.now() + ttl }),
  });
  app.setNotFoundHandler(async (_request, reply) => reply.code(404).send({ detail: 'Not Found', code: 'notFound' }));
  return app;
}

/** SECURITY: a page may send text and forms to anywhere without asking; JSON alone is asked for first (CORS). */
function readJsonOnly(app: ApiApp): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    // Old clients name the type also where they send nothing.
    if (body.length === 0) done(null);
    else void parse(request, String(body), done);
  });
}

/** SECURITY: before anything else: host against DNS rebinding, origin against pages. */
const guard =
  ({ port, originsOf }: ServerParts) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    reply.header('cache-control', 'no-store');
    if (!hostIsOurs(request.raw, port())) throw new AppError('denied', { what: 'host' });
    if (!namesOrigin(request.raw)) return;
    if (!originIsAllowed(request.raw, await originsOf())) throw new AppError('denied', { what: 'origin' });
    reply.headers(corsHeaders(request.headers.origin ?? ''));
    if (isPreflight(request.raw)) await reply.code(204).headers(preflightHeaders).send();
  };

function tellAnswered({ metrics, log }: ServerParts, request: FastifyRequest, reply: FastifyReply): void {
  // SECURITY: the pattern of the route, never the address: names of items and tokens stand in that.
  const route = request.routeOptions.url ?? 'unknown';
  const milliseconds = Math.round(reply.elapsedTime);
  metrics().answered(request.method, route, reply.statusCode, milliseconds);
  log('http.answered', { method: request.method, route, status: reply.statusCode, ms: milliseconds });
}

function failureOf(error: unknown, request: FastifyRequest, { clock, log }: ServerParts): HttpFailure {
  if (error instanceof AppError) return toHttp(error.toFailure(), clock.now());
  if (error instanceof InvalidRequest) return invalidRequest(error.where, error.issues);
  if (error instanceof PreconditionFailed)
    return { status: 412, headers: {}, body: { detail: 'The condition of the request does not hold', code: 'conflict' } };
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
  if (status >= 400 && status < 500) {
    // What Fastify itself refuses: no JSON, too large, another type. Its message may quote what was sent.
    return { status, headers: {}, body: { detail: STATUS_CODES[status] ?? 'Bad Request', code: 'invalidInput' } };
  }
  log('http.internal', { route: request.routeOptions.url ?? 'unknown', error: error instanceof Error ? error.name : typeof error });
  return toHttp({ code: 'internal' }, clock.now());
}

const send = (reply: FastifyReply, { status, headers, body }: HttpFailure): FastifyReply => {
  // A schema of a good answer has no place for a bad one.
  reply.serializer((payload: unknown) => JSON.stringify(payload));
  return reply.code(status).headers(headers).type('application/json; charset=utf-8').send(body);
};

/** What is no HTTP is told so without a word of it. */
function refuseUnreadable(error: Error & { code?: string }, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const status = error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : error.code === 'HPE_HEADER_OVERFLOW' ? 431 : 400;
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
