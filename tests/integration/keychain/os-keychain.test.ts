import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { type GnomeKeyring, startGnomeKeyring } from '../../helpers/gnome-keyring.ts';
import { type KeychainProcess, startKeychain } from '../../helpers/keychain-client.ts';
import { temporaryDirectory } from '../../helpers/temporary-directory.ts';

const value = Uint8Array.from({ length: 32 }, (_, at) => at * 7);

describe.runIf(process.platform === 'linux')('the OS keychain, with a real gnome-keyring', () => {
  let keyring: GnomeKeyring;
  let keychain: KeychainProcess;

  beforeEach(async () => {
    keyring = await startGnomeKeyring(temporaryDirectory());
    keychain = start();
  });
  afterEach(() => keyring.stop());

  /** A process that has not spoken to the keyring yet. */
  const start = (env = keyring.env): KeychainProcess => {
    const started = startKeychain(env);
    onTestFinished(() => started.stop());
    return started;
  };
  const restart = async (): Promise<void> => {
    await keyring.stopDaemon();
    await keyring.startDaemon();
  };

  it('gives back the very bytes it was given, also to another process and after the keyring was restarted', async () => {
    expect(await keychain.probe()).toBe('available');
    await keychain.write('device:1', value);
    expect(await keychain.read('device:1')).toEqual(value);
    expect(await start().read('device:1')).toEqual(value);
    await restart();
    expect(await start().read('device:1')).toEqual(value);
  });

  it('replaces and removes, and finds nothing wrong in removing twice', async () => {
    await keychain.write('device:1', value);
    await keychain.write('device:1', value.toReversed());
    expect(await keychain.read('device:1')).toEqual(value.toReversed());
    await keychain.remove('device:1');
    await keychain.remove('device:1');
    await expect(keychain.read('device:1')).rejects.toMatchObject({ code: 'keychainEntryMissing' });
  });

  it('calls an entry missing that nobody wrote, and leaves nothing of its probes behind', async () => {
    await keychain.write('device:1', value);
    expect(await Promise.all([keychain.probe(), keychain.probe(), keychain.probe()])).toEqual(['available', 'available', 'available']);
    await expect(keychain.read('device:2')).rejects.toMatchObject({ code: 'keychainEntryMissing' });
    expect(await keychain.entries()).toEqual(['device:1']);
  });

  it('calls a locked collection locked, never empty, and changes nothing in it', async () => {
    await keychain.write('device:1', value);
    await keyring.lock();
    await expect(keychain.read('device:1')).rejects.toMatchObject({ code: 'keychainLocked' });
    await expect(keychain.read('device:2')).rejects.toMatchObject({ code: 'keychainLocked' });
    await expect(keychain.write('device:1', value.toReversed())).rejects.toMatchObject({ code: 'keychainLocked' });
    await expect(keychain.remove('device:1')).rejects.toMatchObject({ code: 'keychainLocked' });
    expect(await keychain.probe()).toBe('locked');
    await restart();
    expect(await start().read('device:1')).toEqual(value);
  });

  it('calls a collection locked that was so from the start', async () => {
    await keyring.lock();
    expect(await keychain.probe()).toBe('locked');
    await expect(keychain.read('device:1')).rejects.toMatchObject({ code: 'keychainLocked' });
  });

  it('is unavailable without a bus', async () => {
    const alone = start({ ...keyring.env, DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus' });
    expect(await alone.probe()).toBe('unavailable');
    await expect(alone.read('device:1')).rejects.toMatchObject({ code: 'keychainUnavailable' });
    await expect(alone.write('device:1', value)).rejects.toMatchObject({ code: 'keychainUnavailable' });
  });

  it('is unavailable on a bus without a keyring, and available as soon as one comes', async () => {
    await keyring.stopDaemon();
    expect(await keychain.probe()).toBe('unavailable');
    await expect(keychain.read('device:1')).rejects.toMatchObject({ code: 'keychainUnavailable' });
    await keyring.startDaemon();
    expect(await keychain.probe()).toBe('available');
  });

  // libsecret keeps to the daemon that it spoke to first; to start the app again mends it, and nothing is lost or misread.
  it('is unavailable to a process whose keyring was exchanged under it', async () => {
    await keychain.write('device:1', value);
    await restart();
    expect(await keychain.probe()).toBe('unavailable');
    await expect(keychain.read('device:1')).rejects.toMatchObject({ code: 'keychainUnavailable' });
    await expect(keychain.read('device:2')).rejects.toMatchObject({ code: 'keychainUnavailable' });
  });

  it('opens no more files in a thousand calls than in ten', async () => {
    const tenCalls = async () => {
      for (let call = 0; call < 5; call += 1) {
        await keychain.write('device:1', value);
        await keychain.read('device:1');
      }
    };
    await tenCalls();
    const before = await keychain.openFiles();
    for (let round = 0; round < 100; round += 1) await tenCalls();
    expect(await keychain.openFiles()).toBeLessThanOrEqual(before);
  });
});
