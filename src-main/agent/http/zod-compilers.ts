import type { FastifySchemaCompiler, FastifyTypeProvider } from 'fastify';
import type { FastifySerializerCompiler } from 'fastify/types/schema.js';
import { z } from 'zod';

/** Gives handlers the types of their routes' zod schemas. */
export interface ZodTypes extends FastifyTypeProvider {
  readonly validator: this['schema'] extends z.ZodType ? z.output<this['schema']> : unknown;
  readonly serializer: this['schema'] extends z.ZodType ? z.input<this['schema']> : unknown;
}

/** What a request has against its shape; carries paths, never values. */
export class InvalidRequest extends Error {
  override readonly name = 'InvalidRequest';
  readonly statusCode = 422;
  readonly where: string;
  readonly issues: readonly { readonly path: readonly PropertyKey[] }[];

  constructor(where: string, issues: readonly { readonly path: readonly PropertyKey[] }[]) {
    super('invalidInput');
    this.where = where;
    this.issues = issues.map(({ path }) => ({ path }));
  }
}

const places: Readonly<Record<string, string>> = { querystring: 'query', params: 'path', headers: 'header' };

export const validatorCompiler: FastifySchemaCompiler<z.ZodType> =
  ({ schema, httpPart = 'body' }) =>
  (data: unknown) => {
    const parsed = schema.safeParse(data);
    return parsed.success ? { value: parsed.data } : { error: new InvalidRequest(places[httpPart] ?? 'body', parsed.error.issues) };
  };

/** SECURITY: what the schema doesn't name never leaves, and what breaks it is an internal failure instead of an answer. */
export const serializerCompiler: FastifySerializerCompiler<z.ZodType> =
  ({ schema }) =>
  (data: unknown) =>
    JSON.stringify(schema.parse(data));

const parts = ['body', 'querystring', 'params', 'headers'] as const;

const jsonSchemaOf = (schema: z.ZodType, io: 'input' | 'output'): object => {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, target: 'openapi-3.0', unrepresentable: 'any' });
  return rest;
};

/** The schema of a route as the OpenAPI page shows it. */
export function openApiSchema(schema: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const shown: Record<string, unknown> = { ...schema };
  for (const part of parts) {
    const given = schema[part];
    if (given instanceof z.ZodType) shown[part] = jsonSchemaOf(given, 'input');
  }
  const { response } = schema;
  if (typeof response === 'object' && response !== null)
    shown['response'] = Object.fromEntries(
      Object.entries(response).map(([status, each]) => [status, each instanceof z.ZodType ? jsonSchemaOf(each, 'output') : each]),
    );
  return shown;
}
