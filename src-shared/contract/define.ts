import type { z } from 'zod';

/** Who may call: anyone at the window, a signed-in person, one whose vault is open, an administrator whose vault is open. */
export const accesses = ['public', 'signedIn', 'unlocked', 'admin'] as const;
export type Access = (typeof accesses)[number];

export interface Channel<A extends Access, I extends z.ZodType, O extends z.ZodType> {
  readonly access: A;
  readonly input: I;
  readonly output: O;
}

/** Declares one channel; client, router and handler types all derive from it. */
export const channel = <A extends Access, I extends z.ZodType, O extends z.ZodType>(declaration: Channel<A, I, O>): Channel<A, I, O> =>
  declaration;
