import { z } from 'zod';
import { idSchema, profileColourSchema, roleSchema, timeSchema } from './models.ts';
import { sessionKinds } from './people.ts';

/** One signed-in window, terminal or program of somebody who is here. */
export const placeSchema = z.strictObject({
  sessionId: idSchema,
  kind: z.enum(sessionKinds),
  /** What it calls itself. */
  client: z.string(),
  lastActivityAt: timeSchema,
  /** `open`: the vault is open there; `locked`: it stands there locked; `waiting`: nothing is connected, the session waits. */
  state: z.enum(['open', 'locked', 'waiting']),
  /** The window that asks. */
  current: z.boolean(),
});
export type HerePlace = z.infer<typeof placeSchema>;

/** Somebody whose vault is open, whose programs go on, or whose session waits locked at a window. Counts and times, no content. */
export const herePersonSchema = z.strictObject({
  id: idSchema,
  username: z.string(),
  displayName: z.string(),
  colour: profileColourSchema,
  role: roleSchema,
  /** Null: locked. */
  unlockedSince: timeSchema.nullable(),
  /** Last seen at a window or terminal, while the vault is open. */
  seenAt: timeSchema.nullable(),
  /** When the vault locks by itself unless its person is seen again. */
  locksAt: timeSchema.nullable(),
  /** Programs go on with the vault though its person has locked; which ones is known to that vault alone. */
  lease: z.strictObject({ until: timeSchema, programs: z.number().int().nonnegative() }).nullable(),
  places: z.array(placeSchema),
});
export type HerePerson = z.infer<typeof herePersonSchema>;

/** Open vaults first; `more`: how many others only have a session that waits locked. */
export const hereSchema = z.strictObject({ people: z.array(herePersonSchema), more: z.number().int().nonnegative() });
export type Here = z.infer<typeof hereSchema>;
