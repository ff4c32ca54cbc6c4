import { AppError } from '../../src-shared/errors.ts';
import { aeadKey, open, seal } from './aead.ts';
import { bindingOf } from './labels.ts';
import { equalBytes, hkdf, joined, type Randomness } from './primitives.ts';

const saltBytes = 16;
const checkBytes = 32;

interface UnderCode {
  readonly installationId: string;
  /** The 20 bytes of the installation recovery code. */
  readonly code: Uint8Array;
}

/** salt(16) ‖ check(32) ‖ sealed backup key: what the installation recovery code opens. */
export function sealUnderInstallationCode({
  installationId,
  code,
  backupKey,
  random,
}: UnderCode & { backupKey: Uint8Array; random: Randomness }): Uint8Array {
  const salt = random(saltBytes);
  const { key, check, binding } = keysOf(installationId, code, salt);
  return joined(salt, check, seal(key, backupKey, binding, random));
}

/** The backup key. Throws wrongRecoveryCode, dataDamaged (right code, damaged blob), dataFromNewerVersion. */
export function openWithInstallationCode({ installationId, code, blob }: UnderCode & { blob: Uint8Array }): Uint8Array {
  if (blob.length < saltBytes + checkBytes) throw new AppError('dataDamaged', { what: 'installation code' });
  const { key, check, binding } = keysOf(installationId, code, blob.subarray(0, saltBytes));
  try {
    return open(key, blob.subarray(saltBytes + checkBytes), binding);
  } catch (error) {
    // As with a person's slot, the check is asked only where the key doesn't open: damage to the check alone locks nobody out.
    const newer = error instanceof AppError && error.code === 'dataFromNewerVersion';
    if (newer || equalBytes(check, blob.subarray(saltBytes, saltBytes + checkBytes))) throw error;
    throw new AppError('wrongRecoveryCode');
  }
}

function keysOf(installationId: string, code: Uint8Array, salt: Uint8Array) {
  return {
    key: aeadKey(hkdf(code, bindingOf('slot/installation', installationId), salt)),
    check: hkdf(code, bindingOf('installation/verifier', installationId), salt),
    binding: bindingOf('slot/installation', installationId, salt),
  };
}
