import { z } from 'zod';
import { recipeSchema } from '../generator.ts';
import { channel } from './define.ts';

export const generatorChannels = {
  /** Public, because somebody who creates an account is offered a passphrase. */
  'generator.generate': channel({
    access: 'public',
    input: recipeSchema,
    output: z.strictObject({ value: z.string(), bits: z.number() }),
  }),
} as const;
