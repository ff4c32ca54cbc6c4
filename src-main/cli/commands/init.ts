import type { NewCode } from '../../../src-shared/models.ts';
import type { Given } from '../arguments.ts';
import type { Caller } from '../connection.ts';
import { CliFailure, usageError } from '../failure.ts';
import { openHere } from '../local-app.ts';
import { checkTarget, writeAtomically } from '../out-file.ts';
import { askPassword } from '../passwords.ts';
import { openAgent, type Outcome, type Task } from '../task.ts';
import { visible } from '../text.ts';
import { openTerminal, type Person, requireTerminal } from '../tty.ts';

type Codes = readonly (readonly ['personal' | 'installation', NewCode])[];

/** Through the agent where one runs, else in this process. */
export async function init(task: Task): Promise<Outcome> {
  const file = task.given.text('codes-file');
  if (file !== null) checkTarget(file);
  const agent = await runningAgent(task);
  if (agent !== null) {
    try {
      return await initBy(agent, task, 'You are signed in at this terminal.');
    } finally {
      agent.close();
    }
  }
  const app = await openHere();
  try {
    const outcome = await initBy(app, task, 'Next: strongroom agent (or open the app), then strongroom login.');
    // This process ends now, and a session of it would stay in the list.
    await app.call('session.signOut', undefined);
    return outcome;
  } finally {
    await app.done();
  }
}

async function runningAgent(task: Task): Promise<Caller | null> {
  try {
    const agent = openAgent(task);
    await agent.welcome;
    return agent;
  } catch (error) {
    if (error instanceof CliFailure && error.code === 'notRunning') return null;
    throw error;
  }
}

async function initBy(app: Caller, { given }: Task, next: string): Promise<Outcome> {
  const status = await app.call('app.status', undefined);
  if (status.phase === 'ready') throw new CliFailure('alreadySetUp');
  if (status.problem !== null) throw new CliFailure(status.problem.code, '', status.problem.detail);
  const file = given.text('codes-file');
  const shows = openTerminal();
  shows?.close();
  // Before anything is made: codes that nobody can see would be lost.
  if (file === null && shows === null) throw usageError('There is no terminal to show the recovery codes at: --codes-file FILE.');
  await prepareKeychain(app, given);
  const person = await whoIsFirst(given, status.suggestedEmail);
  const password = await askPassword(given, 'A long password, best a row of words: ', { twice: true });
  const made = await app.call('setup.createAdministrator', { ...person, password });
  const codes: Codes = [
    ['personal', made.personal],
    ['installation', made.installation],
  ];
  if (file !== null) await keepInFile(app, file, codes);
  else await showAndConfirm(app, codes);
  const kept =
    file === null ? '' : `The recovery codes are in ${file}: print them, keep them apart from this machine, and remove the file.\n`;
  return { data: { username: person.username, codesFile: file }, note: `${kept}The installation is ready. ${next}` };
}

async function prepareKeychain(app: Caller, given: Given): Promise<void> {
  const { kind, state } = await app.call('setup.checkKeychain', undefined);
  if (kind === 'file' || state === 'available') return;
  if (given.has('file-keychain')) return void (await app.call('setup.useFileKeychain', undefined));
  if (state === 'locked') throw new CliFailure('keychainLocked');
  const message = 'This machine has no keychain that can be reached. With --file-keychain its keys lie in a file, which protects less.';
  throw new CliFailure('keychainUnavailable', message);
}

async function whoIsFirst(given: Given, suggestedEmail: string | null) {
  const name = given.text('name');
  const username = name ?? (await askedName());
  const displayName = given.text('display-name') ?? username;
  return { username, displayName, email: given.text('email') ?? suggestedEmail };
}

async function askedName(): Promise<string> {
  const person = requireTerminal('--name NAME');
  try {
    return (await person.ask('User name of the first administrator: ')).trim();
  } finally {
    person.close();
  }
}

const titles = {
  personal: 'Your recovery code: it opens your vault when password or keychain are lost.',
  installation: 'The installation’s recovery code: the only way back when no administrator is left.',
} as const;

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
