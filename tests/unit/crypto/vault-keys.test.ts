import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fingerprint, openPart, type Part, sealPart, vaultCipher } from '../../../src-main/crypto/vault-keys.ts';
import { beginnings, flipped } from '../../helpers/damage.ts';
import { fixedRandomness } from '../../helpers/fixed-randomness.ts';

const parts: readonly Part[] = ['summary', 'secret', 'snapshot', 'change', 'head', 'identity', 'drop-box'];
const random = fixedRandomness('vault keys');
const vaultKey = random(32);
const vault = vaultCipher('owner', vaultKey);
const plaintext = new TextEncoder().encode('{"name":"Exchange"}');
const blob = sealPart(vault, 'summary', 'item', 3, plaintext, random);

describe('a sealed part is refused', () => {
  it('with any one bit turned', () => {
    for (let bit = 0; bit < blob.length * 8; bit += 1) {
      expect(() => openPart(vault, 'summary', 'item', 3, flipped(blob, bit))).toThrow(/^data(Damaged|FromNewerVersion)$/);
    }
  });

  it('when cut at any length', () => {
    for (const cut of beginnings(blob)) expect(() => openPart(vault, 'summary', 'item', 3, cut)).toThrow('dataDamaged');
  });

  it('as another item, or one whose name and revision run together the same', () => {
    for (const [itemId, revision] of [
      ['item2', 3],
      ['', 3],
      ['item3', 0],
      ['ite', 3],
    ] as const) {
      expect(() => openPart(vault, 'summary', itemId, revision, blob)).toThrow('dataDamaged');
    }
  });

  it('as an older or newer revision', () => {
    for (const revision of [0, 2, 4, 33, -3]) expect(() => openPart(vault, 'summary', 'item', revision, blob)).toThrow('dataDamaged');
  });

  it('as every other part', () => {
    for (const sealedAs of parts) {
      const sealed = sealPart(vault, sealedAs, 'item', 3, plaintext, random);
      for (const openedAs of parts.filter((part) => part !== sealedAs)) {
        expect(() => openPart(vault, openedAs, 'item', 3, sealed)).toThrow('dataDamaged');
      }
    }
  });

  it('to another person, even one who had the same key', () => {
    expect(() => openPart(vaultCipher('another', vaultKey), 'summary', 'item', 3, blob)).toThrow('dataDamaged');
  });

  it('under another vault key', () => {
    expect(() => openPart(vaultCipher('owner', random(32)), 'summary', 'item', 3, blob)).toThrow('dataDamaged');
  });

  it('of a newer version as newer', () => {
    expect(() => openPart(vault, 'summary', 'item', 3, Uint8Array.from([2, ...blob.subarray(1)]))).toThrow('dataFromNewerVersion');
  });
});

describe('a sealed part', () => {
  it('opens to what was sealed, for any part, item, revision and content', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...parts),
        fc.string(),
        fc.nat(),
        fc.uint8Array({ maxLength: 500 }),
        (part, itemId, revision, content) => {
          const sealed = sealPart(vault, part, itemId, revision, content, random);
          expect(Buffer.from(openPart(vault, part, itemId, revision, sealed))).toEqual(Buffer.from(content));
        },
      ),
    );
  });

  it('owns its memory, so that sending it sends nothing else', () => {
    expect(blob.buffer.byteLength).toBe(blob.length);
  });

  it('outlives the caller’s copy of the vault key', () => {
    const copy = vaultKey.slice();
    const cipher = vaultCipher('owner', copy);
    copy.fill(0);
    expect(Buffer.from(openPart(cipher, 'summary', 'item', 3, blob))).toEqual(Buffer.from(plaintext));
  });
});

describe('a fingerprint', () => {
  it('is the same for equal values of one vault only', () => {
    expect(fingerprint(vault, 'hunter2')).toBe(fingerprint(vaultCipher('owner', vaultKey), 'hunter2'));
    const others = [
      fingerprint(vault, 'hunter3'),
      fingerprint(vaultCipher('another', vaultKey), 'hunter2'),
      fingerprint(vaultCipher('owner', random(32)), 'hunter2'),
    ];
    expect(others).not.toContain(fingerprint(vault, 'hunter2'));
    expect(new Set(others).size).toBe(3);
  });

  it('is 16 bytes in base64', () => {
    expect(fingerprint(vault, '')).toMatch(/^[A-Za-z0-9+/]{22}==$/);
  });
});
