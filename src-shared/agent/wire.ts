import { z } from 'zod';
import type { Failure } from '../errors.ts';

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
  name: z.string().max(200).nullable(),
  /** Of a registered program. */
  programToken: z.string().max(300).nullable(),
});
export type Greeting = z.infer<typeof greetingSchema>;

/** A channel that takes nothing is called without payload: JSON knows no undefined. */
export const requestSchema = z.strictObject({
  id: z.number().int().nonnegative(),
  channel: z.string().max(100),
  payload: z.unknown().optional(),
});

/**
 * What comes back: first `{ protocol, version, dataDirectory }`, then answers `{ id, result }` and events `{ event, payload }`; and at
 * any time `{ refused: failure }`, after which the connection ends.
 */
export interface Refusal {
  readonly refused: Failure;
}
