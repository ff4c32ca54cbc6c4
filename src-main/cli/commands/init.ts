import type { Given } from '../arguments.ts';
import type { Caller } from '../connection.ts';
import { CliFailure } from '../failure.ts';
import { openHere } from '../local-app.ts';
import { askNewPassword } from '../new-password.ts';
import { handOver, preparePlace } from '../recovery-codes.ts';
import { openAgent, type Outcome, type Task } from '../task.ts';
import { requireTerminal } from '../tty.ts';

/** Of the policy that an installation begins with. */
const passwordMinCharacters = 15;

/** Through the agent where one runs, else in this process. */
export async function init(task: Task): Promise<Outcome> {
  preparePlace(task.given);
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
  await prepareKeychain(app, given);
  const person = await whoIsFirst(given, status.suggestedEmail);
  const names = [person.username, person.displayName, person.email ?? ''];
  const password = await askNewPassword(app, given, { names, minCharacters: passwordMinCharacters });
  const made = await app.call('setup.createAdministrator', { ...person, password });
  const kept = await handOver(app, given, [
    ['personal', made.personal],
    ['installation', made.installation],
  ]);
  const data = { username: person.username, codesFile: given.text('codes-file') };
  return { data, note: `${kept}The installation is ready. ${next}` };
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
