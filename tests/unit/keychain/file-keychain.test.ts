import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { createFileKeychain } from '../../../src-main/keychain/file-keychain.ts';
import { temporaryDirectory } from '../../helpers/temporary-directory.ts';

const value = Uint8Array.of(0, 1, 254, 255);

describe('the file keychain', () => {
  let path: string;
  const keychain = () => createFileKeychain(path);

  beforeEach(() => {
    path = join(temporaryDirectory(), 'keychain.json');
  });

  it('gives back the very bytes it was given, also to another one on the same file', async () => {
    expect(await keychain().probe()).toBe('available');
    await keychain().write('device:1', value);
    expect(await keychain().read('device:1')).toEqual(value);
  });

  it('is a file that only its owner may read, whatever the umask', async () => {
    const before = process.umask(0);
    try {
      await keychain().write('device:1', value);
    } finally {
      process.umask(before);
    }
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(existsSync(`${path}.new`)).toBe(false);
  });

  it('calls an entry that nobody wrote missing, removes, and finds nothing wrong in removing twice', async () => {
    const one = keychain();
    await one.write('device:1', value);
    await one.remove('device:1');
    await one.remove('device:1');
    await expect(one.read('device:1')).rejects.toMatchObject({ code: 'keychainEntryMissing' });
  });

  it('loses none of many writes at once', async () => {
    const one = keychain();
    const entries = Array.from({ length: 50 }, (_, at) => `device:${at}`);
    await Promise.all(entries.map((entry, at) => one.write(entry, Uint8Array.of(at))));
    expect(await Promise.all(entries.map((entry) => one.read(entry)))).toEqual(entries.map((_, at) => Uint8Array.of(at)));
  });

  it.each(['640', '604', '660', '622'])('refuses a file with mode %s, and leaves it alone', async (mode) => {
    await keychain().write('device:1', value);
    chmodSync(path, Number.parseInt(mode, 8));
    const before = readFileSync(path);
    const failure = { code: 'keychainUnavailable', detail: { reason: 'fileMode' } };
    await expect(keychain().read('device:1')).rejects.toMatchObject(failure);
    await expect(keychain().write('device:1', value)).rejects.toMatchObject(failure);
    expect(await keychain().probe()).toBe('unavailable');
    expect(readFileSync(path)).toEqual(before);
  });

  it.each([
    ['empty', ''],
    ['cut off', '{"v":1,"entries":{"device:1":"AAH'],
    ['no JSON', 'keychain'],
    ['of another version', '{"v":2,"entries":{}}'],
    ['without entries', '{"v":1}'],
    ['with something that is not bytes', '{"v":1,"entries":{"device:1":"*"}}'],
    ['with something more', '{"v":1,"entries":{},"more":1}'],
  ])('calls a file that is %s damaged, and never overwrites it', async (_what, content) => {
    writeFileSync(path, content, { mode: 0o600 });
    const failure = { code: 'dataDamaged', detail: { what: 'keychain file' } };
    await expect(keychain().read('device:1')).rejects.toMatchObject(failure);
    await expect(keychain().write('device:1', value)).rejects.toMatchObject(failure);
    await expect(keychain().remove('device:1')).rejects.toMatchObject(failure);
    await expect(keychain().probe()).rejects.toMatchObject(failure);
    expect(readFileSync(path, 'utf8')).toBe(content);
  });

  it('keeps the old file when the new one cannot be written', async () => {
    await keychain().write('device:1', value);
    // A directory stands where the new file would be written.
    mkdirSync(`${path}.new`);
    await expect(keychain().write('device:2', value)).rejects.toThrow();
    expect(await keychain().read('device:1')).toEqual(value);
  });
});
