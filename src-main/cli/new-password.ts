import type { Given } from './arguments.ts';
import type { Caller } from './connection.ts';
import { CliFailure, usageError } from './failure.ts';
import { askPassword } from './passwords.ts';
import { type Person, requireTerminal } from './tty.ts';

interface Rules {
  /** What the password may not consist of. */
  readonly names: readonly string[];
  readonly minCharacters: number;
}

const tries = 3;

/** A new password; at a terminal asked for again where it differs or is too weak, with the reason. Throws usage, weakPassword, interrupted. */
export async function askNewPassword(app: Caller, given: Given, rules: Rules): Promise<string> {
  if (given.has('password-stdin') || given.has('password-file')) return askPassword(given, '', { twice: true });
  const person = requireTerminal('use --password-stdin or --password-file');
  try {
    for (let left = tries; ; left -= 1) {
      const password = await person.askHidden('A long password, best a row of words: ');
      const problem = await problemOf(app, person, password, rules);
      if (problem === null) return password;
      if (left === 1) throw problem;
      person.say(`${problem.message} Once more:\n`);
    }
  } finally {
    person.close();
  }
}

async function problemOf(app: Caller, person: Person, password: string, { names, minCharacters }: Rules): Promise<CliFailure | null> {
  const asked = { password: password.slice(0, 2000), names: names.filter((name) => name !== '').slice(0, 5) };
  const { problem } = await app.call('accounts.checkPassword', asked);
  if (problem === null) return (await person.askHidden('Again: ')) === password ? null : usageError('The two passwords differ.');
  const words = {
    tooShort: `It is too short: at least ${minCharacters} characters are needed.`,
    tooLong: 'It is too long.',
    tooCommon: 'It would soon be guessed: take words that don’t belong together.',
    containsName: 'It is hardly more than your own name.',
  };
  return new CliFailure('weakPassword', words[problem], { reason: problem });
}
