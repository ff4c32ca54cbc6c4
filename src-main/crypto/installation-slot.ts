import { AppError } from '../../src-shared/errors.ts';
import { aeadKey, open, seal } from './aead.ts';
import { bindingOf } from './labels.ts';
import { equalBytes, hkdf, type Randomness } from './primitives.ts';

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
  return Buffer.concat([salt, check, seal(key, backupKey, binding, random)]);
}

/** The backup key. Throws wrongRecoveryCode, dataDamaged (right code, damaged blob), dataFromNewerVersion. */
export function openWithInstallationCode({ installationId, code, blob }: UnderCode & { blob: Uint8Array }): Uint8Array {
  const salt = blob.subarray(0, saltBytes);
  const { key, check, binding } = keysOf(installationId, code, salt);
  if (blob.length < saltBytes + checkBytes) throw new AppError('dataDamaged', { what: 'installation code' });
  if (!equalBytes(check, blob.subarray(saltBytes, saltBytes + checkBytes))) throw new AppError('wrongRecoveryCode');
  return open(key, blob.subarray(saltBytes + checkBytes), binding);
}

function keysOf(installationId: string, code: Uint8Array, salt: Uint8Array) {
  return {
    key: aeadKey(hkdf(code, bindingOf('slot/installation', installationId), salt)),
    check: hkdf(code, bindingOf('installation/verifier', installationId), salt),
    binding: bindingOf('slot/installation', installationId, salt),
  };
}
