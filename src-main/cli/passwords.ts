import { readFileSync, statSync } from 'node:fs';
import type { Given } from './arguments.ts';
import { CliFailure, usageError } from './failure.ts';
import { requireTerminal } from './tty.ts';

/** One line's end behind it belongs to the file, not to the value. */
export const withoutLineEnd = (text: string): string => text.replace(/\r?\n$/, '');

/** All of it. Throws file. */
export function readInput(): string {
  try {
    return readFileSync(0, 'utf8');
  } catch (error) {
    throw new CliFailure('file', `Standard input can’t be read: ${(error as NodeJS.ErrnoException).code ?? 'unknown'}.`);
  }
}

/**
 * A password by what was asked for: standard input, a file, else the prompt. There is no other way: arguments and environment are
 * seen by others. `twice` where it is a new one. Throws usage, file, interrupted.
 */
export async function askPassword(given: Given, question: string, { twice }: { readonly twice: boolean }): Promise<string> {
  const file = given.text('password-file');
  if (given.has('password-stdin') && file !== null) throw usageError('--password-stdin and --password-file contradict each other.');
  if (given.has('password-stdin')) return withoutLineEnd(readInput());
  if (file !== null) return passwordFrom(file);
  const person = requireTerminal('use --password-stdin or --password-file');
  try {
    const password = await person.askHidden(question);
    if (twice && (await person.askHidden('Again: ')) !== password) throw usageError('The two passwords differ.');
    return password;
  } finally {
    person.close();
  }
}

function passwordFrom(file: string): string {
  let mode: number;
  let text: string;
  try {
    ({ mode } = statSync(file));
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new CliFailure('file', `${file} can’t be read: ${(error as NodeJS.ErrnoException).code ?? 'unknown'}.`);
  }
  // SECURITY: a password that others could read is none. Windows has no such modes.
  if (process.platform !== 'win32' && (mode & 0o077) !== 0)
    throw new CliFailure('file', `Others can read ${file}: chmod 600 it, and change the password if they might have.`);
  return withoutLineEnd(text);
}
