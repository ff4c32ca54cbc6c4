import type { NewCode } from '../../src-shared/models.ts';
import type { Given } from './arguments.ts';
import type { Caller } from './connection.ts';
import { CliFailure, usageError } from './failure.ts';
import { checkTarget, writeAtomically } from './out-file.ts';
import { visible } from './text.ts';
import { openTerminal, type Person, requireTerminal } from './tty.ts';

type Codes = readonly (readonly ['personal' | 'installation', NewCode])[];

const titles = {
  personal: 'Your recovery code: it opens your vault when password or keychain are lost.',
  installation: 'The installation’s recovery code: the only way back when no administrator is left.',
} as const;

/** Before anything is made: codes that nobody can see would be lost. Throws usage, file. */
export function preparePlace(given: Given): void {
  const file = given.text('codes-file');
  if (file !== null) return checkTarget(file);
  const person = openTerminal();
  person?.close();
  if (person === null) throw usageError('There is no terminal to show a recovery code at: --codes-file FILE.');
}

/** Into the file that was named, else to the person at the terminal. What is to be said of it, with a line end. */
export async function handOver(app: Caller, given: Given, codes: Codes): Promise<string> {
  const file = given.text('codes-file');
  if (file === null) {
    await showAndConfirm(app, codes);
    return '';
  }
  await keepInFile(app, file, codes);
  const what = codes.length > 1 ? 'The recovery codes are' : 'The recovery code is';
  return `${what} in ${file}: print it, keep it apart from this machine, and remove the file.\n`;
}

/** They are in the file now, which is what a person at the terminal shows by typing a group back. */
async function keepInFile(app: Caller, file: string, codes: Codes): Promise<void> {
  writeAtomically(file, codes.map(([kind, { code }]) => `${titles[kind]}\n${code}\n`).join('\n'));
  for (const [kind, { code, askGroup }] of codes) await app.call('recovery.confirm', { kind, group: code.split('-')[askGroup - 1] ?? '' });
}

async function showAndConfirm(app: Caller, codes: Codes): Promise<void> {
  const person = requireTerminal('--codes-file FILE');
  try {
    for (const [kind, { code, askGroup }] of codes) {
      person.say(`\n${titles[kind]}\nWrite it down; it is shown only now.\n\n    ${visible(code)}\n\n`);
      await confirmGroup(app, person, kind, askGroup);
    }
  } catch (error) {
    if (!(error instanceof CliFailure && error.code === 'interrupted')) throw error;
    throw new CliFailure(
      'interrupted',
      'Everything is made, but the recovery code isn’t confirmed: sign in in the app, it offers a new one.',
    );
  } finally {
    person.close();
  }
}

async function confirmGroup(app: Caller, person: Person, kind: Codes[number][0], askGroup: number): Promise<void> {
  for (;;) {
    const group = (await person.ask(`Group ${askGroup} of it: `)).trim();
    try {
      await app.call('recovery.confirm', { kind, group });
      return;
    } catch (error) {
      if (!(error instanceof CliFailure && error.code === 'recoveryCodeMismatch')) throw error;
      person.say('That isn’t it; count the groups between the dashes.\n');
    }
  }
}
