import { beforeEach, describe, expect, it } from 'vitest';
import { createOsKeychain, type Keytar } from '../../../src-main/keychain/os-keychain.ts';

/** keytar as it behaves on libsecret: a locked collection looks like an empty one, until something is written to it. */
class FakeKeytar implements Keytar {
  readonly entries = new Map<string, string>();
  locked = false;
  forgetful = false;
  refusal: string | null = null;
  beforeProbe: () => void = () => undefined;

  async getPassword(service: string, account: string): Promise<string | null> {
    this.#check();
    return this.locked ? null : (this.entries.get(`${service}/${account}`) ?? null);
  }

  async setPassword(service: string, account: string, password: string): Promise<void> {
    this.#check();
    if (account.startsWith('probe:')) this.beforeProbe();
    if (this.locked) throw new Error('Cannot create an item in a locked collection');
    if (!this.forgetful) this.entries.set(`${service}/${account}`, password);
  }

  async deletePassword(service: string, account: string): Promise<boolean> {
    this.#check();
    return !this.locked && this.entries.delete(`${service}/${account}`);
  }

  #check(): void {
    if (this.refusal !== null) throw new Error(this.refusal);
  }
}

const value = Uint8Array.of(0, 1, 254, 255);

describe('the OS keychain', () => {
  let keytar: FakeKeytar;
  const keychain = () => createOsKeychain(async () => keytar);

  beforeEach(() => {
    keytar = new FakeKeytar();
  });

  it('stores bytes as base64 under the name of the app', async () => {
    await keychain().write('device:1', value);
    expect([...keytar.entries]).toEqual([['Strongroom/device:1', 'AAH+/w==']]);
    expect(await keychain().read('device:1')).toEqual(value);
  });

  it('is unavailable where its library is not installed or cannot be loaded', async () => {
    const without = createOsKeychain(() => Promise.reject(new Error('Cannot find package')));
    expect(await without.probe()).toBe('unavailable');
    const failure = { code: 'keychainUnavailable', detail: { reason: 'notInstalled' } };
    await expect(without.read('device:1')).rejects.toMatchObject(failure);
    await expect(without.write('device:1', value)).rejects.toMatchObject(failure);
    await expect(without.remove('device:1')).rejects.toMatchObject(failure);
  });

  it('is unavailable where it forgets what is written', async () => {
    keytar.forgetful = true;
    expect(await keychain().probe()).toBe('unavailable');
    await expect(keychain().read('device:1')).rejects.toMatchObject({ code: 'keychainUnavailable' });
  });

  it('never calls an entry missing while it is locked', async () => {
    await keychain().write('device:1', value);
    keytar.locked = true;
    expect(await keychain().probe()).toBe('locked');
    await expect(keychain().read('device:1')).rejects.toMatchObject({ code: 'keychainLocked' });
    await expect(keychain().remove('device:1')).rejects.toMatchObject({ code: 'keychainLocked' });
  });

  it('finds the entry when it is unlocked in the very moment between the answer and the probe', async () => {
    await keychain().write('device:1', value);
    keytar.locked = true;
    keytar.beforeProbe = () => {
      keytar.locked = false;
    };
    expect(await keychain().read('device:1')).toEqual(value);
  });

  it('says of an entry that it is missing only after it has just worked', async () => {
    let probes = 0;
    keytar.beforeProbe = () => {
      probes += 1;
    };
    await expect(keychain().read('device:1')).rejects.toMatchObject({ code: 'keychainEntryMissing' });
    expect(probes).toBe(1);
    expect([...keytar.entries]).toEqual([]);
  });

  it('finds nothing wrong in removing what is not there', async () => {
    await expect(keychain().remove('device:1')).resolves.toBeUndefined();
  });

  it.each([
    ['Prompt dismissed..', 'keychainLocked'],
    ['User interaction is not allowed.', 'keychainLocked'],
    ['The user name or passphrase you entered is not correct; access denied', 'keychainLocked'],
    ['User canceled the operation.', 'keychainLocked'],
    ['The name org.freedesktop.secrets was not provided by any .service files', 'keychainUnavailable'],
    ['Could not connect: No such file or directory', 'keychainUnavailable'],
  ])('takes "%s" for %s', async (message, code) => {
    keytar.refusal = message;
    await expect(keychain().read('device:1')).rejects.toMatchObject({ code });
    expect(await keychain().probe()).toBe(code === 'keychainLocked' ? 'locked' : 'unavailable');
  });
});
