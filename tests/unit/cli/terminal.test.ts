import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cliAtTerminal } from '../../helpers/cli.ts';
import { FakeAgent, secretsFrom } from '../../helpers/fake-agent.ts';

const secret = 'k-canary-123456';
const account = { id: '00000000-0000-4000-8000-000000000001', username: 'ada', displayName: 'Ada', role: 'user' };
const approval = {
  ...{ id: account.id, use: 'reveal', audience: null, askedAt: 0, expiresAt: 1, askedBefore: 0 },
  asker: { key: 'k', name: 'bot.py', path: null, parents: [], registered: false },
  items: [{ id: account.id, name: 'Exchange', tags: [], fields: ['key'], askAlways: false }],
};

describe('at a terminal', () => {
  it('a password is asked for and never shown', async () => {
    const agent = await FakeAgent.start({ 'session.signIn': () => ({ status: 'locked', account }) });
    const end = await cliAtTerminal(['login', 'ada'], { home: agent.home, answers: [['Password of ada', 'hunter22x\u007F!\r']] });
    expect(end.code).toBe(0);
    expect(agent.asked('session.signIn')).toMatchObject([{ password: 'hunter22!' }]);
    expect(end.stdout).not.toContain('hunter');
  });

  it('what is typed ahead of a question isn’t shown either', async () => {
    const agent = await FakeAgent.start({
      'items.get': () => ({ fields: [] }),
      'items.counts': () => ({}),
      'items.find': () => [],
      'items.create': () => ({ id: 'x', name: 'New' }),
    });
    const typed = 'first-secret\rsecond-secret\r\r\r\r';
    const end = await cliAtTerminal(['add', 'New'], { home: agent.home, answers: [['key:', typed]] });
    // Nor kept: of several lines nobody knows which field they were meant for.
    expect(end.code).toBe(2);
    expect(agent.asked('items.create')).toEqual([]);
    expect(end.stdout).not.toContain('secret-');
    expect(end.stdout).not.toMatch(/first|second/);
  });

  it('Ctrl+C at a prompt ends with 130 and asks nothing of the agent', async () => {
    const agent = await FakeAgent.start({ 'session.signIn': () => ({ status: 'locked', account }) });
    const end = await cliAtTerminal(['login', 'ada'], { home: agent.home, answers: [['Password of ada', 'hunt\u0003']] });
    expect(end.code).toBe(130);
    expect(agent.calls).toEqual([]);
  });

  it.each([
    ['y\r', true],
    ['\r', false],
    ['nonsense\r', false],
  ])('a program that waits gets %j as its answer, and no is the default', async (typed, allow) => {
    const agent = await FakeAgent.start({ 'approvals.list': () => [approval], 'approvals.answer': () => undefined });
    const end = await cliAtTerminal(['approve'], { home: agent.home, answers: [['Allow it (once)? [y/N]', typed]] });
    expect(end.code).toBe(0);
    expect(agent.asked('approvals.answer')).toMatchObject([{ decision: { allow } }]);
  });

  it('what asks each time is allowed with the password, which isn’t shown', async () => {
    const careful = { ...approval, items: approval.items.map((item) => ({ ...item, askAlways: true })) };
    const agent = await FakeAgent.start({ 'approvals.list': () => [careful], 'approvals.answer': () => undefined });
    const answers = [
      ['Allow it (once)? [y/N]', 'y\r'],
      ['Your password', 'hunter22!\r'],
    ] as const;
    const end = await cliAtTerminal(['approve'], { home: agent.home, answers });
    expect(agent.asked('approvals.answer')).toMatchObject([{ decision: { allow: true }, password: 'hunter22!' }]);
    expect(end.stdout).not.toContain('hunter');
  });

  it('several lines at a prompt for one are refused, and go neither into other fields nor to the shell', async () => {
    const agent = await FakeAgent.start({ 'items.counts': () => ({}), 'items.find': () => [], 'items.create': () => ({}) });
    const lines = ['-----BEGIN KEY-----', 'first', 'second', 'third', 'fourth', '-----END KEY-----', ''].join('\r');
    const end = await cliAtTerminal(['add', 'Laptop', '--kind', 'sshKey'], { home: agent.home, answers: [['private-key: ', lines]] });
    expect(end.code).toBe(2);
    expect(end.stdout).toContain('--file FIELD=PATH');
    expect(end.stdout).not.toContain('fourth');
    expect(agent.asked('items.create')).toEqual([]);
  });

  it('a new password that differs or is weak is asked for again, with the reason, and three times at most', async () => {
    const weak = ['short', 'aaaaaaaaaaaaaaaaaa'];
    const problems: Record<string, string> = { short: 'tooShort', [weak[1]!]: 'tooCommon' };
    const agent = await FakeAgent.start({
      'accounts.checkActivation': () => ({ username: 'eve', displayName: 'Eve', replacesVault: false }),
      'accounts.joining': () => ({ passwordMinCharacters: 12 }),
      'accounts.checkPassword': ({ password }: { password: string }) => ({ problem: problems[password] ?? null }),
      'accounts.activate': () => ({ personal: { code: 'AAAA-BBBB', askGroup: 2 } }),
      'recovery.confirm': () => ({}),
    });
    const code = ['Activation code: ', 'CODE\r'] as const;
    const question = 'best a row of words: ';
    const tries = [
      [question, 'short\r'],
      [question, 'one good password\r'],
      ['Again: ', 'another\r'],
    ] as const;
    const good = [
      [question, 'one good password\r'],
      ['Again: ', 'one good password\r'],
      ['Group 2', 'BBBB\r'],
    ] as const;
    const end = await cliAtTerminal(['activate'], { home: agent.home, answers: [code, ...tries, ...good] });
    expect(end.code).toBe(0);
    expect(end.stdout).toMatch(/at least 12 characters[^]*differ/);
    expect(agent.asked('accounts.activate')).toEqual([{ code: 'CODE', password: 'one good password' }]);
    const thrice = weak.concat('short').map((password) => [question, `${password}\r`] as const);
    const ended = await cliAtTerminal(['activate'], { home: agent.home, answers: [code, ...thrice] });
    expect(ended.code).toBe(1);
    expect(agent.asked('accounts.activate')).toHaveLength(1);
  });

  it('Ctrl+C before the recovery code is confirmed says that it isn’t', async () => {
    const agent = await FakeAgent.start({
      'accounts.checkActivation': () => ({ username: 'eve', displayName: 'Eve', replacesVault: false }),
      'accounts.joining': () => ({ passwordMinCharacters: 12 }),
      'accounts.activate': () => ({ personal: { code: 'AAAA-BBBB', askGroup: 2 } }),
    });
    const [code, password] = ['code', 'password'].map((name) => join(agent.home, name)) as [string, string];
    writeFileSync(code, 'CODE\n');
    writeFileSync(password, 'one good password\n', { mode: 0o600 });
    const args = ['activate', '--code-file', code, '--password-file', password];
    const end = await cliAtTerminal(args, { home: agent.home, answers: [['Group 2', '\u0003']] });
    expect(end.code).toBe(130);
    expect(end.stdout).toContain('isn’t confirmed');
  });

  it('run masks nothing, and the command takes the place of ours with signals as they are outside', async () => {
    const agent = await FakeAgent.start({ 'secrets.read': secretsFrom({ 'strongroom://Exchange/key': secret }) });
    const file = join(agent.home, '.env');
    writeFileSync(file, 'KEY=strongroom://Exchange/key\n');
    const script = 'echo "$KEY"; cat /proc/$PPID/comm; grep SigIgn /proc/self/status; test -t 0 && test -t 1 && exit 5';
    const end = await cliAtTerminal(['run', '--env-file', file, '--', 'sh', '-c', script], { home: agent.home });
    expect(end.code).toBe(5);
    expect(end.stdout).toContain(secret);
    // Whoever started us, not our own Node, is the parent now.
    expect(end.stdout).toMatch(/\r\n(?:script|sh)\r\n/);
    expect(end.stdout).toMatch(/SigIgn:\t0+\r\n/);
  });

  it('Ctrl+C reaches the command of run once, and its end is ours', async () => {
    const agent = await FakeAgent.start({ 'secrets.read': secretsFrom({ 'strongroom://Exchange/key': secret }) });
    const args = ['run', '--file', 'PEM=strongroom://Exchange/key', '--', 'sh', '-c'];
    const script = `trap 'echo caught; n=$((n+1))' INT; echo ready; while [ -z "$n" ]; do sleep 0.05; done; sleep 0.3; exit $((40 + n))`;
    const end = await cliAtTerminal([...args, script], { home: agent.home, answers: [['ready', '\u0003']] });
    expect(end.code).toBe(41);
  });
});
