import { AppError } from '../../src-shared/errors.ts';
import { equalBytes, type Randomness } from '../crypto/primitives.ts';
import { deviceSecretEntry, type Keychain } from './keychain.ts';

const secretBytes = 32;

/** Writes bytes and reads them back: only what the keychain really holds may protect a vault. Throws keychainUnavailable, keychainLocked. */
export async function writeChecked(keychain: Keychain, entry: string, value: Uint8Array): Promise<void> {
  await keychain.write(entry, value);
  if (!equalBytes(await keychain.read(entry), value)) throw new AppError('keychainUnavailable', { reason: 'readBack' });
}

/** Makes and stores the machine's share of one person's password slot (32 bytes). */
export async function makeDeviceSecret(
  keychain: Keychain,
  owner: { readonly installationId: string; readonly ownerId: string },
  random: Randomness,
  secretId: string,
): Promise<Uint8Array> {
  const deviceSecret = random(secretBytes);
  await writeChecked(keychain, deviceSecretEntry(owner.installationId, owner.ownerId, secretId), deviceSecret);
  return deviceSecret;
}
