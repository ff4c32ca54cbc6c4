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
  /** Which keys the keychain no longer had and were made anew, also by a start that was interrupted before `adopted`. */
  readonly lost: readonly InstallationKey[];
  /** The database now goes by the new keys. */
  adopted(): Promise<void>;
  row(): Promise<InstallationRow>;
}

const keyBytes = 32;

/**
 * Reads the installation's keys, making anew the ones that are gone. Throws keychainUnavailable, keychainLocked, and dataDamaged
 * where the keychain is a file without any of them.
 */
export async function openInstallation(parts: {
  id: string;
  database: Database;
  keychain: Keychain;
  random: Randomness;
}): Promise<Installation> {
  const { id, database, keychain, random } = parts;
  const missing: InstallationKey[] = [];
  for (const key of installationKeys) if ((await readOrNull(keychain, installationKeyEntry(id, key))) === null) missing.push(key);
  // Noted before the first new key is written: a start that ends in between is taken up again by the next one.
  const note = `installation:${id}:made-anew`;
  // Before there is an installation nothing can have been lost.
  const first = (await database.repositories.installation.find()) === null;
  const noted = await readOrNull(keychain, note);
  const lost = first ? [] : [...new Set([...missing, ...namesIn(noted)])];
  // SECURITY: a file isn't emptied by itself: it was put aside, or SQL has named it in place of the system's keychain; keys made anew
  // would sign whatever SQL has written. Whoever has really lost it writes the note by hand.
  if (!first && keychain.kind === 'file' && missing.length === installationKeys.length && noted === null)
    throw new AppError('dataDamaged', { what: 'keychain' });
  if (missing.length > 0) await writeChecked(keychain, note, new TextEncoder().encode(lost.join(' ')));
  const keyFor = async (key: InstallationKey): Promise<Uint8Array> => {
    const entry = installationKeyEntry(id, key);
    if (missing.includes(key)) await writeChecked(keychain, entry, random(keyBytes));
    return keychain.read(entry);
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
    adopted: () => keychain.remove(note),
    async row() {
      const row = await database.repositories.installation.find();
      if (row === null) throw new AppError('setupRequired');
      return row;
    },
  };
}

async function readOrNull(keychain: Keychain, entry: string): Promise<Uint8Array | null> {
  try {
    return await keychain.read(entry);
  } catch (error) {
    if (error instanceof AppError && error.code === 'keychainEntryMissing') return null;
    throw error;
  }
}

const namesIn = (note: Uint8Array | null): InstallationKey[] => {
  const names = note === null ? [] : new TextDecoder().decode(note).split(' ');
  return installationKeys.filter((key) => names.includes(key));
};
