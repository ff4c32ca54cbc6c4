import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { cliAtTerminal } from '../helpers/cli.ts';
import { temporaryDirectory } from '../helpers/temporary-directory.ts';
import { ShellSession } from './shell-session.ts';

const password = 'violet harbour seven lanterns';
const canary = 'k-canary-8271937465';
const reference = 'strongroom://Exchange/key';
const launcher = join(import.meta.dirname, '..', '..', 'bin', 'strongroom.mjs');
const patience = { timeout: 30_000 };

it('a whole session at a terminal: init, agent, add, run, lock, unlock, approve', async () => {
  const home = temporaryDirectory();
  const codes = join(home, 'codes');
  const terminal = new ShellSession(home);
  expect(await terminal.strongroom(['status'])).toMatchObject({ code: 6 });

  const made = await terminal.strongroom(['init', '--name', 'ada', '--password-stdin', '--codes-file', codes], `${password}\n`);
  expect(made).toMatchObject({ code: 0, stdout: '' });
  expect(statSync(codes).mode & 0o777).toBe(0o600);
  expect(readFileSync(codes, 'utf8').match(/^(?:[0-9A-Z]{4}-){8}[0-9A-Z]{4}$/gm)).toHaveLength(2);

  await startAgent(terminal, home);
  expect(await terminal.strongroom(['init', '--name', 'eve', '--password-stdin', '--codes-file', `${codes}2`], password)).toMatchObject({
    code: 1,
  });
  expect(await terminal.strongroom(['ls'])).toMatchObject({ code: 4 });
  expect(await terminal.strongroom(['login', 'ada', '--password-stdin'], 'a wrong password')).toMatchObject({ code: 5 });
  expect(await terminal.strongroom(['login', 'ada', '--password-stdin'], password)).toMatchObject({ code: 0 });
  expect((await terminal.strongroom(['whoami'])).stdout).toBe('ada\n');

  expect(await terminal.strongroom(['add', 'Exchange', '--stdin', 'key'], `${canary}\n`)).toMatchObject({ code: 0 });
  expect((await terminal.strongroom(['ls', '--json'])).stdout).not.toContain(canary);
  expect((await terminal.strongroom(['read', reference])).stdout).toBe(`${canary}\n`);

  const file = join(home, '.env');
  writeFileSync(file, `EXCHANGE_KEY=${reference}\n`);
  const script = `echo "\${#EXCHANGE_KEY} $EXCHANGE_KEY"; exit 3`;
  const ran = await terminal.strongroom(['run', '--env-file', file, '--', 'sh', '-c', script]);
  expect(ran).toMatchObject({ code: 3, stdout: `${canary.length} ***\n` });
  expect((await terminal.run(['env'])).stdout).not.toContain('EXCHANGE_KEY');

  // An env set may name the values of other items.
  writeFileSync(join(home, 'set.env'), `EXCHANGE_KEY=${reference}\nMODE=live\n`);
  const added = await terminal.strongroom(['add', 'Bot', '--kind', 'envSet', '--env-file', join(home, 'set.env')]);
  expect(added).toMatchObject({ code: 0 });
  const withSet = await terminal.strongroom(['run', '--env', 'Bot', '--', 'sh', '-c', `echo "\${#EXCHANGE_KEY} $EXCHANGE_KEY $MODE"`]);
  expect(withSet).toMatchObject({ code: 0 });
  expect(withSet.stdout).toMatch(new RegExp(`^${canary.length} \\*\\*\\* `));

  expect(await terminal.strongroom(['lock'])).toMatchObject({ code: 0 });
  expect(await terminal.strongroom(['read', reference, '--no-wait'])).toMatchObject({ code: 4, stdout: '' });
  expect(await terminal.strongroom(['unlock', '--password-stdin'], password)).toMatchObject({ code: 0 });
  expect(await terminal.strongroom(['read', reference])).toMatchObject({ code: 0, stdout: `${canary}\n` });

  // A program is whoever asks from where nobody has signed in.
  const elsewhere = new ShellSession(home);
  const asked = elsewhere.strongroom(['read', reference]);
  const waiting = async (): Promise<{ id: string; items: { name: string }[] }[]> =>
    (JSON.parse((await terminal.strongroom(['approve', '--json'])).stdout) as { approvals: { id: string; items: { name: string }[] }[] })
      .approvals;
  await expect.poll(waiting, patience).toMatchObject([{ items: [{ name: 'Exchange' }] }]);
  const [question] = await waiting();
  expect(await terminal.strongroom(['approve', question!.id])).toMatchObject({ code: 0 });
  expect(await asked).toMatchObject({ code: 0, stdout: `${canary}\n` });

  const again = elsewhere.strongroom(['read', reference]);
  await expect.poll(waiting, patience).toHaveLength(1);
  expect(await terminal.strongroom(['approve', '--deny'])).toMatchObject({ code: 0 });
  expect(await again).toMatchObject({ code: 5, stdout: '' });

  const checked = await terminal.strongroom(['doctor', '--json']);
  expect((JSON.parse(checked.stdout) as { checks: { result: string }[] }).checks.filter(({ result }) => result === 'fail')).toEqual([]);
  expect(await terminal.strongroom(['audit', '--verify'])).toMatchObject({ code: 0 });

  const invited = await terminal.strongroom(['admin', 'people', 'create', 'eve']);
  expect(invited.stderr).toContain('strongroom activate');
  const [codeFile, eveCodes] = [join(home, 'activation'), join(home, 'eve-codes')];
  writeFileSync(codeFile, invited.stdout);
  const activate = ['activate', '--code-file', codeFile, '--password-stdin', '--codes-file', eveCodes];
  const third = new ShellSession(home);
  expect(await third.strongroom(activate, 'eve')).toMatchObject({ code: 1 });
  expect(await third.strongroom(activate, 'seventeen quiet copper kettles')).toMatchObject({ code: 0, stdout: '' });
  expect(readFileSync(eveCodes, 'utf8').match(/^(?:[0-9A-Z]{4}-){8}[0-9A-Z]{4}$/gm)).toHaveLength(1);
  expect((await third.strongroom(['whoami'])).stdout).toBe('eve\n');
  expect(await third.strongroom(activate, 'seventeen quiet copper kettles')).toMatchObject({ code: 5 });

  expect(await terminal.strongroom(['logout'])).toMatchObject({ code: 0 });
  expect(await terminal.strongroom(['ls'])).toMatchObject({ code: 4 });
  for (const path of filesIn(join(home, 'data'))) expect(readFileSync(path).includes(canary), path).toBe(false);
});

it('at a terminal init shows both codes once and asks for a group of each', async () => {
  const home = temporaryDirectory();
  let code = '';
  const group = (shown: string): string => {
    [code] = /(?:[0-9A-Z]{4}-){8}[0-9A-Z]{4}/.exec(shown) ?? [code];
    const [, number = ''] = /Group (\d+) of it: /.exec(shown) ?? [];
    return `${code.split('-')[Number(number) - 1]}\r`;
  };
  const answers = [
    ['User name of', 'ada\r'],
    ['A long password', `${password}\r`],
    ['Again', `${password}\r`],
    ['of it: ', (shown: string) => group(shown).replace(/\w/, '!')],
    ['of it: ', group],
    ['of it: ', group],
  ] as const;
  const end = await cliAtTerminal(['init'], { home, entry: launcher, env: { STRONGROOM_KEYCHAIN: 'file' }, answers });
  expect(end.code).toBe(0);
  expect(end.stdout).toContain('The installation is ready.');
  expect(end.stdout).not.toContain(password);
});

it('the entry of the command line loads nothing but Node’s own modules, and no cryptography', () => {
  const entry = readFileSync(join(import.meta.dirname, '..', '..', 'dist', 'cli', 'strongroom.cjs'), 'utf8');
  const loaded = [...entry.matchAll(/^(?:let|const|var) .*= require\("(.+?)"\);$/gm)].map(([, source]) => source!);
  expect(loaded.toSorted()).toEqual(['node:fs', 'node:net', 'node:os', 'node:path']);
});

/** In the foreground of a terminal of its own, as a person or a supervisor runs it. */
async function startAgent(terminal: ShellSession, home: string): Promise<void> {
  const agent = spawn(process.execPath, [launcher, 'agent'], {
    env: { PATH: process.env['PATH'], HOME: home, STRONGROOM_HOME: join(home, 'data'), STRONGROOM_KEYCHAIN: 'file' },
    stdio: 'ignore',
    detached: true,
  });
  onTestFinished(async () => {
    const exit = new Promise((resolve) => {
      agent.once('exit', resolve);
    });
    agent.kill('SIGTERM');
    expect(await exit).toBe(0);
  });
  await expect.poll(async () => (await terminal.strongroom(['status'])).code, patience).toBe(0);
}

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
