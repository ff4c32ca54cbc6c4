import { compactVerify } from 'jose';
import { describe, expect, it } from 'vitest';
import type { PersonKeys } from '../../../src-main/crypto/formats.ts';
import { bindingOf } from '../../../src-main/crypto/labels.ts';
import {
  createPersonKeys,
  openDropBoxKey,
  openIdentityKey,
  signJws,
  signParts,
  verifyParts,
} from '../../../src-main/crypto/person-keys.ts';
import { ed25519Sign, publicKeyFrom, rawPublicKey } from '../../../src-main/crypto/primitives.ts';
import { vaultCipher } from '../../../src-main/crypto/vault-keys.ts';
import { flipped } from '../../helpers/damage.ts';
import { fixedRandomness } from '../../helpers/fixed-randomness.ts';

const random = fixedRandomness('person keys');
const vaultKey = random(32);
const vault = vaultCipher('owner', vaultKey);
const keys = createPersonKeys(vault, random);
const others = createPersonKeys(vault, random);
const refused = (change: Partial<PersonKeys>): void =>
  expect(() => openIdentityKey(vault, { ...keys, ...change })).toThrow(/^data(Damaged|FromNewerVersion)$/);

describe('an identity key is refused', () => {
  it('with any one bit turned, in its private or its public half', () => {
    for (let bit = 0; bit < keys.identityPrivate.length * 8; bit += 1) refused({ identityPrivate: flipped(keys.identityPrivate, bit) });
    for (let bit = 0; bit < keys.identityPublic.length * 8; bit += 1) refused({ identityPublic: flipped(keys.identityPublic, bit) });
  });

  it('beside the public half of another pair', () => {
    refused({ identityPublic: others.identityPublic });
    refused({ identityPrivate: others.identityPrivate });
    refused({ identityPublic: new Uint8Array() });
  });

  it('where the drop-box key was put in its place', () => {
    refused({ identityPrivate: keys.dropBoxPrivate });
  });

  it('to another person or vault key', () => {
    expect(() => openIdentityKey(vaultCipher('another', vaultKey), keys)).toThrow('dataDamaged');
    expect(() => openIdentityKey(vaultCipher('owner', random(32)), keys)).toThrow('dataDamaged');
  });
});

describe('a drop-box key is refused', () => {
  const refused = (change: Partial<PersonKeys>): void =>
    expect(() => openDropBoxKey(vault, { ...keys, ...change })).toThrow(/^data(Damaged|FromNewerVersion)$/);

  it('with any one bit turned, in its private or its public half', () => {
    for (let bit = 0; bit < keys.dropBoxPrivate.length * 8; bit += 1) refused({ dropBoxPrivate: flipped(keys.dropBoxPrivate, bit) });
    for (let bit = 0; bit < keys.dropBoxPublic.length * 8; bit += 1) refused({ dropBoxPublic: flipped(keys.dropBoxPublic, bit) });
  });

  it('beside the public half of another pair, in place of the identity key, and to another person', () => {
    refused({ dropBoxPublic: others.dropBoxPublic });
    refused({ dropBoxPrivate: others.dropBoxPrivate });
    refused({ dropBoxPrivate: keys.identityPrivate });
    expect(() => openDropBoxKey(vaultCipher('another', vaultKey), keys)).toThrow('dataDamaged');
  });
});

describe('a signature', () => {
  const identity = openIdentityKey(vault, keys);
  const signature = signParts(identity, 'audit/witness', 'owner', 1, 20, null);

  it('is refused with any one bit turned', () => {
    for (let bit = 0; bit < signature.length * 8; bit += 1) {
      expect(verifyParts(keys.identityPublic, flipped(signature, bit), 'audit/witness', 'owner', 1, 20, null)).toBe(false);
    }
  });

  it('is refused for another label, owner, list or key', () => {
    expect(verifyParts(keys.identityPublic, signature, 'token', 'owner', 1, 20, null)).toBe(false);
    expect(verifyParts(keys.identityPublic, signature, 'audit/witness', 'another', 1, 20, null)).toBe(false);
    expect(verifyParts(keys.identityPublic, signature, 'audit/witness', 'owner', 12, 0, null)).toBe(false);
    expect(verifyParts(keys.identityPublic, signature, 'audit/witness', 'owner', 1, 20, '')).toBe(false);
    expect(verifyParts(others.identityPublic, signature, 'audit/witness', 'owner', 1, 20, null)).toBe(false);
  });

  it('is refused, not an exception, where signature or public key have another length', () => {
    for (const cut of [new Uint8Array(), signature.slice(0, 63), Uint8Array.from([...signature, 0])]) {
      expect(verifyParts(keys.identityPublic, cut, 'audit/witness', 'owner', 1, 20, null)).toBe(false);
    }
    for (const cut of [new Uint8Array(), keys.identityPublic.slice(1), Uint8Array.from([...keys.identityPublic, 0])]) {
      expect(verifyParts(cut, signature, 'audit/witness', 'owner', 1, 20, null)).toBe(false);
    }
  });

  it('holds for what was signed, and always is the same 64 bytes', () => {
    expect(verifyParts(keys.identityPublic, signature, 'audit/witness', 'owner', 1, 20, null)).toBe(true);
    expect(signature.length).toBe(64);
    expect(signParts(identity, 'audit/witness', 'owner', 1, 20, null)).toEqual(signature);
  });
});

describe('claims that a person signed', () => {
  const identity = openIdentityKey(vault, keys);
  const claims = { iss: 'installation', sub: 'owner', aud: 'service', exp: 7 };
  const verified = (token: string, publicKey: Uint8Array) =>
    compactVerify(token, publicKeyFrom('ed25519', publicKey), { algorithms: ['EdDSA'] });

  it('are a compact JWS that names its key and holds for that key alone', async () => {
    const token = await signJws(identity, 'owner', claims);
    const { payload, protectedHeader } = await verified(token, keys.identityPublic);
    expect(protectedHeader).toEqual({ alg: 'EdDSA', typ: 'JWT', kid: 'owner' });
    expect(JSON.parse(new TextDecoder().decode(payload))).toEqual(claims);
    await expect(verified(token, others.identityPublic)).rejects.toThrow('signature verification failed');
    await expect(verified(token.replace(/^[^.]*/, 'eyJhbGciOiJFZERTQSJ9'), keys.identityPublic)).rejects.toThrow('verification failed');
  });

  it('never pass for a signed list, nor a signed list for them', async () => {
    const [header, payload, signature] = (await signJws(identity, 'owner', claims)).split('.');
    const bytes = Buffer.from(signature!, 'base64url');
    expect(verifyParts(keys.identityPublic, bytes, header!, payload!)).toBe(false);
    // The bytes that are signed differ in the first one.
    expect(Buffer.from(`${header}.${payload}`)[0]).toBe('e'.charCodeAt(0));
    expect(ed25519Sign(identity, Buffer.from(`${header}.${payload}`))).toEqual(bytes);
    expect(bindingOf('audit/witness', 'owner')[0]).toBe(1);
  });
});

describe('a person’s keys', () => {
  it('are two pairs with 32-byte public halves of their own memory', () => {
    for (const half of [keys.identityPublic, keys.dropBoxPublic]) {
      expect([half.length, half.buffer.byteLength]).toEqual([32, 32]);
    }
    expect(keys.identityPublic).not.toEqual(keys.dropBoxPublic);
    expect(keys.ownerId).toBe('owner');
  });

  it('open to the private half of the public one', () => {
    expect(rawPublicKey(openIdentityKey(vault, keys))).toEqual(keys.identityPublic);
    expect(rawPublicKey(openDropBoxKey(vault, keys))).toEqual(keys.dropBoxPublic);
  });

  it('are others for everybody, and their seeds are wiped', () => {
    expect(others.identityPublic).not.toEqual(keys.identityPublic);
    const drawn: Uint8Array[] = [];
    createPersonKeys(vault, (bytes) => {
      const fresh = random(bytes);
      drawn.push(fresh);
      return fresh;
    });
    expect(drawn.filter((bytes) => bytes.length === 32).map((seed) => seed.every((byte) => byte === 0))).toEqual([true, true]);
  });
});
