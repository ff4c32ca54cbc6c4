import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cli } from '../../helpers/cli.ts';
import { FakeAgent, FakeRefusal, type Answers } from '../../helpers/fake-agent.ts';
import { temporaryDirectory } from '../../helpers/temporary-directory.ts';

const denied = () => {
  throw new FakeRefusal('denied');
};
const noAccount = () => {
  throw new FakeRefusal('notFound', { what: 'account' });
};
const account = { id: '00000000-0000-4000-8000-00000000000a', username: 'ada', displayName: 'Ada', role: 'user' };
const login = { id: account.id, name: 'Mail', kind: 'login' };
const tiles = { 'accounts.tiles': () => ({ tiles: [account], more: false }) };
const once = { status: 'unlocked', account, failuresSinceLastSignIn: 1, passwordDue: false };

describe('what goes wrong is said as it is', () => {
  it.each<readonly [readonly string[], Answers, number, string]>([
    [['env', 'show', 'Mail'], { 'items.find': () => [login] }, 3, '"Mail" is no env set, but of the kind login: strongroom env list.'],
    [['env', 'show', 'None'], { 'items.find': () => [] }, 3, 'There is no env set "None": strongroom env list.'],
    [['read', '--account', 'eve', 'strongroom://x'], { 'secrets.read': noAccount }, 3, 'There is no such account: strongroom accounts.'],
    [['admin', 'people', 'list'], { 'people.list': denied }, 5, 'That needs an administrator.'],
    [['admin', 'kill-switch', 'on'], { 'policy.get': denied }, 5, 'That needs an administrator.'],
    [['use', 'eve'], tiles, 3, 'There is no account "eve": strongroom accounts.'],
    [['edit', 'Mail'], { 'items.find': () => [login] }, 2, 'Nothing to change: strongroom help edit says what can be.'],
    [
      ['agent'],
      {},
      1,
      'A Strongroom with this data runs already: every command and program can use that one; end it first to run it here.',
    ],
  ])('%j', async (args, answers, code, says) => {
    const agent = await FakeAgent.start(answers);
    const end = await cli(args, agent);
    // From its sources alone there is no agent to start; who runs already is looked at first.
    expect(end).toMatchObject({ code, stdout: '' });
    expect(end.stderr).toContain(says);
  });

  it('counts one wrong password as one, and tells times as this machine has them', async () => {
    const agent = await FakeAgent.start({ ...tiles, 'session.signIn': () => once });
    const { home } = agent;
    const end = await cli(['login', 'ada', '--password-stdin'], { home, input: 'x' });
    expect(end.stderr).toContain('there was 1 wrong password.');
    agent.answers = { 'accounts.tiles': () => ({ tiles: [{ ...account, lastUsedAt: Date.UTC(2026, 10, 24, 23, 30, 5) }], more: false }) };
    expect((await cli(['accounts'], { home, env: { TZ: 'Europe/Berlin' } })).stdout).toContain('2026-11-25 00:30:05\n');
  });

  it('takes a name where nobody says who there is', async () => {
    const hidden = await FakeAgent.start({ 'accounts.tiles': () => ({ tiles: [], more: false }) });
    expect(await cli(['use', 'eve'], hidden)).toMatchObject({ code: 0 });
    expect(await cli(['use', 'eve'], { home: temporaryDirectory() })).toMatchObject({ code: 0 });
  });

  it('leaves the system’s keychain alone where the installation has a file, and says what no agent means', async () => {
    const home = temporaryDirectory();
    writeFileSync(join(home, 'keychain.json'), '{}', { mode: 0o600 });
    const end = await cli(['doctor', '--json'], { home });
    const { checks } = JSON.parse(end.stdout) as { checks: { what: string; result: string; says: string }[] };
    expect(checks.find(({ what }) => what === 'Keychain')?.says).toContain('a file');
    expect(checks.find(({ what }) => what === 'Agent')).toMatchObject({ result: 'warn', says: expect.stringContaining('every command') });
  });
});
