import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cli, type CliOptions } from '../../helpers/cli.ts';
import { FakeAgent, FakeRefusal, secretsFrom } from '../../helpers/fake-agent.ts';

const secret = 'k-canary-123456';
const reference = 'strongroom://Exchange/key';
const secrets = { 'secrets.read': secretsFrom({ [reference]: secret, 'strongroom://Other/key': 'second-value' }) };

async function withEnvFile(content: string): Promise<{ agent: FakeAgent; home: string; file: string }> {
  const agent = await FakeAgent.start(secrets);
  const file = join(agent.home, '.env');
  writeFileSync(file, content);
  return { agent, home: agent.home, file };
}
/** What the child sees, told by its length so that nothing has to be masked. */
const lengthOf = (...names: string[]): string[] => ['sh', '-c', names.map((name) => `echo "\${#${name}}"`).join('; ')];
const filesOf = (home: string): string[] => readdirSync(join(home, 'run')).filter((name) => name.startsWith('files-'));

describe('run', () => {
  it('gives the child alone what the references stand for', async () => {
    const { agent, home, file } = await withEnvFile(`KEY=${reference}\nPLAIN=as it is\n`);
    const script = String.raw`[ "$KEY" = "$EXPECTED" ] && [ "$INHERITED" = second-value ] && echo "$PLAIN"`;
    const env = { EXPECTED: secret, INHERITED: 'strongroom://Other/key' };
    const end = await cli(['run', '--env-file', file, '--', 'sh', '-c', script], { home, env });
    expect(end).toMatchObject({ code: 0, stdout: 'as it is\n', stderr: '' });
    expect(agent.asked('secrets.read')).toMatchObject([{ use: 'inject' }]);
    expect(agent.greetings).toMatchObject([{ as: 'terminal', name: 'sh' }]);
  });

  it('lets later files win, then env sets', async () => {
    const { agent, home, file } = await withEnvFile('A=1\nB=1\nC=1\n');
    const later = join(home, 'later.env');
    writeFileSync(later, `B=22\nC=22\n`);
    const id = '00000000-0000-4000-8000-000000000001';
    const field = { id: 'variable', name: 'C', type: 'hidden', value: null, filled: true };
    agent.answers = {
      'items.find': () => [{ id, name: 'Bot', kind: 'envSet' }],
      'items.get': () => ({ id, fields: [field, { ...field, id: 'field-1', name: 'D', filled: false }] }),
      'secrets.read': secretsFrom({ [`strongroom://${id}/variable`]: '4444' }),
    };
    const args = ['run', '--env-file', file, '--env', 'Bot', '--env-file', later, '--', ...lengthOf('A', 'B', 'C', 'D')];
    expect((await cli(args, { home })).stdout).toBe('1\n2\n4\n0\n');
  });

  it('follows a variable of an env set that is a reference, shown or hidden, and masks what it leads to', async () => {
    const { agent, home } = await withEnvFile('');
    const id = '00000000-0000-4000-8000-000000000001';
    const shown = { id: 'a', name: 'A', type: 'text', value: reference, filled: true };
    const hidden = { id: 'b', name: 'B', type: 'hidden', value: null, filled: true };
    agent.answers = {
      'items.find': () => [{ id, name: 'Bot', kind: 'envSet' }],
      'items.get': () => ({ id, fields: [shown, hidden, { ...shown, id: 'c', name: 'C', value: 'plain' }] }),
      'secrets.read': secretsFrom({
        ...{ [reference]: secret, [`strongroom://${id}/b`]: 'strongroom://Other/key', [`strongroom://${id}/c`]: 'plain-c' },
        'strongroom://Other/key': 'strongroom://not/followed',
      }),
    };
    const script = `[ "$A" = "$EXPECTED" ] && [ "$B" = strongroom://not/followed ] && echo "$B"`;
    expect(await cli(['run', '--env', 'Bot', '--', 'sh', '-c', script], { home, env: { EXPECTED: secret } })).toMatchObject({
      code: 0,
      stdout: '***\n',
    });
    expect(agent.asked('secrets.read')).toMatchObject([
      { references: [reference, `strongroom://${id}/b`, `strongroom://${id}/c`] },
      { references: ['strongroom://Other/key'] },
    ]);
    expect((await cli(['env', 'print', 'Bot'], { home })).stdout).toContain('B=strongroom://not/followed');
  });

  it('follows no value behind a shown reference of an env set, whatever it looks like', async () => {
    const { agent, home } = await withEnvFile('');
    const id = '00000000-0000-4000-8000-000000000001';
    agent.answers = {
      'items.find': () => [{ id, name: 'Bot', kind: 'envSet' }],
      'items.get': () => ({ id, fields: [{ id: 'a', name: 'A', type: 'text', value: reference, filled: true }] }),
      'secrets.read': secretsFrom({ [reference]: 'strongroom://Other/key', 'strongroom://Other/key': secret }),
    };
    const script = '[ "$A" = strongroom://Other/key ]';
    expect(await cli(['run', '--env', 'Bot', '--', 'sh', '-c', script], { home })).toMatchObject({ code: 0 });
    expect((await cli(['env', 'print', 'Bot'], { home })).stdout).toContain('A=strongroom://Other/key');
    expect(agent.asked('secrets.read')).toMatchObject([{ references: [reference] }, { references: [reference] }]);
  });

  it('takes only what --only names, and leaves the inherited out with --clean-env', async () => {
    const { home, file } = await withEnvFile(`KEY=${reference}\nOTHER=strongroom://Nothing\n`);
    const env = { INHERITED: 'x', LANG: 'C' };
    const args = ['run', '--env-file', file, '--only', 'KEY', '--clean-env', '--', 'env'];
    const names = (await cli(args, { home, env })).stdout.split('\n').map((line) => line.replace(/=.*/, ''));
    expect(names).toEqual(expect.arrayContaining(['KEY', 'PATH', 'HOME', 'LANG']));
    for (const name of ['OTHER', 'INHERITED', 'STRONGROOM_HOME']) expect(names).not.toContain(name);
    expect(await cli(['run', '--env-file', file, '--only', 'MISSING', '--', 'true'], { home })).toMatchObject({ code: 125 });
  });

  it('hands its own token to nobody', async () => {
    const { home } = await withEnvFile('');
    const end = await cli(['run', '--', 'env'], { home, env: { STRONGROOM_TOKEN: 'srp_secret' } });
    expect(end.code).toBe(0);
    expect(end.stdout).not.toContain('STRONGROOM_TOKEN');
  });

  it('lists names alone with --dry-run, and reads nothing', async () => {
    const { agent, home, file } = await withEnvFile(`KEY=${reference}\nPLAIN=value\n`);
    const end = await cli(['run', '--env-file', file, '--file', 'PEM=strongroom://x', '--dry-run', '--', 'false'], { home });
    expect(end).toMatchObject({ code: 0, stdout: 'KEY\nPLAIN\nPEM\n' });
    expect(agent.calls).toEqual([]);
  });

  it('marks with --dry-run what is no reference, every one of them', async () => {
    const { home, file } = await withEnvFile(`KEY=${reference}\nA=strongroom://a/b/c\nB=op://vault/x/y\n`);
    const end = await cli(['run', '--env-file', file, '--dry-run'], { home });
    expect(end).toMatchObject({ code: 2, stdout: 'KEY\nA\nB\n' });
    expect(end.stderr).toMatch(/A \(.*line 2\)/);
    expect(end.stderr).toContain('op://vault/x/y');
  });

  it('says of which variable and file the reference is that isn’t there', async () => {
    const { agent, home, file } = await withEnvFile(`KEY=${reference}\nOTHER=strongroom://Gone/key\n`);
    agent.answers = {
      'secrets.read': () => {
        throw new FakeRefusal('notFound', { what: 'item', reason: '1' });
      },
    };
    const end = await cli(['run', '--env-file', file, '--', 'true'], { home });
    expect(end.stderr).toMatch(/OTHER \(.*\.env, line 2\), strongroom:\/\/Gone\/key: There is no such item/);
    const read = await cli(['read', 'strongroom://Exchange/key', 'strongroom://Gone/key'], { home });
    expect(read).toMatchObject({ code: 3 });
    expect(read.stderr).toContain('strongroom://Gone/key: There');
  });

  it('masks what goes to a pipe, in both outputs and in every form', async () => {
    const { home, file } = await withEnvFile(`KEY=${reference}\n`);
    const script = 'echo "a $KEY b"; printf %s "$KEY" | base64; echo "$KEY" >&2; printf %.5s "$KEY"';
    const end = await cli(['run', '--env-file', file, '--', 'sh', '-c', script], { home });
    expect(end.stdout).toMatch(/^a \*\*\* b\n\*\*\*[\w=]{0,3}\nk-can$/);
    expect(end.stderr).toBe('***\n');
    expect((await cli(['run', '--no-mask', '--env-file', file, '--', 'sh', '-c', 'echo "$KEY"'], { home })).stdout).toBe(`${secret}\n`);
  });

  it('puts values into files of this person alone, which go with the child', async () => {
    const { home } = await withEnvFile('');
    const script = 'stat -c %a "$PEM"; stat -c %a "$(dirname "$PEM")"; wc -c < "$PEM"; echo "$PEM"';
    const end = await cli(['run', '--file', `PEM=${reference}`, '--', 'sh', '-c', script], { home });
    const [mode, folder, bytes, path = ''] = end.stdout.split('\n');
    expect([mode, folder, bytes]).toEqual(['600', '700', String(secret.length)]);
    expect(path.startsWith(join(home, 'run', 'files-'))).toBe(true);
    expect(filesOf(home)).toEqual([]);
  });

  it('removes what a killed run has left, and nothing of one that still runs', async () => {
    const { home } = await withEnvFile('');
    mkdirSync(join(home, 'run', 'files-999999999-abc'));
    mkdirSync(join(home, 'run', `files-${process.pid}-abc`));
    await cli(['run', '--file', `PEM=${reference}`, '--', 'true'], { home });
    expect(filesOf(home)).toEqual([`files-${process.pid}-abc`]);
  });

  it.each([
    ['the child’s own', ['sh', '-c', 'exit 7'], 7],
    ['127 for what isn’t there', ['no-such-command'], 127],
    ['126 for what can’t be executed', ['/etc/passwd'], 126],
    ['126 for a directory', ['/etc'], 126],
    ['2 and more words for nothing to run', [], 125],
  ])('ends with %s', async (_, command, code) => {
    const { home, file } = await withEnvFile(`KEY=${reference}\n`);
    expect(await cli(['run', '--env-file', file, '--', ...command], { home })).toMatchObject({ code });
  });

  it.each([
    [
      'a locked vault',
      {
        'secrets.read': () => {
          throw new FakeRefusal('vaultLocked');
        },
      },
      `KEY=${reference}`,
    ],
    ['a broken env file', secrets, 'nonsense'],
    ['a reference that is none', secrets, 'KEY=strongroom://a/b/c'],
    ['a value that no environment can hold', { 'secrets.read': () => ({ values: ['a\0b'] }) }, `KEY=${reference}`],
  ])('fails with 125 for %s, and starts nothing', async (_, answers, content) => {
    const { agent, home, file } = await withEnvFile(content);
    agent.answers = answers;
    const end = await cli(['run', '--env-file', file, '--', 'touch', join(home, 'started')], { home });
    expect(end.code).toBe(125);
    expect(existsSync(join(home, 'started'))).toBe(false);
  });

  it('names line and reason of a broken env file, never its text', async () => {
    const { home, file } = await withEnvFile(`A=1\nB="${secret}`);
    const end = await cli(['run', '--env-file', file, '--', 'true'], { home });
    expect(end.stderr).toContain('line 2');
    expect(end.stderr).not.toContain(secret);
  });

  it('runs scripts without an interpreter line, and programs that read standard input', async () => {
    const { home, file } = await withEnvFile(`KEY=${reference}\n`);
    writeFileSync(join(home, 'script'), 'cat; echo " ${#KEY}"\n', { mode: 0o755 });
    const end = await cli(['run', '--env-file', file, '--', join(home, 'script')], { home, input: 'typed' });
    expect(end).toMatchObject({ code: 0, stdout: `typed ${secret.length}\n` });
  });

  it('lets a script open its outputs by name', async () => {
    const { home, file } = await withEnvFile(`KEY=${reference}\n`);
    const end = await cli(['run', '--env-file', file, '--', 'sh', '-c', 'echo "$KEY" > /dev/stdout; echo "$KEY" > /dev/stderr'], { home });
    expect(end).toMatchObject({ code: 0, stdout: '***\n', stderr: '***\n' });
    expect(readdirSync(join(home, 'run'))).toEqual(['agent.sock', 'agent.token']);
  });

  it('lets a child end whose reader has gone', async () => {
    const { home, file } = await withEnvFile(`KEY=${reference}\n`);
    const started = (child: ChildProcess): void => void child.stdout?.once('data', () => child.stdout?.destroy());
    const end = await cli(['run', '--env-file', file, '--', 'yes'], { home, started });
    expect(end.code).toBe(128 + 13);
  });
});

describe('signals', () => {
  /** Starts the command, waits for its word and sends the signal to us alone. */
  async function signalled(script: string, signal: NodeJS.Signals, options: readonly string[] = []): ReturnType<typeof cli> {
    const { home, file } = await withEnvFile(`KEY=${reference}\n`);
    const started: CliOptions['started'] = (child) => {
      child.stdout?.once('data', () => process.kill(child.pid!, signal));
    };
    const end = await cli(['run', '--env-file', file, ...options, '--', 'sh', '-c', script], { home, started });
    expect(filesOf(home)).toEqual([]);
    return end;
  }

  it.each(['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGUSR1'] as const)('%s reaches the child, whose end is ours', async (signal) => {
    const end = await signalled(`trap 'echo caught; exit 9' ${signal.slice(3)}; echo ready; while :; do sleep 0.05; done`, signal);
    expect(end).toMatchObject({ code: 9, stdout: 'ready\ncaught\n' });
  });

  it('that end the child are 128 and their number, and its files go', async () => {
    const end = await signalled('echo ready; exec sleep 60', 'SIGTERM', ['--file', `PEM=${reference}`]);
    expect(end.code).toBe(128 + 15);
  });
});

describe('what others at this machine can see', () => {
  it('holds no value: neither arguments nor environment of ours, nor a file but the one that was asked for', async () => {
    const { home, file } = await withEnvFile(`KEY=${reference}\n`);
    const seen: Buffer[] = [];
    const started: CliOptions['started'] = (child) => {
      child.stdout?.once('data', () => {
        for (const part of ['cmdline', 'environ']) seen.push(readFileSync(`/proc/${child.pid}/${part}`));
        child.kill('SIGTERM');
      });
    };
    const end = await cli(['run', '--env-file', file, '--', 'sh', '-c', 'tr "\\0" " " < /proc/$$/cmdline; echo; exec sleep 60'], {
      home,
      started,
    });
    expect(end.stdout).toContain('sh -c');
    expect(end.stdout).not.toContain('***');
    expect(seen).toHaveLength(2);
    for (const bytes of seen) expect(bytes.includes(secret)).toBe(false);
    for (const name of readdirSync(home, { recursive: true, encoding: 'utf8' })) {
      const path = join(home, name);
      if (statSync(path).isFile()) expect(readFileSync(path).includes(secret), name).toBe(false);
    }
  });
});
