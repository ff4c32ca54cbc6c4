import { chmodSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Input } from '../../../src-shared/contract/index.ts';
import { cli } from '../../helpers/cli.ts';
import { FakeAgent, FakeRefusal, frame, secretsFrom } from '../../helpers/fake-agent.ts';
import { temporaryDirectory } from '../../helpers/temporary-directory.ts';

const id = (last: string): string => `00000000-0000-4000-8000-${last.padStart(12, '0')}`;
const account = { id: id('a'), username: 'ada', displayName: 'Ada', email: null, colour: 'blue', picture: null, role: 'user' };
const unlocked = {
  status: 'unlocked',
  account,
  unconfirmedCodes: [],
  failuresSinceLastSignIn: 0,
  passwordDue: false,
  unreadNotifications: 0,
};
const secrets = { 'secrets.read': secretsFrom({ 'strongroom://Exchange/key': 'k-123456', 'strongroom://Exchange': 'main' }) };

describe('read', () => {
  it('prints values in their order, each on a line, and asks for all at once', async () => {
    const agent = await FakeAgent.start(secrets);
    const { home } = agent;
    const end = await cli(['read', 'strongroom://Exchange', 'strongroom://Exchange/key', 'strongroom://Exchange', '--no-wait'], { home });
    expect(end).toEqual({ code: 0, signal: null, stdout: 'main\nk-123456\nmain\n', stderr: '' });
    const references = ['strongroom://Exchange', 'strongroom://Exchange/key'];
    expect(agent.asked('secrets.read')).toEqual([{ references, use: 'reveal', account: null, waitSeconds: 0, consentSeconds: 0 }]);
  });

  it('greets as the terminal, and as a program where it has a token', async () => {
    const agent = await FakeAgent.start(secrets);
    await cli(['read', 'strongroom://Exchange'], { home: agent.home });
    await cli(['read', 'strongroom://Exchange'], { home: agent.home, env: { STRONGROOM_TOKEN: 'srp_x' } });
    expect(agent.greetings).toMatchObject([
      { token: 'token of this start', as: 'terminal', programToken: null },
      { as: 'program', programToken: 'srp_x' },
    ]);
  });

  it('writes a file for this person alone, without a line end where that is asked for', async () => {
    const { home } = await FakeAgent.start(secrets);
    const file = join(home, 'out');
    expect((await cli(['read', 'strongroom://Exchange/key', '--no-newline', '-o', file], { home })).stdout).toBe('');
    expect(readFileSync(file, 'utf8')).toBe('k-123456');
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('answers with one object where JSON is asked for, in success and failure', async () => {
    const { home } = await FakeAgent.start(secrets);
    expect(JSON.parse((await cli(['read', '--json', 'strongroom://Exchange'], { home })).stdout)).toEqual({ ok: true, values: ['main'] });
    const failed = await cli(['read', '--json', 'strongroom://Nothing'], { home });
    expect(failed).toMatchObject({ code: 3, stderr: '' });
    expect(JSON.parse(failed.stdout)).toMatchObject({ ok: false, error: { code: 'notFound', exit: 3, detail: { what: 'item' } } });
  });

  it.each([
    ['vaultLocked', 4],
    ['denied', 5],
    ['ambiguous', 7],
    ['timedOut', 8],
    ['dataDamaged', 9],
    ['busy', 1],
  ] as const)('ends with the number of %s and a next step', async (code, number) => {
    const { home } = await FakeAgent.start({
      'secrets.read': () => {
        throw new FakeRefusal(code);
      },
    });
    const end = await cli(['read', 'strongroom://x'], { home });
    expect(end).toMatchObject({ code: number, stdout: '' });
    expect(end.stderr).toMatch(/^strongroom: .+\n$/);
  });

  it('prefers an option to the environment, and this to the configuration', async () => {
    const agent = await FakeAgent.start(secrets);
    const { home } = agent;
    await cli(['use', 'carl'], { home });
    await cli(['config', 'set', 'waitSeconds', '7'], { home });
    const env = { STRONGROOM_ACCOUNT: 'ben', STRONGROOM_WAIT: '5' };
    await cli(['read', 'strongroom://Exchange'], { home });
    await cli(['read', 'strongroom://Exchange'], { home, env });
    await cli(['read', 'strongroom://Exchange', '--account', 'ada', '--wait', '1'], { home, env });
    const asked = agent.asked<Input<'secrets.read'>>('secrets.read').map(({ account, waitSeconds }) => [account, waitSeconds]);
    expect(asked).toEqual([
      ['carl', 7],
      ['ben', 5],
      ['ada', 1],
    ]);
  });

  it('says what to do where the token may be of nobody any more', async () => {
    const refused = () => {
      throw new FakeRefusal('denied');
    };
    const { home } = await FakeAgent.start({ 'secrets.read': refused });
    const end = await cli(['read', 'strongroom://Exchange'], { home, env: { STRONGROOM_TOKEN: 'srp_x' } });
    expect(end).toMatchObject({ code: 5 });
    expect(end.stderr).toContain('strongroom grant program add');
    expect((await cli(['read', 'strongroom://Exchange'], { home })).stderr).not.toContain('TOKEN');
  });

  it('resolves references of another vault by their aliases', async () => {
    const { home } = await FakeAgent.start(secrets);
    expect(await cli(['read', 'op://Work/Exchange/key'], { home })).toMatchObject({ code: 3 });
    expect(await cli(['config', 'alias', 'set', 'op://Work/Exchange/key', 'strongroom://Exchange/key'], { home })).toMatchObject({
      code: 0,
    });
    expect(await cli(['read', 'op://Work/Exchange/key'], { home })).toMatchObject({ code: 0, stdout: 'k-123456\n' });
  });
});

describe('the agent', () => {
  it('that isn’t there is 6, with the next step', async () => {
    const home = temporaryDirectory();
    for (const prepare of [() => undefined, () => mkdirSync(join(home, 'run'), { mode: 0o700 })]) {
      prepare();
      const end = await cli(['status'], { home });
      expect(end.code).toBe(6);
      expect(end.stderr).toContain('strongroom agent');
    }
  });

  it('is not trusted in a directory that others can enter, or that is a link', async () => {
    const agent = await FakeAgent.start(secrets);
    chmodSync(join(agent.home, 'run'), 0o755);
    expect(await cli(['read', 'strongroom://Exchange'], agent)).toMatchObject({ code: 1 });
    const other = temporaryDirectory();
    symlinkSync(join(agent.home, 'run'), join(other, 'run'));
    expect(await cli(['read', 'strongroom://Exchange'], { home: other })).toMatchObject({ code: 1 });
    expect(agent.greetings).toEqual([]);
  });

  it.each([
    ['hangs up', Buffer.alloc(0), 6],
    ['refuses', frame({ refused: { code: 'agentOff' } }), 5],
    ['is of another version', frame({ refused: { code: 'protocolMismatch' } }), 1],
    ['speaks something else', Buffer.from('HTTP/1.1 400 Bad Request\r\n'), 1],
  ])('that %s ends the command with its number', async (_, bytes, code) => {
    const agent = await FakeAgent.start();
    agent.raw = (socket) => socket.end(bytes);
    expect(await cli(['read', 'strongroom://x'], agent)).toMatchObject({ code, stdout: '' });
  });
});

describe('signing in', () => {
  it('takes the password from standard input or a private file, never from arguments', async () => {
    const agent = await FakeAgent.start({ 'session.signIn': () => unlocked });
    const { home } = agent;
    await cli(['login', 'ada', '--password-stdin'], { home, input: 'a long passphrase\n' });
    const file = join(home, 'password');
    writeFileSync(file, 'from a file\n', { mode: 0o600 });
    await cli(['login', 'ada', '--password-file', file], { home });
    chmodSync(file, 0o640);
    expect(await cli(['login', 'ada', '--password-file', file], { home })).toMatchObject({ code: 1 });
    expect((await cli(['login', 'ada'], { home })).stderr).toContain('--password-stdin');
    expect(agent.asked('session.signIn')).toEqual([
      { who: { username: 'ada' }, password: 'a long passphrase', acceptOlder: false },
      { who: { username: 'ada' }, password: 'from a file', acceptOlder: false },
    ]);
  });

  it('that is refused is 5 and never shows the password', async () => {
    const { home } = await FakeAgent.start({
      'session.signIn': () => {
        throw new FakeRefusal('wrongPassword');
      },
    });
    const end = await cli(['login', 'ada', '--password-stdin'], { home, input: 'hunter2hunter2' });
    expect(end.code).toBe(5);
    expect(end.stdout + end.stderr).not.toContain('hunter2');
  });

  it('unlocks whoever is locked at this terminal', async () => {
    const agent = await FakeAgent.start({
      'session.current': () => ({ status: 'locked', account, reason: 'asked' }),
      'session.signIn': () => unlocked,
    });
    expect(await cli(['unlock', '--password-stdin'], { home: agent.home, input: 'x' })).toMatchObject({ code: 0 });
    expect(agent.asked('session.signIn')).toMatchObject([{ who: { username: 'ada' } }]);
  });
});
