import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { english } from '../../../src-renderer/i18n/index.ts';
import type { Input } from '../../../src-shared/contract/index.ts';
import { kindTemplates, offeredFieldNames } from '../../../src-shared/item-kinds.ts';
import { cli } from '../../helpers/cli.ts';
import { FakeAgent, FakeRefusal, secretsFrom } from '../../helpers/fake-agent.ts';

const id = (last: string): string => `00000000-0000-4000-8000-${last.padStart(12, '0')}`;
const summary = (name: string, last: string, kind = 'apiKey') => ({
  ...{ id: id(last), revision: 4, kind, name, subtitle: '', tags: ['bot'], favourite: false, askBeforeUse: false },
  ...{ expiresAt: null, trashedAt: null, createdAt: 0, updatedAt: 0 },
});
const field = (name: string, value: string | null = null) => ({ id: name, name, type: 'hidden', value, filled: true });
const secrets = { 'secrets.read': secretsFrom({ 'strongroom://Exchange/key': 'k-123456', 'strongroom://Exchange': 'main' }) };

describe('items', () => {
  const vault = {
    'items.find': ({ item }: { item: string }) =>
      [summary('Mail', '1'), summary('Mail', '2'), summary('Exchange', '3')].filter(({ name, id }) => [name, id].includes(item)),
    'items.get': () => ({ ...summary('Exchange', '3'), fields: [field('key'), field('account', 'me')] }),
    'items.counts': () => ({}),
  };

  it('that have one name are told apart by their ids', async () => {
    const { home } = await FakeAgent.start(vault);
    const end = await cli(['get', 'Mail'], { home });
    expect(end.code).toBe(7);
    expect(end.stderr).toContain(id('2'));
  });

  it('are shown without what is concealed', async () => {
    const { home } = await FakeAgent.start(vault);
    const end = await cli(['get', 'Exchange'], { home });
    expect(end.stdout).toMatch(/key +••••••••\n +account +me\n/);
  });

  it('show no control character that is in a name', async () => {
    const { home } = await FakeAgent.start({ ...vault, 'items.list': () => ({ total: 1, rows: [summary('a\u001B[2J\u202Eb', '9')] }) });
    expect((await cli(['ls'], { home })).stdout).toMatch(/^a.\[2J.b /u);
  });

  it('are kept with values from standard input and files', async () => {
    const agent = await FakeAgent.start({ ...vault, 'items.create': () => summary('New', '5') });
    const { home } = agent;
    writeFileSync(join(home, 'pem'), 'line 1\nline 2\n');
    const args = ['add', 'New', '--stdin', 'key', '--file', `Other=${join(home, 'pem')}`, '--tag', 'bot', '--expires', '2027-06-30'];
    expect(await cli(args, { home, input: 'k-1\n' })).toMatchObject({ code: 0, stdout: '' });
    const fields = [
      { id: 'key', name: 'Key', type: 'hidden', value: 'k-1' },
      { id: 'field-1', name: 'Other', type: 'multiline', value: 'line 1\nline 2\n' },
    ];
    const draft = {
      kind: 'apiKey',
      name: 'New',
      tags: ['bot'],
      favourite: false,
      askBeforeUse: false,
      expiresAt: Date.parse('2027-06-30T23:59:59.999Z'),
    };
    expect(agent.asked('items.create')).toEqual([{ ...draft, fields }]);
  });

  it('are refused a name that another one has, before a value is asked for', async () => {
    const agent = await FakeAgent.start({ ...vault, 'items.create': () => summary('Mail', '5') });
    const refused = await cli(['add', 'Exchange', '--stdin', 'key'], { home: agent.home, input: 'k-1' });
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toMatch(/strongroom edit.*--another/);
    expect(await cli(['edit', 'Exchange', '--name', 'Mail'], agent)).toMatchObject({ code: 1 });
    expect(agent.calls.map(({ channel }) => channel)).not.toContain('items.create');
    const kept = await cli(['add', 'Exchange', '--stdin', 'key', '--another'], { home: agent.home, input: 'k-1' });
    expect(kept.code).toBe(0);
    expect(kept.stderr).toContain('Warning');
  });

  it('are changed in what is named, and keep what isn’t without its value being read', async () => {
    const agent = await FakeAgent.start({ ...vault, 'items.update': () => summary('Exchange', '3') });
    await cli(['edit', 'Exchange', '--remove', 'account', '--untag', 'bot', '--favourite', 'yes', '--stdin', 'Token'], {
      home: agent.home,
      input: 's',
    });
    const [update] = agent.asked<Input<'items.update'>>('items.update');
    expect(update).toMatchObject({ id: id('3'), revision: 4, draft: { tags: [], favourite: true } });
    expect(update!.draft.fields).toEqual([
      { id: 'key', name: 'key', type: 'hidden', value: null },
      { id: 'field-1', name: 'Token', type: 'hidden', value: 's' },
    ]);
  });

  it('say which field is none that the kind has, and know theirs however they are written', async () => {
    const agent = await FakeAgent.start({
      ...vault,
      'items.create': () => summary('New', '5'),
      'items.update': () => summary('Exchange', '3'),
    });
    const { home } = agent;
    const run = (...args: string[]) => cli(args, { home, input: 'x' });
    expect((await run('add', 'New', '--stdin', 'kye')).stderr).toContain('New field: kye.');
    expect((await run('edit', 'Exchange', '--stdin', 'kye')).stderr).toContain('New field: kye.');
    for (const name of ['private-key', 'Private key', 'privateKey'])
      expect((await run('add', 'New', '--kind', 'sshKey', '--stdin', name)).stderr).not.toContain('New field');
    const [, ...keys] = agent.asked<Input<'items.create'>>('items.create');
    expect(keys.map(({ fields }) => fields[0]!.id)).toEqual(['private-key', 'private-key', 'private-key']);
    expect((await run('help', 'add')).stdout).toMatch(/sshKey +private-key, passphrase, public-key, host/);
  });

  it('of variables are taken from an env file', async () => {
    const agent = await FakeAgent.start({ ...vault, 'items.create': () => summary('Bot', '5', 'envSet') });
    const { home } = agent;
    const [file, references] = [join(home, '.env'), join(home, 'references.env')];
    writeFileSync(file, '# of the bot\nexport KEY="k 1"\nHOST=a\nHOST=example.org\n');
    writeFileSync(references, 'A=1\nKEY=op://vault/item/field\n');
    const add = (...args: string[]) => cli(['add', 'Bot', ...args], { home, input: 'x' });
    expect(await add('--kind', 'envSet', '--env-file', file)).toMatchObject({ code: 0 });
    const [draft] = agent.asked<Input<'items.create'>>('items.create');
    expect(draft).toMatchObject({ kind: 'envSet' });
    expect(draft!.fields.map(({ name, value }) => [name, value])).toEqual([
      ['KEY', 'k 1'],
      ['HOST', 'example.org'],
    ]);
    expect((await add('--kind', 'envSet', '--env-file', references)).stderr).toContain('line 2');
    for (const args of [
      ['--env-file', file],
      ['--kind', 'envSet', '--stdin', 'My key'],
      ['--kind', 'envSet'],
    ])
      expect(await add(...args)).toMatchObject({ code: 2 });
    expect(agent.asked('items.create')).toHaveLength(1);
  });

  it('go for good only where that is confirmed', async () => {
    const agent = await FakeAgent.start({
      ...vault,
      'items.list': () => ({ total: 0, rows: [] }),
      'items.trash': () => undefined,
      'items.purge': () => undefined,
    });
    expect(await cli(['rm', '--purge', 'Exchange'], agent)).toMatchObject({ code: 2 });
    expect(agent.asked('items.trash')).toEqual([]);
    expect(await cli(['rm', '--purge', '--yes', 'Exchange'], agent)).toMatchObject({ code: 0 });
    expect(agent.asked('items.purge')).toEqual([{ ids: [id('3')] }]);
  });
});

describe('inject', () => {
  it('fills a template and writes it for this person alone', async () => {
    const { home } = await FakeAgent.start(secrets);
    const out = join(home, 'app.conf');
    const end = await cli(['inject', '-o', out], { home, input: 'key = {{ strongroom://Exchange/key }}\n' });
    expect(end).toMatchObject({ code: 0, stdout: '' });
    expect(readFileSync(out, 'utf8')).toBe('key = k-123456\n');
    expect(statSync(out).mode & 0o777).toBe(0o600);
  });

  it.each([
    ['a placeholder that is none', '{{ strongroom://Exchange }}\n {{ other }}', 2, 'line 2, column 2'],
    ['a reference that isn’t there', '{{ strongroom://Nothing }}', 3, ''],
  ])('writes nothing where there is %s', async (_, input, code, says) => {
    const { home } = await FakeAgent.start(secrets);
    const out = join(home, 'app.conf');
    const end = await cli(['inject', '-o', out], { home, input });
    expect(end).toMatchObject({ code, stdout: '' });
    expect(end.stderr).toContain(says);
    expect(existsSync(out)).toBe(false);
  });
});

describe('programs', () => {
  const approval = {
    ...{ id: id('7'), use: 'inject', audience: null, askedAt: 0, expiresAt: 1, askedBefore: 2 },
    asker: { key: 'k', name: 'bot.py\u001B[2J', path: '/usr/bin/python3 /srv/bot.py', parents: ['zsh'], registered: false },
    items: [{ id: id('3'), name: 'Exchange', tags: [], fields: ['key'], askAlways: true }],
  };

  it('that wait are listed where there is no terminal, and answered by id', async () => {
    const agent = await FakeAgent.start({ 'approvals.list': () => [approval], 'approvals.answer': () => undefined });
    const { home } = agent;
    const listed = await cli(['approve'], { home });
    expect(listed.stdout).toMatch(/^bot\.py.\[2J asks, for a command’s environment alone:\n {4}Exchange: key {2}\(asks each time\)\n/u);
    expect(agent.asked('approvals.answer')).toEqual([]);
    const allowing = ['approve', id('7').slice(0, 8), '--duration', '10m', '--tag', 'bot', '--lease', '60'];
    expect(await cli(allowing, { home })).toMatchObject({ code: 2 });
    await cli([...allowing, '--password-stdin'], { home, input: 'hunter22!\n' });
    await cli(['approve', id('7'), '--deny'], { home });
    expect(agent.asked('approvals.answer')).toEqual([
      { id: id('7'), decision: { allow: true, duration: 'tenMinutes', tag: 'bot', leaseMinutes: 60 }, password: 'hunter22!' },
      { id: id('7'), decision: { allow: false } },
    ]);
    expect(await cli(['approve', 'ffff'], { home })).toMatchObject({ code: 3 });
  });

  it('are connected with a token that stands alone on standard output', async () => {
    const { home } = await FakeAgent.start({ 'programs.register': () => ({ program: { name: 'Node bot' }, token: 'srp_1' }) });
    expect(await cli(['grant', 'program', 'add', 'Node bot'], { home })).toMatchObject({ code: 0, stdout: 'srp_1\n' });
  });
});

describe('administration', () => {
  it('changes one rule of the policy and leaves the others as they are', async () => {
    const policy = { passwordMinCharacters: 15, guest: false, joining: 'open' };
    const agent = await FakeAgent.start({
      'policy.get': () => ({ policy, killSwitch: null, damaged: false }),
      'policy.set': (policy: object) => ({ policy }),
    });
    await cli(['admin', 'policy', 'set', 'guest', 'yes'], agent);
    expect(agent.asked('policy.set')).toEqual([{ ...policy, guest: true }]);
    expect(await cli(['admin', 'policy', 'set', 'nothing', '1'], agent)).toMatchObject({ code: 3 });
    expect(await cli(['admin', 'policy', 'set', 'passwordMinCharacters', 'many'], agent)).toMatchObject({ code: 2 });
  });

  it.each([
    ['passwordMinCharacters', '2', 'passwordMinCharacters takes a whole number from 8 to 128.'],
    ['joining', 'never', 'joining is one of: open, approval, administrators.'],
  ])('says what a rule can be where it can’t be that: %s', async (key, value, says) => {
    const { home } = await FakeAgent.start({
      'policy.get': () => ({ policy: { passwordMinCharacters: 15, joining: 'open' } }),
      'policy.set': () => {
        throw new FakeRefusal('invalidInput', { what: key });
      },
    });
    const end = await cli(['admin', 'policy', 'set', key, value], { home });
    expect(end).toMatchObject({ code: 2, stderr: `strongroom: ${says}\n` });
  });

  it('turns the kill switch on only where that is confirmed', async () => {
    const agent = await FakeAgent.start({ 'killSwitch.turnOn': () => undefined, 'policy.get': () => ({}) });
    expect(await cli(['admin', 'kill-switch', 'on'], agent)).toMatchObject({ code: 2 });
    expect(agent.asked('killSwitch.turnOn')).toEqual([]);
    expect(await cli(['admin', 'kill-switch', 'on', '--yes'], agent)).toMatchObject({ code: 0 });
  });
});

describe('doctor', () => {
  it('says of each thing how it is, and ends with 1 where one is wrong', async () => {
    const keychain = { kind: 'os', state: 'available' };
    const app = { phase: 'ready', problem: null, version: '0.1.0', keychain };
    const agent = await FakeAgent.start({
      'app.status': () => app,
      'agent.status': () => ({ startedAt: Date.now() - 1000, now: Date.now() }),
    });
    const { home } = agent;
    const good = await cli(['doctor', '--json'], { home, env: { XDG_RUNTIME_DIR: home } });
    expect(good.code).toBe(0);
    const checks = (JSON.parse(good.stdout) as { checks: { what: string; result: string }[] }).checks;
    expect(checks.map(({ what }) => what)).toEqual(
      expect.arrayContaining(['Node', 'Data directory', 'Agent', 'Versions', 'Keychain', 'Clock']),
    );
    chmodSync(home, 0o755);
    agent.answers = { 'app.status': () => app, 'agent.status': () => ({ startedAt: Date.now() + 60_000, now: Date.now() }) };
    const bad = await cli(['doctor'], { home, env: { XDG_RUNTIME_DIR: home } });
    expect(bad.code).toBe(1);
    expect(bad.stdout).toContain(`chmod 700 '${home}'`);
    expect(bad.stdout).toContain('fail  Clock');
    expect(bad.stdout).not.toContain('\u001B');
  });

  it.each([
    ['before', -60_000],
    ['after', 60_000],
  ])('compares its clock with the agent’s, which is %s it', async (_, by) => {
    const app = { phase: 'ready', problem: null, version: '0.1.0', keychain: { kind: 'os', state: 'available' } };
    const status = () => ({ startedAt: Date.now() - 100_000, now: Date.now() + by });
    const { home } = await FakeAgent.start({ 'app.status': () => app, 'agent.status': status });
    const end = await cli(['doctor', '--json'], { home });
    const { checks } = JSON.parse(end.stdout) as { checks: { what: string; result: string; says: string }[] };
    const clock = checks.find(({ what }) => what === 'Clock');
    expect(clock?.result).toBe('fail');
    expect(clock?.says).toMatch(by < 0 ? /60 s behind/ : /60 s ahead/);
    expect(end.code).toBe(1);
  });
});

describe('fields that the app offers', () => {
  it('are kept under the names by which the window knows them again', () => {
    const offered = Object.entries(kindTemplates).flatMap(([kind, fields]) => (kind === 'envSet' ? [] : fields.map(({ id }) => id)));
    for (const id of offered) expect(offeredFieldNames[id], id).toBe(english.vault.field[id as keyof typeof english.vault.field]);
  });
});
