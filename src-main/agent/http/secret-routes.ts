import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { formatReference } from '../../../src-shared/agent/references.ts';
import { referenceSchema, useSchema } from '../../../src-shared/agent/programs.ts';
import { contract } from '../../../src-shared/contract/index.ts';
import { AppError } from '../../../src-shared/errors.ts';
import { type ItemDetail, itemDetailSchema, itemSummarySchema } from '../../../src-shared/items.ts';
import { limits } from '../../../src-shared/limits.ts';
import { createTurns } from '../../accounts/turns.ts';
import { askingOf, callerOf } from './authentication.ts';
import type { ApiApp, RouteParts } from './http-server.ts';
import { fieldNamed, newItem, withoutField, withValues } from './item-fields.ts';
import { passer } from './passing-routes.ts';
import { limitSchema, offsetSchema } from './person-routes.ts';

const nameSchema = z.string().min(1).max(limits.itemNameMaxCharacters);
const fieldSchema = z.string().trim().min(1).max(limits.fieldNameMaxCharacters);
const valueSchema = z.string().max(limits.fieldValueMaxCharacters);
const ofItem = z.strictObject({ name: nameSchema });
const ofField = z.strictObject({ name: nameSchema, field: fieldSchema });
const foundSchema = z.strictObject({ name: z.string(), field: z.string(), value: z.string() });
const savedSchema = itemSummarySchema;
const readSchema = z.strictObject({
  references: z.array(referenceSchema).min(1).max(limits.referencesMax),
  use: useSchema.default('reveal'),
  waitSeconds: z.number().int().min(0).max(limits.waitMaxSeconds).default(0),
});
const listQuery = z.strictObject({
  search: z.string().max(limits.searchMaxCharacters).default(''),
  offset: offsetSchema,
  limit: limitSchema,
});
const tags = ['secrets'];
const security = [{ bearer: [] }];
const triesAgainstConflict = 3;

/** A person's secrets by the names of item and field. */
export function secretRoutes(app: ApiApp, parts: RouteParts): void {
  const { call, newId } = parts;
  // SECURITY: one after the other, or two savings of a new name at once would leave two items that it stands for.
  const turns = createTurns();

  /** Null where there is none. Throws ambiguous. */
  async function find(request: FastifyRequest, item: string): Promise<ItemDetail | null> {
    const { sender } = callerOf(request);
    const [found, ...more] = await call(sender, 'items.find', { item });
    if (more.length > 0) throw new AppError('ambiguous', { what: 'item' });
    return found === undefined ? null : call(sender, 'items.get', { id: found.id });
  }

  async function mustFind(request: FastifyRequest, item: string): Promise<ItemDetail> {
    const found = await find(request, item);
    if (found === null) throw new AppError('notFound', { what: 'item' });
    return found;
  }

  /** The last one who saves wins, for that is what saving by a name asks for. */
  async function saveOver(request: FastifyRequest, name: string, values: Readonly<Record<string, string>>) {
    const { sender } = callerOf(request);
    for (let attempt = 1; ; attempt += 1) {
      const item = await find(request, name);
      if (item === null) return { created: true, item: await call(sender, 'items.create', newItem(name, values, newId)) };
      const draft = withValues(item, values, newId);
      try {
        const saved = await call(sender, 'items.update', { id: item.id, revision: item.revision, draft }, askingOf(request));
        return { created: false, item: saved };
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== 'conflict' || attempt === triesAgainstConflict) throw error;
      }
    }
  }
  const save = (request: FastifyRequest, name: string, values: Readonly<Record<string, string>>) =>
    turns.take(callerOf(request).bearer.account.id, () => saveOver(request, name, values));

  passer(
    app,
    parts,
    'secrets',
  )({
    ...{ method: 'GET', url: '/api/v1/secrets', channel: 'items.list', summary: 'What there is, without values' },
    query: listQuery,
    input: ({ query }) => ({ view: { type: 'all' }, sort: 'name', ...query }),
  });
  app.post(
    '/api/v1/secrets/read',
    {
      schema: {
        ...{ summary: 'The values behind references, in their order', tags, security },
        ...{ body: readSchema, response: { 200: contract['secrets.read'].output } },
      },
    },
    (request) => call(callerOf(request).sender, 'secrets.read', { ...request.body, account: null }, askingOf(request)),
  );
  app.get(
    '/api/v1/secrets/:name',
    { schema: { summary: 'One item, its concealed values left out', tags, security, params: ofItem, response: { 200: itemDetailSchema } } },
    (request) => mustFind(request, request.params.name),
  );
  app.get(
    '/api/v1/secrets/:name/:field',
    { schema: { summary: 'One value', tags, security, params: ofField, response: { 200: foundSchema } } },
    async (request) => {
      const { name, field } = request.params;
      const read = { references: [formatReference(name, field)], use: 'reveal', account: null, waitSeconds: 0 } as const;
      const { values } = await call(
        callerOf(request).sender,
        'secrets.read',
        { ...read, references: [...read.references] },
        askingOf(request),
      );
      return { name, field, value: values[0] ?? '' };
    },
  );
  app.put(
    '/api/v1/secrets/:name',
    {
      schema: {
        ...{ summary: 'Save several values under one name', tags, security, params: ofItem },
        body: z.strictObject({
          fields: z.record(fieldSchema, valueSchema).refine((fields) => Object.keys(fields).length <= limits.itemMaxFields),
        }),
        response: { 200: savedSchema, 201: savedSchema },
      },
    },
    async (request, reply) => {
      const { created, item } = await save(request, request.params.name, request.body.fields);
      return reply.code(created ? 201 : 200).send(item);
    },
  );
  app.put(
    '/api/v1/secrets/:name/:field',
    {
      schema: {
        ...{ summary: 'Save one value', tags, security, params: ofField },
        ...{ body: z.strictObject({ value: valueSchema }), response: { 200: savedSchema, 201: savedSchema } },
      },
    },
    async (request, reply) => {
      const { name, field } = request.params;
      const { created, item } = await save(request, name, { [field]: request.body.value });
      return reply.code(created ? 201 : 200).send(item);
    },
  );
  app.delete(
    '/api/v1/secrets/:name',
    { schema: { summary: 'Put an item into the trash', tags, security, params: ofItem } },
    async (request, reply) => {
      const { id } = await mustFind(request, request.params.name);
      await call(callerOf(request).sender, 'items.trash', { ids: [id] });
      return reply.code(204).send();
    },
  );
  app.delete(
    '/api/v1/secrets/:name/:field',
    { schema: { summary: 'Take one field away', tags, security, params: ofField } },
    async (request, reply) => {
      const { sender } = callerOf(request);
      const item = await mustFind(request, request.params.name);
      const field = fieldNamed(item.fields, request.params.field);
      if (field === undefined) throw new AppError('notFound', { what: 'field' });
      const draft = withoutField(item, field.id);
      await call(sender, 'items.update', { id: item.id, revision: item.revision, draft }, askingOf(request));
      return reply.code(204).send();
    },
  );
}
