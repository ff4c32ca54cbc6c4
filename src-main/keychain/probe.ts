import { randomUUID } from 'node:crypto';
import { AppError } from '../../src-shared/errors.ts';
import type { KeychainStatus } from '../../src-shared/models.ts';
import type { Keychain } from './keychain.ts';

/** Writes an entry, reads it back and deletes it. Throws dataDamaged where the keychain's own file is. */
export async function probeBy(keychain: Pick<Keychain, 'read' | 'write' | 'remove'>): Promise<KeychainStatus['state']> {
  // An entry of its own, so that two probes at once don't remove each other's.
  const entry = `probe:${randomUUID()}`;
  const value = new TextEncoder().encode(entry);
  try {
    await keychain.write(entry, value);
    const back = await keychain.read(entry);
    await keychain.remove(entry);
    return Buffer.compare(back, value) === 0 ? 'available' : 'unavailable';
  } catch (error) {
    if (error instanceof AppError && error.code === 'dataDamaged') throw error;
    return error instanceof AppError && error.code === 'keychainLocked' ? 'locked' : 'unavailable';
  }
}
