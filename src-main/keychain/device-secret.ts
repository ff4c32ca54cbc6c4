import { AppError } from '../../src-shared/errors.ts';
import { equalBytes, type Randomness } from '../crypto/primitives.ts';
import { deviceSecretEntry, type Keychain } from './keychain.ts';

const secretBytes = 32;

/** Writes bytes and reads them back: only what the keychain really holds may protect a vault. Throws keychainUnavailable, keychainLocked. */
export async function writeChecked(keychain: Keychain, entry: string, value: Uint8Array): Promise<void> {
  await keychain.write(entry, value);
  if (!equalBytes(await keychain.read(entry), value)) throw new AppError('keychainUnavailable', { reason: 'readBack' });
}

/** The machine's share of one person's password slot (32 bytes), and under which id the keychain holds it. */
export interface DeviceSecret {
  readonly secretId: string;
  readonly deviceSecret: Uint8Array;
}

interface DeviceSecretParts {
  readonly installation: { readonly id: string; readonly keychain: Keychain };
  readonly random: Randomness;
  readonly newId: () => string;
}

/**
 * Makes and stores a device secret for a slot that `store` commits; where that fails the keychain forgets it again.
 * Throws keychainUnavailable, keychainLocked, and what `store` throws.
 */
export async function withNewDeviceSecret<T>(
  { installation, random, newId }: DeviceSecretParts,
  ownerId: string,
  store: (device: DeviceSecret) => Promise<T>,
): Promise<T> {
  const device = { secretId: newId(), deviceSecret: random(secretBytes) };
  const entry = deviceSecretEntry(installation.id, ownerId, device.secretId);
  try {
    await writeChecked(installation.keychain, entry, device.deviceSecret);
    return await store(device);
  } catch (error) {
    // The person has to hear what went wrong, not that the tidying up did too; the entry alone opens nothing.
    await installation.keychain.remove(entry).catch(() => undefined);
    throw error;
  }
}
