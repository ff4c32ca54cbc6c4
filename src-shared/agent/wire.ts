import { z } from 'zod';
import { failureSchema } from '../errors.ts';

/** Counts up when a message changes its meaning. */
export const protocolVersion = 1;

/** A frame is its length (32 bits, big-endian, of what follows) and JSON in UTF-8. */
export const frameHeaderBytes = 4;
export const frameMaxBytes = 4 * 1024 * 1024;
/** Until the greeting is answered, nobody gets to send more than that. */
export const greetingMaxBytes = 16 * 1024;

export const greetingSchema = z.strictObject({
  protocol: z.number().int(),
  version: z.string().max(64),
  /** Of `agent.token` in the runtime directory, made anew at each start. */
  token: z.string().max(100),
  /** `terminal`: acts as whoever signed in at this terminal; `program`: asks for consent. */
  as: z.enum(['terminal', 'program']),
  /** What the person will read: the command that is to be run, or how the program calls itself. */
  name: z.string().max(200).nullable(),
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
