import { z } from 'zod';

export const recipeSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('password'),
    /** Characters. */
    length: z.number().int().min(8).max(128),
    digits: z.boolean(),
    symbols: z.boolean(),
    /** Leaves out characters that look alike: 0 O o 1 l I |. */
    avoidAmbiguous: z.boolean(),
  }),
  z.strictObject({
    kind: z.literal('passphrase'),
    words: z.number().int().min(3).max(12),
    separator: z.enum(['-', ' ', '.', '_']),
    capitalise: z.boolean(),
  }),
  z.strictObject({ kind: z.literal('hex'), bytes: z.number().int().min(4).max(128) }),
  z.strictObject({ kind: z.literal('base64'), bytes: z.number().int().min(4).max(128) }),
]);
export type Recipe = z.infer<typeof recipeSchema>;
