import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Output } from '../../../src-shared/contract/index.ts';
import { protocolVersion } from '../../../src-shared/agent/framing.ts';
import { explain } from '../explain.ts';
import { CliFailure } from '../failure.ts';
import { probeKeychain } from '../local-app.ts';
import { openAgent, type Task } from '../task.ts';
import { moment } from '../text.ts';
import { type Check, fail, ok, warn } from './check.ts';

const clockToleranceMilliseconds = 2000;

/** What the agent says; where none runs, what can be seen of the rest without it. */
export async function checkAgent(task: Task): Promise<Check[]> {
  try {
    return await askAgent(task);
  } catch (error) {
    if (!(error instanceof CliFailure)) throw error;
    const check =
      error.code === 'notRunning'
        ? warn('Agent', 'Strongroom is not running, so nearly every command ends with 6', 'open the app, or start strongroom agent')
        : fail('Agent', error.message || explain(error.code, error.detail), 'end Strongroom and start it again');
    return [check, await checkKeychainHere(task)];
  }
}

async function askAgent(task: Task): Promise<Check[]> {
  const agent = openAgent(task);
  try {
    const facts = await agent.welcome;
    const app = await agent.call('app.status', undefined);
    const asked = Date.now();
    const door = await agent.call('agent.status', undefined);
    const clock = checkClock(door, { asked, answered: Date.now() });
    return [
      ok('Agent', `listens at ${task.home.agent.socket}`),
      checkVersions(facts, task.version),
      checkData(facts.dataDirectory, task.home.data),
      checkState(app),
      checkKeychain(app.keychain),
      clock,
    ];
  } finally {
    agent.close();
  }
}

function checkVersions({ version, protocol }: { readonly version: string; readonly protocol: number }, own: string): Check {
  if (version === own && protocol === protocolVersion) return ok('Versions', `app and command line are both ${own}`);
  return warn(
    'Versions',
    `the app is ${version}, the command line ${own}`,
    'end Strongroom and start it again, so that both are of one version',
  );
}

const checkData = (theirs: string, ours: string): Check =>
  theirs === ours
    ? ok('Data of the agent', theirs)
    : warn('Data of the agent', `it has ${theirs} open, which isn’t ${ours}`, 'set STRONGROOM_HOME to the same for both');

function checkState({ phase, problem }: Output<'app.status'>): Check {
  if (problem !== null) return fail('Installation', explain(problem.code, problem.detail), 'the app shows what can be done');
  return phase === 'ready' ? ok('Installation', 'ready') : warn('Installation', 'there is none yet', 'strongroom init');
}

function checkKeychain({ kind, state }: Output<'app.status'>['keychain']): Check {
  if (kind === 'file')
    return warn('Keychain', 'a file, reduced protection: whoever copies the data directory has both', 'use a system with a keychain');
  return keychainState(state);
}

function keychainState(state: string): Check {
  if (state === 'available') return ok('Keychain', 'the system’s, written and read back');
  if (state === 'locked') return fail('Keychain', 'it is locked', 'unlock it, or sign in to the desktop');
  const mend = 'start a Secret Service such as gnome-keyring, install libsecret, or use STRONGROOM_KEYCHAIN=file, which protects less';
  return fail('Keychain', 'it can’t be reached', mend);
}

async function checkKeychainHere({ env, home }: Task): Promise<Check> {
  // An installation with a file has nothing to do with the system's, which might ask the person to unlock it.
  if (env['STRONGROOM_KEYCHAIN'] === 'file' || existsSync(join(home.data, 'keychain.json')))
    return checkKeychain({ kind: 'file', state: 'available' });
  try {
    return keychainState(await probeKeychain());
  } catch {
    return warn('Keychain', 'not looked at', 'start strongroom agent, then ask again');
  }
}

/** Consents, leases and locks end by the agent's clock; what it said was some time between question and answer. */
function checkClock(
  { startedAt, now }: Output<'agent.status'>,
  { asked, answered }: { readonly asked: number; readonly answered: number },
): Check {
  const mend = 'set the clock right, then restart Strongroom';
  const off = now > answered ? now - answered : Math.min(now - asked, 0);
  if (Math.abs(off) > clockToleranceMilliseconds)
    return fail('Clock', `the agent’s is ${Math.round(Math.abs(off) / 1000)} s ${off > 0 ? 'ahead of' : 'behind'} this one`, mend);
  // It was put back since then.
  if (startedAt - now > clockToleranceMilliseconds)
    return fail('Clock', `the agent was started ${moment(startedAt)}, which is still to come`, mend);
  return ok('Clock', `the agent’s agrees; it was started ${moment(startedAt)}`);
}
