import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { aeadKey, open } from '../../../src-main/crypto/aead.ts';
import type { Slot } from '../../../src-main/crypto/formats.ts';
import { openWithInstallationCode } from '../../../src-main/crypto/installation-slot.ts';
import { derivePasswordKey } from '../../../src-main/crypto/kdf.ts';
import { openDropBoxKey, openIdentityKey, verifyParts } from '../../../src-main/crypto/person-keys.ts';
import { parseRecoveryCode } from '../../../src-main/crypto/recovery-code.ts';
import { openBox } from '../../../src-main/crypto/sealed-box.ts';
import { openPasswordSlot, openRecoverySlot } from '../../../src-main/crypto/slots.ts';
import { openPart, type Part, vaultCipher } from '../../../src-main/crypto/vault-keys.ts';
import { fixedRandomness } from '../../helpers/fixed-randomness.ts';
import { bytesOf, hexOf, makeVectors } from '../../vectors/make-v1.ts';

// What version 1 writes never changes and opens for ever. When one of these fails, the code is wrong, not the file:
// another format gets a file of its own beside it.
type Vectors = Awaited<ReturnType<typeof makeVectors>>;
const frozen = JSON.parse(readFileSync(join(import.meta.dirname, '../../vectors/v1.json'), 'utf8')) as Vectors;
const { inputs } = frozen;
const context = {
  installationId: inputs.installationId,
  ownerId: inputs.ownerId,
  derive: derivePasswordKey,
  random: fixedRandomness('unused'),
};
const vault = vaultCipher(inputs.ownerId, bytesOf(inputs.vaultKey));
const keys = {
  ownerId: inputs.ownerId,
  identityPublic: bytesOf(frozen.personKeys.identityPublic),
  identityPrivate: bytesOf(frozen.personKeys.identityPrivate),
  dropBoxPublic: bytesOf(frozen.personKeys.dropBoxPublic),
  dropBoxPrivate: bytesOf(frozen.personKeys.dropBoxPrivate),
};
const readSlot = ({ salt, wrapped, ...slot }: Vectors['passwordSlot']): Slot => ({
  ...slot,
  salt: bytesOf(salt),
  wrapped: bytesOf(wrapped),
});

describe('what version 1 wrote', () => {
  it('is written the same today, byte for byte', async () => {
    expect(await makeVectors()).toEqual(frozen);
  });

  it('opens: the password slot', async () => {
    const opened = await openPasswordSlot(context, readSlot(frozen.passwordSlot), inputs.password, bytesOf(inputs.deviceSecret));
    expect(hexOf(opened)).toBe(inputs.vaultKey);
  });

  it('opens: the password slot, by the same password in its normal form', async () => {
    const normal = inputs.password.normalize('NFKC');
    expect(normal).not.toBe(inputs.password);
    const opened = await openPasswordSlot(context, readSlot(frozen.passwordSlot), normal, bytesOf(inputs.deviceSecret));
    expect(hexOf(opened)).toBe(inputs.vaultKey);
  });

  it('opens: what the recovery codes open', () => {
    const code = parseRecoveryCode(frozen.recoveryCode.text);
    expect(hexOf(code)).toBe(frozen.recoveryCode.bytes);
    expect(hexOf(openRecoverySlot(context, readSlot(frozen.recoverySlot), code))).toBe(inputs.vaultKey);
    const blob = bytesOf(frozen.installationSlot);
    expect(hexOf(openWithInstallationCode({ installationId: inputs.installationId, code, blob }))).toBe(inputs.backupKey);
  });

  it('opens: a bare blob and every part of a vault', () => {
    const plain = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
    expect(plain(open(aeadKey(bytesOf(inputs.vaultKey)), bytesOf(frozen.blob), bytesOf(frozen.binding)))).toBe(inputs.plaintext);
    for (const [part, revision] of Object.entries(inputs.revisions)) {
      const blob = bytesOf(frozen.parts[part as keyof typeof inputs.revisions]);
      expect(plain(openPart(vault, part as Part, inputs.itemId, revision, blob))).toBe(inputs.plaintext);
    }
  });

  it('opens: a person’s keys, and the signature holds', () => {
    expect(openIdentityKey(vault, keys).asymmetricKeyType).toBe('ed25519');
    expect(openPart(vault, 'drop-box', inputs.ownerId, 1, keys.dropBoxPrivate)).toHaveLength(32);
    expect(verifyParts(keys.identityPublic, bytesOf(frozen.signature), 'audit/witness', inputs.ownerId, 1, 20, null)).toBe(true);
  });

  it('opens: a box that was sealed to a person', () => {
    const place = { kind: 'notification', ownerId: inputs.ownerId, id: inputs.itemId } as const;
    const opened = openBox(openDropBoxKey(vault, keys), place, bytesOf(frozen.sealedBox));
    expect(new TextDecoder().decode(opened)).toBe(inputs.plaintext);
  });
});
