import { z } from 'zod';
import { failureSchema } from '../errors.ts';
import { plainText } from '../models.ts';

// Apart from the schemas, so that the CLI knows them without loading zod.
export { frameHeaderBytes, frameMaxBytes, greetingMaxBytes, protocolVersion } from './framing.ts';

export const greetingSchema = z.strictObject({
  protocol: z.number().int(),
  version: z.string().max(64),
  /** Of `agent.token` in the runtime directory, made anew at each start. */
  token: z.string().max(100),
  /** `terminal`: acts as whoever signed in at this terminal; `program`: asks for consent. */
  as: z.enum(['terminal', 'program']),
  /** What the person will read: the command that is to be run, or how the program calls itself. */
  name: z.string().max(200).refine(plainText).nullable(),
  /** Of a registered program. */
  programToken: z.string().max(300).nullable(),
});
export type Greeting = z.infer<typeof greetingSchema>;

export const welcomeSchema = z.union([
  z.strictObject({ protocol: z.number().int(), version: z.string(), dataDirectory: z.string() }),
  z.strictObject({ refused: failureSchema }),
]);

/** A channel that takes nothing is called without payload: JSON knows no undefined. */
export const requestSchema = z.strictObject({
  id: z.number().int().nonnegative(),
  channel: z.string().max(100),
  payload: z.unknown().optional(),
});

/** What comes back: an answer or an event. */
export const messageSchema = z.union([
  z.strictObject({
    id: z.number().int().nonnegative(),
    result: z.union([
      z.object({ ok: z.literal(true), value: z.unknown().optional() }),
      z.strictObject({ ok: z.literal(false), error: failureSchema }),
    ]),
  }),
  z.strictObject({ event: z.string(), payload: z.unknown() }),
]);
