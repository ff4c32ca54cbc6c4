import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { contract, type Input } from '../../../src-shared/contract/index.ts';
import { AppError } from '../../../src-shared/errors.ts';
import { callerOf } from './authentication.ts';
import { entityTag, ifMatch, ifNoneMatch, PreconditionFailed } from './entity-tags.ts';
import type { ApiApp, RouteParts } from './http-server.ts';
import { passer } from './passing-routes.ts';
import { limitSchema, offsetSchema } from './person-routes.ts';

const ofCollection = contract['data.list'].input.pick({ collection: true });
const ofDocument = contract['data.get'].input;
const documentSchema = contract['data.put'].input.shape.document;
const security = [{ bearer: [] }];
const tags = ['data'];

type Expected = Input<'data.put'>['ifRevision'];

/** What programs keep in their person's vault: JSON documents by collection and id. */
export function dataRoutes(app: ApiApp, parts: RouteParts): void {
  const { call } = parts;
  const route = passer(app, parts, 'data');
  route({ method: 'GET', url: '/api/v1/data', channel: 'data.collections', summary: 'Collections', input: () => undefined });
  route({
    ...{ method: 'GET', url: '/api/v1/data/:collection', channel: 'data.list', summary: 'Documents in the order of their ids' },
    ...{ params: ofCollection, query: z.strictObject({ offset: offsetSchema, limit: limitSchema }) },
    input: ({ params, query }) => ({ ...params, ...query }),
  });

  /** What has to be stored for the change to happen (RFC 9110, 13). Throws PreconditionFailed where nothing could fit. */
  async function expected(request: FastifyRequest, place: Input<'data.get'>): Promise<Expected> {
    const match = ifMatch(request.headers['if-match']);
    if (match === 'none') return ifNoneMatch(request.headers['if-none-match']) === 'any' ? 'absent' : null;
    if (match !== 'any') return match;
    try {
      return (await call(callerOf(request).sender, 'data.get', place)).revision;
    } catch (error) {
      if (error instanceof AppError && error.code === 'notFound') throw new PreconditionFailed();
      throw error;
    }
  }

  /** A condition that no longer holds is the client's to know of; only unasked for is it a conflict. */
  async function under<T>(condition: Expected, change: () => Promise<T>): Promise<T> {
    try {
      return await change();
    } catch (error) {
      if (condition !== null && error instanceof AppError && error.code === 'conflict') throw new PreconditionFailed();
      throw error;
    }
  }

  app.get(
    '/api/v1/data/:collection/:id',
    { schema: { summary: 'One document; its revision is its ETag', tags, security, params: ofDocument } },
    async (request, reply) => {
      const { document, revision, updatedAt } = await call(callerOf(request).sender, 'data.get', request.params);
      reply.header('etag', entityTag(revision)).header('last-modified', new Date(updatedAt).toUTCString());
      const known = ifNoneMatch(request.headers['if-none-match']);
      if (known === 'any' || (known !== 'none' && known.includes(revision))) return reply.code(304).send();
      return reply.type('application/json; charset=utf-8').send(JSON.stringify(document));
    },
  );
  app.put(
    '/api/v1/data/:collection/:id',
    {
      schema: {
        ...{ summary: 'Save a document', tags, security, params: ofDocument, body: documentSchema },
        response: { 200: contract['data.put'].output, 201: contract['data.put'].output },
      },
    },
    async (request, reply) => {
      const ifRevision = await expected(request, request.params);
      const input = { ...request.params, document: request.body, ifRevision };
      const head = await under(ifRevision, () => call(callerOf(request).sender, 'data.put', input));
      reply.header('etag', entityTag(head.revision));
      return reply.code(head.revision === 1 ? 201 : 200).send(head);
    },
  );
  app.delete(
    '/api/v1/data/:collection/:id',
    { schema: { summary: 'Remove a document', tags, security, params: ofDocument } },
    async (request, reply) => {
      const condition = await expected(request, request.params);
      const ifRevision = typeof condition === 'number' ? condition : null;
      await under(ifRevision, () => call(callerOf(request).sender, 'data.remove', { ...request.params, ifRevision }));
      return reply.code(204).send();
    },
  );
}
