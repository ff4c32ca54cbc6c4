import type { CommandSpec } from '../command-spec.ts';

/** Where a password comes from if nobody is to be asked for it. */
export const password: NonNullable<CommandSpec['options']> = [
  ['--password-stdin', 'Takes the password from standard input'],
  ['--password-file FILE', 'Takes the password from a file that only you can read'],
];
