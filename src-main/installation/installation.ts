import { AppError } from '../../src-shared/errors.ts';
import type { Database } from '../database/database.ts';
import type { Randomness } from '../crypto/primitives.ts';
import { writeChecked } from '../keychain/device-secret.ts';
import { type InstallationKey, installationKeyEntry, installationKeys, type Keychain } from '../keychain/keychain.ts';
import type { InstallationRow } from './installation-entity.ts';

/** The installation's own keys, 32 bytes each; they lie in the keychain and guard no one's secrets. */
export interface InstallationKeySet {
  readonly audit: Uint8Array;
  readonly accountRows: Uint8Array;
  readonly apiTokens: Uint8Array;
  readonly fingerprints: Uint8Array;
  readonly backup: Uint8Array;
}

export interface Installation {
  readonly id: string;
  readonly keychain: Keychain;
  readonly keys: InstallationKeySet;
  /** Which keys the keychain no longer had and were made anew. */
  readonly lost: readonly InstallationKey[];
  row(): Promise<InstallationRow>;
}

const keyBytes = 32;

/** Reads the installation's keys, making anew the ones that are gone. Throws keychainUnavailable, keychainLocked. */
export async function openInstallation(parts: {
  id: string;
  database: Database;
  keychain: Keychain;
  random: Randomness;
}): Promise<Installation> {
  const { id, database, keychain, random } = parts;
  const lost: InstallationKey[] = [];
  const keyFor = async (key: InstallationKey): Promise<Uint8Array> => {
    const entry = installationKeyEntry(id, key);
    try {
      return await keychain.read(entry);
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'keychainEntryMissing') throw error;
    }
    lost.push(key);
    const made = random(keyBytes);
    await writeChecked(keychain, entry, made);
    return made;
  };
  const found = new Map<InstallationKey, Uint8Array>();
  // One after the other: keychains serialise anyway, and a locked one is then asked once.
  for (const key of installationKeys) found.set(key, await keyFor(key));
  const keyOf = (key: InstallationKey): Uint8Array => found.get(key) ?? new Uint8Array();
  const keys = {
    audit: keyOf('audit'),
    accountRows: keyOf('account-rows'),
    apiTokens: keyOf('api-tokens'),
    fingerprints: keyOf('fingerprints'),
    backup: keyOf('backup'),
  };
  return {
    id,
    keychain,
    keys,
    lost,
    async row() {
      const row = await database.repositories.installation.find();
      if (row === null) throw new AppError('setupRequired');
      return row;
    },
  };
}
