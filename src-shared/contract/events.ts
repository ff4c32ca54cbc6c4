import { z } from 'zod';
import { menuCommands } from '../menu-commands.ts';
import { idSchema } from '../models.ts';

/** What main tells a window without being asked. */
export const events = {
  'vault.changed': z.strictObject({ generation: z.number().int().nonnegative() }),
  /** What is new for the person at this window. */
  'notifications.changed': z.strictObject({ unread: z.number().int().nonnegative() }),
  /** Role or profile of the person at this window have changed. */
  'session.changed': z.strictObject({}),
  /** Something that administrators see has changed: people, requests, sessions, policy. */
  'people.changed': z.strictObject({}),
  /** How many questions of programs wait for the person at this window. */
  'approvals.changed': z.strictObject({ waiting: z.number().int().nonnegative() }),
  /** Programs or grants of the person at this window have changed. */
  'programs.changed': z.strictObject({}),
  /** A program was given values of these items. */
  'items.used': z.strictObject({ ids: z.array(idSchema) }),
  /** Null: our value is no longer on the clipboard. */
  'clipboard.changed': z.strictObject({ clearsAt: z.number().nullable() }),
  /** A link to an item was opened; the window takes it by `links.take`. */
  'link.waiting': z.strictObject({}),
  /** Somebody chose this in a menu of the system. */
  'command.asked': z.strictObject({ command: z.enum(menuCommands) }),
} as const;

export type EventName = keyof typeof events;
export type EventPayload<E extends EventName> = z.infer<(typeof events)[E]>;
