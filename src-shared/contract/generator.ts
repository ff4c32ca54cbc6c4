import { z } from 'zod';
import { recipeSchema } from '../generator.ts';
import { channel } from './define.ts';

/** A list of references takes more than anything that is generated. */
const copiedMaxCharacters = 20_000;

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
    input: z.strictObject({ value: z.string().min(1).max(copiedMaxCharacters) }),
    output: z.strictObject({ clearsAt: z.number() }),
  }),
} as const;
