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
  let probed = false;

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

  const keychain: Omit<Keychain, 'probe'> = {
    kind: 'os',
    async read(entry) {
      const value = await ask((keytar) => keytar.getPassword(service, entry));
      if (value !== null) return new Uint8Array(Buffer.from(value, 'base64'));
      // SECURITY: libsecret answers a locked collection with null too; only a keychain that has just worked can say "missing".
      if (!probed) throw new AppError('keychainLocked');
      throw new AppError('keychainEntryMissing');
    },
    write: (entry, value) => ask((keytar) => keytar.setPassword(service, entry, Buffer.from(value).toString('base64'))),
    async remove(entry) {
      await ask((keytar) => keytar.deletePassword(service, entry));
    },
  };
  return {
    ...keychain,
    async read(entry) {
      try {
        return await keychain.read(entry);
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== 'keychainEntryMissing') throw error;
        // It may have been locked since it was probed.
        probed = false;
        probed = (await probeBy(keychain)) === 'available';
        return keychain.read(entry);
      }
    },
    async probe() {
      probed = false;
      const state = await probeBy(keychain);
      probed = state === 'available';
      return state;
    },
  };
}

/** libsecret and macOS name a locked keychain only in their messages, which differ from version to version. */
const isLocked = (error: unknown): boolean =>
  error instanceof Error && /locked|denied|dismissed|cancel|interaction is not allowed/i.test(error.message);
