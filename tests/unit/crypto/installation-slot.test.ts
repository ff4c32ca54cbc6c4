import { describe, expect, it } from 'vitest';
import { openWithInstallationCode, sealUnderInstallationCode } from '../../../src-main/crypto/installation-slot.ts';
import { beginnings, flipped } from '../../helpers/damage.ts';
import { fixedRandomness } from '../../helpers/fixed-randomness.ts';

const random = fixedRandomness('installation slot');
const installationId = 'installation';
const code = random(20);
const backupKey = random(32);
const blob = sealUnderInstallationCode({ installationId, code, backupKey, random });
const [saltBits, checkBits] = [128, 256];
const sealedAt = saltBits + checkBits;
const opening = (changed: Uint8Array): Uint8Array => openWithInstallationCode({ installationId, code, blob: changed });

describe('what the installation recovery code opens', () => {
  it('is refused to a code with any one bit turned', () => {
    for (let bit = 0; bit < code.length * 8; bit += 1) {
      expect(() => openWithInstallationCode({ installationId, code: flipped(code, bit), blob })).toThrow('wrongRecoveryCode');
    }
  });

  it('is refused in another installation', () => {
    expect(() => openWithInstallationCode({ installationId: 'another', code, blob })).toThrow('wrongRecoveryCode');
  });

  it('is damaged, not a wrong code, at every bit of the sealed key', () => {
    for (let bit = sealedAt + 8; bit < blob.length * 8; bit += 1) expect(() => opening(flipped(blob, bit))).toThrow('dataDamaged');
  });

  it('is damaged when cut at any length', () => {
    for (const cut of beginnings(blob)) expect(() => opening(cut)).toThrow('dataDamaged');
    expect(() => opening(Uint8Array.from([...blob, 0]))).toThrow('dataDamaged');
  });

  it('doesn’t open with another salt, which leaves no way to tell', () => {
    for (let bit = 0; bit < saltBits; bit += 1) expect(() => opening(flipped(blob, bit))).toThrow('wrongRecoveryCode');
  });

  it('of a newer version is said to be newer', () => {
    const newer = blob.slice();
    newer[sealedAt / 8] = 2;
    expect(() => opening(newer)).toThrow('dataFromNewerVersion');
  });

  it('opens to the backup key, also where only the check was damaged', () => {
    expect(Buffer.from(opening(blob))).toEqual(Buffer.from(backupKey));
    expect(Buffer.from(opening(flipped(blob, saltBits)))).toEqual(Buffer.from(backupKey));
  });

  it('has another salt each time', () => {
    expect(sealUnderInstallationCode({ installationId, code, backupKey, random }).subarray(0, 16)).not.toEqual(blob.subarray(0, 16));
  });
});
