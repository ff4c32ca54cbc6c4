import type { z } from 'zod';
import type { Access } from '../rights.ts';

export interface Channel<A extends Access, I extends z.ZodType, O extends z.ZodType> {
  readonly access: A;
  readonly input: I;
  readonly output: O;
}

/** Declares one channel; client, router and handler types all derive from it. */
export const channel = <A extends Access, I extends z.ZodType, O extends z.ZodType>(declaration: Channel<A, I, O>): Channel<A, I, O> =>
  declaration;
