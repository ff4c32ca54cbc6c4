import { AppError } from '../../src-shared/errors.ts';
import type { Keychain } from './keychain.ts';
import { probeBy } from './probe.ts';

/** The part of keytar that is used. */
export interface Keytar {
  getPassword(service: string, account: string): Promise<string | null>;
  setPassword(service: string, account: string, password: string): Promise<void>;
  deletePassword(service: string, account: string): Promise<boolean>;
}

const service = 'Strongroom';

/** An optional dependency: where its binary can't be had, the keychain is unavailable and the app says so. */
async function loadKeytar(): Promise<Keytar> {
  const module: { default: Keytar } = await import('keytar');
  return module.default;
}

/** The keychain of the operating system: Secret Service, macOS Keychain, Windows Credential Manager. */
export function createOsKeychain(load: () => Promise<Keytar> = loadKeytar): Keychain {
  async function ask<T>(task: (keytar: Keytar) => Promise<T>): Promise<T> {
    let keytar: Keytar;
    try {
      keytar = await load();
    } catch {
      throw new AppError('keychainUnavailable', { reason: 'notInstalled' });
    }
    try {
      return await task(keytar);
    } catch (error) {
      throw isLocked(error) ? new AppError('keychainLocked') : new AppError('keychainUnavailable', { reason: 'refused' });
    }
  }

  const plain: Omit<Keychain, 'probe'> = {
    kind: 'os',
    async read(entry) {
      const value = await ask((keytar) => keytar.getPassword(service, entry));
      if (value === null) throw new AppError('keychainEntryMissing');
      return new Uint8Array(Buffer.from(value, 'base64'));
    },
    write: (entry, value) => ask((keytar) => keytar.setPassword(service, entry, Buffer.from(value).toString('base64'))),
    async remove(entry) {
      if (!(await ask((keytar) => keytar.deletePassword(service, entry)))) throw new AppError('keychainEntryMissing');
    },
  };
  // SECURITY: libsecret answers a locked collection as it answers an empty one; only a keychain that works right now can say "missing".
  async function requireWorking(): Promise<void> {
    const state = await probeBy(plain);
    if (state !== 'available') throw new AppError(state === 'locked' ? 'keychainLocked' : 'keychainUnavailable');
  }
  const ifMissing =
    <T>(task: () => Promise<T>) =>
    async (error: unknown): Promise<T> => {
      if (!(error instanceof AppError) || error.code !== 'keychainEntryMissing') throw error;
      await requireWorking();
      return task();
    };

  return {
    ...plain,
    // Once more, because it may have been unlocked between the answer and the probe.
    read: (entry) => plain.read(entry).catch(ifMissing(() => plain.read(entry))),
    remove: (entry) => plain.remove(entry).catch(ifMissing(async () => undefined)),
    probe: () => probeBy(plain),
  };
}

/** libsecret and macOS name a locked keychain only in their messages, which differ from version to version. */
const isLocked = (error: unknown): boolean =>
  error instanceof Error && /locked|denied|dismissed|cancel|interaction is not allowed/i.test(error.message);
