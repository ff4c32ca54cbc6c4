import { z } from 'zod';
import { AppError } from '../../src-shared/errors.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true });
const formatVersion = 1;

/** What goes under a seal: JSON that names the version of its shape. */
export const encodeJson = (value: object, version = formatVersion): Uint8Array => encoder.encode(JSON.stringify({ v: version, ...value }));

const versioned = z.looseObject({ v: z.number() });

/** Throws dataFromNewerVersion for a shape of a later version than `newest`, dataDamaged for one that isn't what it should be. */
export function decodeJson<T>(bytes: Uint8Array, schema: z.ZodType<T>, what: string, newest = formatVersion): T {
  let value: unknown;
  try {
    value = JSON.parse(decoder.decode(bytes));
  } catch {
    throw new AppError('dataDamaged', { what });
  }
  const outer = versioned.safeParse(value);
  if (outer.success && outer.data.v > newest) throw new AppError('dataFromNewerVersion', { what });
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new AppError('dataDamaged', { what });
  return parsed.data;
}

export const versionField = { v: z.literal(formatVersion) } as const;
export const toBase64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
export const fromBase64 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'));
