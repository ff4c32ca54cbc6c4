import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aeadKey, open, seal, tagOf } from '../../../src-main/crypto/aead.ts';
import { bindingOf } from '../../../src-main/crypto/labels.ts';
import { gcmOpen } from '../../../src-main/crypto/primitives.ts';
import { beginnings, flipped } from '../../helpers/damage.ts';
import { fixedRandomness } from '../../helpers/fixed-randomness.ts';

const random = fixedRandomness('aead');
const key = aeadKey(random(32));
const binding = bindingOf('test', 'owner');
const plaintext = new TextEncoder().encode('forty-two bytes of something to be sealed.');
const blob = seal(key, plaintext, binding, random);
const versionBits = 8;

describe('a sealed blob', () => {
  it('is refused with any one bit turned, in nonce, ciphertext or tag', () => {
    for (let bit = versionBits; bit < blob.length * 8; bit += 1) {
      expect(() => open(key, flipped(blob, bit), binding)).toThrow('dataDamaged');
    }
  });

  it('is refused when it was cut, at whatever length', () => {
    for (const cut of beginnings(blob)) expect(() => open(key, cut, binding)).toThrow('dataDamaged');
  });

  it('is refused with a byte too many', () => {
    expect(() => open(key, Uint8Array.from([...blob, 0]), binding)).toThrow('dataDamaged');
  });

  it('is refused under another key', () => {
    expect(() => open(aeadKey(random(32)), blob, binding)).toThrow('dataDamaged');
  });

  it('is refused under another binding', () => {
    for (const other of [bindingOf('test', 'another'), bindingOf('tes', 'towner'), new Uint8Array()]) {
      expect(() => open(key, blob, other)).toThrow('dataDamaged');
    }
  });

  it('of every newer version is said to be newer, also when it is short', () => {
    for (let version = 2; version < 256; version += 1) {
      expect(() => open(key, Uint8Array.from([version, ...blob.subarray(1)]), binding)).toThrow('dataFromNewerVersion');
    }
    expect(() => open(key, Uint8Array.of(2), binding)).toThrow('dataFromNewerVersion');
  });

  it('of version 0, which never was, is damaged', () => {
    expect(() => open(key, Uint8Array.from([0, ...blob.subarray(1)]), binding)).toThrow('dataDamaged');
  });

  it('opens to what was sealed, whatever that was', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.string(), (content, label) => {
        const bound = bindingOf(label, 'owner');
        expect(Buffer.from(open(key, seal(key, content, bound, random), bound))).toEqual(Buffer.from(content));
      }),
    );
  });

  it('refuses any bit that is turned, whatever was sealed', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(), (content, anyBit) => {
        const sealed = seal(key, content, binding, random);
        expect(() => open(key, flipped(sealed, anyBit % (sealed.length * 8)), binding)).toThrow(/^data(Damaged|FromNewerVersion)$/);
      }),
    );
  });

  it('is version, nonce, ciphertext and tag, 29 bytes more than its content', () => {
    expect(blob.length).toBe(plaintext.length + 29);
    expect(blob[0]).toBe(1);
  });

  it('has a new nonce and so other bytes each time', () => {
    expect(seal(key, plaintext, binding, random)).not.toEqual(blob);
  });

  it('is named by its tag, the last 16 bytes', () => {
    expect(Buffer.from(tagOf(blob))).toEqual(Buffer.from(blob.subarray(-16)));
    expect(tagOf(Uint8Array.of(1, 2))).toEqual(Uint8Array.of(1, 2));
  });
});

describe('AES-GCM', () => {
  it('refuses what is shorter than a tag', () => {
    expect(gcmOpen(key, random(12), new Uint8Array(15), binding)).toBeNull();
  });
});
