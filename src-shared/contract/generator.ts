import { z } from 'zod';
import { recipeSchema } from '../generator.ts';
import { channel } from './define.ts';

/** More than any recipe makes. */
const generatedMaxCharacters = 400;

export const generatorChannels = {
  /** Public, because somebody who creates an account is offered a passphrase. */
  'generator.generate': channel({
    access: 'public',
    input: recipeSchema,
    output: z.strictObject({ value: z.string(), bits: z.number() }),
  }),
  /** For whoever makes a value without keeping it, a guest above all; `clearsAt` as with items. */
  'generator.copy': channel({
    access: 'signedIn',
    input: z.strictObject({ value: z.string().min(1).max(generatedMaxCharacters) }),
    output: z.strictObject({ clearsAt: z.number() }),
  }),
} as const;
