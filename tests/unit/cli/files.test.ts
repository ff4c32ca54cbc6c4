import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CliFailure } from '../../../src-main/cli/failure.ts';
import { writeAtomically } from '../../../src-main/cli/out-file.ts';
import type { Input } from '../../../src-shared/contract/index.ts';
import { cli } from '../../helpers/cli.ts';
import { FakeAgent, secretsFrom } from '../../helpers/fake-agent.ts';
import { temporaryDirectory } from '../../helpers/temporary-directory.ts';

const secrets = { 'secrets.read': secretsFrom({ 'strongroom://Exchange/key': 'k-123456' }) };
const created = { id: '00000000-0000-4000-8000-000000000005', name: 'New' };

describe('a value of several lines', () => {
  const key = '-----BEGIN KEY-----\nabc\n-----END KEY-----\n';

  it('is kept and given back to the byte; of a single line the end belongs to the file', async () => {
    const agent = await FakeAgent.start({
      'items.counts': () => ({}),
      'items.find': () => [],
      'items.create': () => created,
      'secrets.read': secretsFrom({ 'strongroom://New/key': key }),
    });
    const { home } = agent;
    const [keyFile, phrase, note, out] = ['key', 'phrase', 'note', 'out'].map((name) => join(home, name)) as [
      string,
      string,
      string,
      string,
    ];
    writeFileSync(keyFile, key);
    writeFileSync(phrase, 'hunter22\n');
    writeFileSync(note, 'one line\n');
    const files = ['--file', `Private key=${keyFile}`, '--file', `passphrase=${phrase}`];
    await cli(['add', 'New', '--kind', 'sshKey', ...files], agent);
    await cli(['add', 'New', '--kind', 'note', '--file', `text=${note}`], agent);
    const [ssh, text] = agent.asked<Input<'items.create'>>('items.create');
    expect(ssh!.fields.map(({ id, value }) => [id, value])).toEqual([
      ['private-key', key],
      ['passphrase', 'hunter22'],
    ]);
    expect(text!.fields).toMatchObject([{ id: 'text', value: 'one line\n' }]);
    await cli(['read', 'strongroom://New/key', '-o', out], agent);
    expect(readFileSync(out, 'utf8')).toBe(key);
    expect((await cli(['read', 'strongroom://New/key'], agent)).stdout).toBe(key);
    const ran = await cli(['run', '--no-mask', '--file', 'K=strongroom://New/key', '--', 'sh', '-c', 'cat "$K"'], agent);
    expect(ran.stdout).toBe(key);
  });
});

describe('a file that can’t be written', () => {
  const status = { phase: 'setup', problem: null, suggestedEmail: null };
  const setup = { 'app.status': () => status, 'setup.checkKeychain': () => ({ kind: 'os', state: 'available' }) };
  const commands: readonly (readonly [string, readonly string[]])[] = [
    ['read', ['read', 'strongroom://Exchange/key', '--out']],
    ['inject', ['inject', '--out']],
    ['init', ['init', '--name', 'ada', '--password-stdin', '--codes-file']],
  ];

  it.each(commands)('is refused by %s before anything is read or asked', async (_, args) => {
    const agent = await FakeAgent.start({ ...secrets, ...setup });
    const { home } = agent;
    mkdirSync(join(home, 'folder'));
    writeFileSync(join(home, 'file'), '');
    for (const target of ['folder', join('missing', 'file'), join('file', 'below')]) {
      const end = await cli([...args, join(home, target)], { home, input: '{{ strongroom://Exchange/key }}' });
      expect(end).toMatchObject({ code: 1, stdout: '' });
      expect(end.stderr).toContain(join(home, target));
    }
    expect(agent.asked('secrets.read')).toEqual([]);
    expect(agent.asked('setup.createAdministrator')).toEqual([]);
    expect(readdirSync(home).toSorted()).toEqual(['file', 'folder', 'run']);
  });

  it('leaves nothing of the value where it fails at the very end', () => {
    const folder = temporaryDirectory();
    const target = join(folder, 'target');
    mkdirSync(target);
    expect(() => writeAtomically(target, 'k-123456')).toThrow(CliFailure);
    expect(readdirSync(folder)).toEqual(['target']);
  });

  it('keeps what somebody else has put in the way', () => {
    const folder = temporaryDirectory();
    const inTheWay = join(folder, `target.${process.pid}.part`);
    writeFileSync(inTheWay, 'not ours');
    expect(() => writeAtomically(join(folder, 'target'), 'k-123456')).toThrow(CliFailure);
    expect(readFileSync(inTheWay, 'utf8')).toBe('not ours');
  });
});
