import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cli } from '../helpers/cli.ts';
import { FakeAgent, secretsFrom } from '../helpers/fake-agent.ts';
import { temporaryDirectory } from '../helpers/temporary-directory.ts';

const launcher = join(import.meta.dirname, '..', '..', 'bin', 'strongroom.mjs');

/** Each of these takes a millisecond or more of a start that has ten: `npm run bench -- cli`. */
const dear = [
  'internal/fs/promises',
  'internal/readline/interface',
  'child_process',
  'crypto',
  'http',
  'dns',
  'zlib',
  'internal/deps/undici/undici',
];

it('a read loads nothing that makes its start slow', async () => {
  const { home } = await FakeAgent.start({ 'secrets.read': secretsFrom({ 'strongroom://Exchange/key': 'k-1' }) });
  const [hook, list] = [join(home, 'hook.cjs'), join(home, 'list')];
  const write = `require('node:fs').writeFileSync(${JSON.stringify(list)}, process.moduleLoadList.join('\\n'))`;
  writeFileSync(hook, `process.on('exit', () => ${write});`);
  const end = await cli(['read', 'strongroom://Exchange/key'], { home, entry: launcher, env: { NODE_OPTIONS: `--require=${hook}` } });
  expect(end).toMatchObject({ code: 0, stdout: 'k-1\n' });
  const own = nodesOwn();
  const loaded = readFileSync(list, 'utf8')
    .split('\n')
    .filter((name) => !own.has(name));
  expect(dear.filter((name) => loaded.includes(`NativeModule ${name}`))).toEqual([]);
});

/** What Node has loaded before any of us. */
function nodesOwn(): ReadonlySet<string> {
  const { stdout } = spawnSync(process.execPath, ['-p', String.raw`process.moduleLoadList.join('\n')`], { encoding: 'utf8' });
  return new Set(stdout.split('\n'));
}

describe.each([
  ['the pinned Node', dirname(process.execPath)],
  ['whatever Node the system has', '/usr/bin'],
])('on %s', (_, folder) => {
  const start = (home: string, args: readonly string[]) =>
    spawnSync(launcher, args, { encoding: 'utf8', env: { PATH: `${folder}:/usr/bin:/bin`, HOME: home, STRONGROOM_HOME: home } });

  it.skipIf(!existsSync(join(folder, 'node')))('an env file is read by us alone, and sets nothing for the Node that we run on', () => {
    const home = temporaryDirectory();
    const missing = start(home, ['run', '--env-file', join(home, 'missing'), '--', 'true']);
    expect(missing).toMatchObject({ status: 125, stderr: `strongroom: ${join(home, 'missing')} can’t be read: ENOENT.\n` });
    const [hook, file, mark] = [join(home, 'hook.cjs'), join(home, '.env'), join(home, 'mark')];
    writeFileSync(hook, `require('node:fs').writeFileSync(${JSON.stringify(mark)}, '')`);
    writeFileSync(file, `NODE_OPTIONS=--require=${hook}\n`);
    const ran = start(home, ['run', '--env-file', file, '--', 'sh', '-c', 'echo "$NODE_OPTIONS"']);
    expect(ran).toMatchObject({ status: 0, stdout: `--require=${hook}\n`, stderr: '' });
    expect(existsSync(mark)).toBe(false);
  });
});
