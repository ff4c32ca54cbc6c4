import { z } from 'zod';
import { isDocument, type JsonDocument } from '../documents.ts';
import { limits } from '../limits.ts';
import { timeSchema } from '../models.ts';
import { channel } from './define.ts';

/** Fit for a path of the HTTP API and a file name; `.` and `..` are neither. */
const nameSchema = z
  .string()
  .regex(/^[A-Za-z0-9._-]{1,100}$/)
  .refine((name) => name !== '.' && name !== '..');
/** SECURITY: the app's own notes (consents, connected programs) lie beside programs' data; no program writes them. */
const collectionSchema = nameSchema.refine((name) => !/^strongroom\./i.test(name));

const placeSchema = z.strictObject({ collection: collectionSchema, id: nameSchema });
const revisionSchema = z.number().int().positive();
const documentSchema = z.unknown().refine(isDocument).meta({ description: 'A JSON object or array' }) as z.ZodType<JsonDocument>;

const headSchema = z.strictObject({ id: nameSchema, revision: revisionSchema, createdAt: timeSchema, updatedAt: timeSchema });
const countSchema = z.number().int().nonnegative();

/** What programs keep in a person's vault: JSON documents by collection and id, sealed like items. */
export const dataChannels = {
  'data.collections': channel({
    access: 'unlocked',
    input: z.undefined(),
    output: z.array(z.strictObject({ collection: nameSchema, count: countSchema })),
  }),
  /** In the order of their ids. */
  'data.list': channel({
    access: 'unlocked',
    input: z.strictObject({
      collection: collectionSchema,
      offset: countSchema,
      limit: z.number().int().positive().max(limits.pageMaxRows),
    }),
    output: z.strictObject({ total: countSchema, documents: z.array(headSchema) }),
  }),
  /** Throws notFound. */
  'data.get': channel({ access: 'unlocked', input: placeSchema, output: headSchema.extend({ document: documentSchema }) }),
  /** `ifRevision`: null writes whatever is stored, anything else only over that; throws conflict, limitReached. */
  'data.put': channel({
    access: 'unlocked',
    input: placeSchema.extend({ document: documentSchema, ifRevision: z.union([revisionSchema, z.literal('absent'), z.null()]) }),
    output: headSchema,
  }),
  /** Throws notFound, conflict. */
  'data.remove': channel({
    access: 'unlocked',
    input: placeSchema.extend({ ifRevision: revisionSchema.nullable() }),
    output: z.undefined(),
  }),
} as const;
