import { execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeSshKey, generateSshKey } from '../../../src-main/crypto/ssh-key.ts';
import { mpint, SshReader } from '../../../src-main/crypto/ssh-wire.ts';
import { fixedRandomness } from '../../helpers/fixed-randomness.ts';
import { idOf, newVault } from '../../helpers/keeper-vault.ts';
import { temporaryDirectory } from '../../helpers/temporary-directory.ts';

const hasSshKeygen = existsSync('/usr/bin/ssh-keygen');
const run = (...args: string[]): string => execFileSync('ssh-keygen', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim();
const written = (text: string): string => {
  const file = join(temporaryDirectory(), 'key');
  writeFileSync(file, text, { mode: 0o600 });
  chmodSync(file, 0o600);
  return file;
};
/** What OpenSSH itself says: the public line without comment, and `bits fingerprint`. */
const told = (file: string): string[] => [
  run('-y', '-f', file).split(' ').slice(0, 2).join(' '),
  run('-l', '-f', file).split(' ').slice(0, 2).join(' '),
];
const ours = (pem: string): string[] => {
  const key = describeSshKey(pem);
  if (typeof key === 'string') return [key];
  return [key.publicKey.split(' ').slice(0, 2).join(' '), `${key.bits} ${key.fingerprint}`];
};

describe.skipIf(!hasSshKeygen)('beside OpenSSH', () => {
  it.each(['', 'ada@lab', 'Büro – drei'])('a generated key with the comment “%s” is read and told the same', (comment) => {
    const key = generateSshKey(fixedRandomness(`ssh ${comment}`), comment);
    const file = written(key.privateKey);
    expect(run('-y', '-f', file)).toBe(key.publicKey);
    expect(told(file)[1]).toBe(`256 ${key.fingerprint}`);
    const { privateKey, ...shown } = key;
    expect(describeSshKey(privateKey)).toEqual(shown);
  });

  it('a generated key signs what OpenSSH verifies', () => {
    const key = generateSshKey(fixedRandomness('signing'), 'ada');
    const file = written(key.privateKey);
    const message = written('a message');
    run('-Y', 'sign', '-f', file, '-n', 'file', message);
    const signers = written(`ada ${key.publicKey}\n`);
    const check = () =>
      execFileSync('ssh-keygen', ['-Y', 'verify', '-f', signers, '-I', 'ada', '-n', 'file', '-s', `${message}.sig`], {
        input: readFileSync(message),
        encoding: 'utf8',
      });
    expect(check()).toContain('Good "file" signature');
  });

  it.each([
    ['ed25519', '256'],
    ['rsa', '2048'],
    ['ecdsa', '256'],
    ['ecdsa', '384'],
    ['ecdsa', '521'],
  ])('a key of type %s %s that OpenSSH made is told the same, in its format and in PEM', (type, bits) => {
    const file = join(temporaryDirectory(), 'key');
    run('-q', '-t', type, '-b', bits, '-N', '', '-C', 'made elsewhere', '-f', file);
    expect(ours(readFileSync(file, 'utf8'))).toEqual(told(file));
    expect(describeSshKey(readFileSync(file, 'utf8'))).toMatchObject({ publicKey: readFileSync(`${file}.pub`, 'utf8').trim() });
    if (type === 'ed25519') return;
    const openssh = told(file);
    run('-q', '-p', '-m', 'PEM', '-N', '', '-P', '', '-f', file);
    expect(ours(readFileSync(file, 'utf8'))).toEqual(openssh);
  });

  it.each([
    ['OpenSSH’s format', 'RFC4716'],
    ['PKCS#8', 'PKCS8'],
    ['PKCS#1', 'PEM'],
  ])('a key with a passphrase is said to have one: %s', (_name, format) => {
    const file = join(temporaryDirectory(), 'key');
    run('-q', '-t', 'rsa', '-b', '2048', '-m', format, '-N', 'a passphrase', '-f', file);
    expect(describeSshKey(readFileSync(file, 'utf8'))).toBe('encrypted');
  });
});

describe('a pasted private key', () => {
  const pkcs8 = (key: { export(options: { format: 'pem'; type: 'pkcs8' }): string | Buffer }): string =>
    key.export({ format: 'pem', type: 'pkcs8' }).toString();

  it('of PKCS#8 is read for each type that SSH has', () => {
    expect(describeSshKey(pkcs8(generateKeyPairSync('ed25519').privateKey))).toMatchObject({ type: 'ssh-ed25519', bits: 256 });
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
    expect(describeSshKey(pkcs8(rsa))).toMatchObject({ type: 'ssh-rsa', bits: 2048 });
    const ec = (namedCurve: string) => pkcs8(generateKeyPairSync('ec', { namedCurve }).privateKey);
    expect(describeSshKey(ec('P-384'))).toMatchObject({ type: 'ecdsa-sha2-nistp384', bits: 384 });
    expect(describeSshKey(ec('secp256k1'))).toBe('unreadable');
    expect(describeSshKey(pkcs8(generateKeyPairSync('x25519').privateKey))).toBe('unreadable');
  });

  const { privateKey } = generateSshKey(fixedRandomness('hostile'), 'ada');
  const lines = privateKey.trim().split('\n');
  const rewritten = (change: (bytes: Buffer) => Buffer): string => {
    const body = change(Buffer.from(lines.slice(1, -1).join(''), 'base64')).toString('base64');
    return [lines[0], body, lines.at(-1)].join('\n');
  };

  it('that is cut, turned or made up is unreadable, and nothing else happens', () => {
    expect(describeSshKey(lines.slice(0, -1).join('\n'))).toBe('unreadable');
    expect(describeSshKey([lines[0], '!!!', lines.at(-1)].join('\n'))).toBe('unreadable');
    expect(describeSshKey('-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----')).toBe('unreadable');
    const length = Buffer.from(lines.slice(1, -1).join(''), 'base64').length;
    // The comment and the padding at the very end say nothing of the key.
    for (let at = 0; at < length - 16; at += 1) {
      const turned = describeSshKey(rewritten((bytes) => Buffer.from(bytes.fill((bytes[at] ?? 0) ^ 0xff, at, at + 1))));
      expect(['unreadable', 'encrypted'], `byte ${at}`).toContain(typeof turned === 'string' ? turned : 'read');
    }
    fc.assert(
      fc.property(fc.integer({ min: 0, max: length - 1 }), (end) => {
        expect(describeSshKey(rewritten((bytes) => bytes.subarray(0, end)))).toBe('unreadable');
      }),
    );
  });

  it('of a type that we do not know, or with several keys inside, is unreadable', () => {
    const replaced = (from: string, to: string) =>
      rewritten((bytes) => Buffer.from(bytes.toString('latin1').replaceAll(from, to), 'latin1'));
    expect(describeSshKey(replaced('ssh-ed25519', 'ssh-ed25518'))).toBe('unreadable');
    const count = Buffer.from('openssh-key-v1\0\0\0\0\u0004none\0\0\0\u0004none\0\0\0\0', 'latin1').length + 3;
    expect(describeSshKey(rewritten((bytes) => Buffer.from(bytes.fill(2, count, count + 1))))).toBe('unreadable');
  });

  it('is told by the keeper without its private half', async () => {
    const ada = await newVault('ada');
    const made = await ada.logic.handle('generateSshKey', { comment: 'ada@lab' });
    const { privateKey: secretHalf, ...shown } = made;
    expect(await ada.logic.handle('describeSshKey', { privateKey: secretHalf })).toEqual({ state: 'read', key: shown });
    expect(await ada.logic.handle('describeSshKey', { privateKey: ' ' })).toEqual({ state: 'none' });
    expect(await ada.logic.handle('describeSshKey', { privateKey: 'a word' })).toEqual({ state: 'unreadable' });
    const field = { id: 'private-key', name: 'Private key', type: 'multiline' as const, value: secretHalf };
    await ada.create(idOf('a'), { kind: 'sshKey', fields: [field] });
    await ada.create(idOf('b'), { kind: 'sshKey', fields: [] });
    const ask = (id: string) => ada.logic.handle('sshKey', { id, secret: ada.secretOf(id) });
    expect(await ask(idOf('a'))).toEqual({ state: 'read', key: shown });
    expect(await ask(idOf('b'))).toEqual({ state: 'none' });
  });
});

describe('the wire format', () => {
  it('writes numbers without leading zeros, and never a negative one', () => {
    expect([...mpint(Uint8Array.of(0, 0, 9))]).toEqual([0, 0, 0, 1, 9]);
    expect([...mpint(Uint8Array.of(0x80))]).toEqual([0, 0, 0, 2, 0, 0x80]);
    expect([...mpint(Uint8Array.of(0))]).toEqual([0, 0, 0, 0]);
  });

  it('reads no byte beyond the end', () => {
    expect(() => new SshReader(Uint8Array.of(255, 255, 255, 255, 1)).field()).toThrow(RangeError);
    expect(() => new SshReader(Uint8Array.of(0, 0)).uint32()).toThrow(RangeError);
  });
});
