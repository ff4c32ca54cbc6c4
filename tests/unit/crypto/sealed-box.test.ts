import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { privateKeyFrom, rawPublicKey } from '../../../src-main/crypto/primitives.ts';
import { openBox, sealTo } from '../../../src-main/crypto/sealed-box.ts';
import { beginnings, flipped } from '../../helpers/damage.ts';
import { fixedRandomness } from '../../helpers/fixed-randomness.ts';

const random = fixedRandomness('sealed box');
const ada = privateKeyFrom('x25519', random(32));
const ben = privateKeyFrom('x25519', random(32));
const place = { kind: 'notification', ownerId: 'ada', id: 'first' } as const;
const plaintext = new TextEncoder().encode('{"v":1,"trigger":"account.enabled"}');
const box = sealTo(rawPublicKey(ada), place, plaintext, random);
const versionBits = 8;

/** Every point whose order divides eight, and encodings of them that are not reduced (Bernstein, "Curve25519", and RFC 7748, 6.1). */
const lowOrder = [
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000000',
  'e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800',
  '5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  '0000000000000000000000000000000000000000000000000000000000000080',
].map((hex) => new Uint8Array(Buffer.from(hex, 'hex')));

describe('a sealed box', () => {
  it('is refused with any one bit turned, the ephemeral key’s unused one included', () => {
    for (let bit = versionBits; bit < box.length * 8; bit += 1)
      expect(() => openBox(ada, place, flipped(box, bit))).toThrow(/^data(Damaged|FromNewerVersion)$/);
  });

  it('is refused to another person, even one who claims the place', () => {
    expect(() => openBox(ben, place, box)).toThrow('dataDamaged');
    expect(() => openBox(ben, { ...place, ownerId: 'ben' }, box)).toThrow('dataDamaged');
  });

  it('is refused in another place: of another id, of another owner', () => {
    expect(() => openBox(ada, { ...place, id: 'second' }, box)).toThrow('dataDamaged');
    expect(() => openBox(ada, { ...place, ownerId: 'ben' }, box)).toThrow('dataDamaged');
    expect(() => openBox(ada, { ...place, ownerId: 'adaf', id: 'irst' }, box)).toThrow('dataDamaged');
  });

  it('is refused when it was cut, at whatever length, and with a byte too many', () => {
    for (const cut of beginnings(box)) expect(() => openBox(ada, place, cut)).toThrow('dataDamaged');
    expect(() => openBox(ada, place, Uint8Array.from([...box, 0]))).toThrow('dataDamaged');
  });

  it('of every newer version is said to be newer, also when it is short', () => {
    for (let version = 2; version < 256; version += 1)
      expect(() => openBox(ada, place, Uint8Array.from([version, ...box.subarray(1)]))).toThrow('dataFromNewerVersion');
    expect(() => openBox(ada, place, Uint8Array.of(2))).toThrow('dataFromNewerVersion');
  });

  it('of version 0, which never was, is damaged', () => {
    expect(() => openBox(ada, place, Uint8Array.from([0, ...box.subarray(1)]))).toThrow('dataDamaged');
  });

  it('is never sealed to, nor opened from, a point of low order', () => {
    for (const point of lowOrder) {
      expect(() => sealTo(point, place, plaintext, random)).toThrow('dataDamaged');
      const forged = Uint8Array.from(box);
      forged.set(point, 1);
      expect(() => openBox(ada, place, forged)).toThrow('dataDamaged');
    }
  });

  it('is never sealed to a public key of another length', () => {
    for (const length of [0, 31, 33]) expect(() => sealTo(new Uint8Array(length).fill(9), place, plaintext, random)).toThrow('dataDamaged');
  });

  it('has another ephemeral key and so other bytes each time, and wipes what it drew for it', () => {
    const again = sealTo(rawPublicKey(ada), place, plaintext, random);
    expect(again.subarray(1, 33)).not.toEqual(box.subarray(1, 33));
    const drawn: Uint8Array[] = [];
    sealTo(rawPublicKey(ada), place, plaintext, (bytes) => {
      const fresh = random(bytes);
      drawn.push(fresh);
      return fresh;
    });
    expect(drawn.filter((bytes) => bytes.length === 32).map((seed) => seed.every((byte) => byte === 0))).toEqual([true]);
  });

  it('is version, ephemeral public key and blob, 62 bytes more than its content', () => {
    expect(box.length).toBe(plaintext.length + 62);
    expect([box[0], box[33]]).toEqual([1, 1]);
  });

  it('opens to what was sealed, whatever that was', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.string(), (content, id) => {
        const there = { ...place, id };
        expect(Buffer.from(openBox(ada, there, sealTo(rawPublicKey(ada), there, content, random)))).toEqual(Buffer.from(content));
      }),
    );
  });
});
