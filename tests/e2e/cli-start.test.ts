import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { cli } from '../helpers/cli.ts';
import { FakeAgent, secretsFrom } from '../helpers/fake-agent.ts';

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
