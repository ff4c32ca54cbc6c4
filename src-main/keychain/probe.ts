import { AppError } from '../../src-shared/errors.ts';
import type { KeychainStatus } from '../../src-shared/models.ts';
import type { Keychain } from './keychain.ts';

const probeEntry = 'probe';

/** Writes an entry, reads it back and deletes it. Throws dataDamaged where the keychain's own file is. */
export async function probeBy(keychain: Pick<Keychain, 'read' | 'write' | 'remove'>): Promise<KeychainStatus['state']> {
  const value = new TextEncoder().encode(`probe ${process.pid}`);
  try {
    await keychain.write(probeEntry, value);
    const back = await keychain.read(probeEntry);
    await keychain.remove(probeEntry);
    return Buffer.compare(back, value) === 0 ? 'available' : 'unavailable';
  } catch (error) {
    if (error instanceof AppError && error.code === 'dataDamaged') throw error;
    return error instanceof AppError && error.code === 'keychainLocked' ? 'locked' : 'unavailable';
  }
}
