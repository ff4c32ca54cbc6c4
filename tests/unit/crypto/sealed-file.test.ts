import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aeadKey } from '../../../src-main/crypto/primitives.ts';
import {
  checkHeader,
  chunkBytes,
  chunkPlace,
  chunksOf,
  fileHeader,
  openChunks,
  sealChunks,
  sealedLength,
  type SealedFile,
} from '../../../src-main/crypto/sealed-file.ts';

const file: SealedFile = { key: aeadKey(new Uint8Array(32).fill(7)), ownerId: 'ada', fileId: 'plan' };
const bytesOf = (length: number): Uint8Array => Uint8Array.from({ length }, (_, at) => at % 251);
const opens = (sealed: Uint8Array, other: Partial<SealedFile> = {}, first = 0, ends = true) =>
  openChunks({ ...file, ...other }, first, sealed, ends);

describe('a sealed file', () => {
  it.each([0, 1, chunkBytes - 1, chunkBytes, chunkBytes + 1, 3 * chunkBytes])(
    'of %i bytes opens to what it was, at the length that is told before',
    (length) => {
      const sealed = sealChunks(file, 0, bytesOf(length), true);
      expect(fileHeader().length + sealed.length).toBe(sealedLength(length));
      expect(opens(sealed)).toEqual(bytesOf(length));
    },
  );

  it('is the same in whatever stretches of whole chunks it is sealed and opened', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4 * chunkBytes + 9 }), fc.integer({ min: 1, max: 3 }), (length, chunks) => {
        const plain = bytesOf(length);
        const whole = sealChunks(file, 0, plain, true);
        const step = chunks * chunkBytes;
        const stretches: Uint8Array[] = [];
        for (let at = 0; at === 0 || at < length; at += step)
          stretches.push(sealChunks(file, at / chunkBytes, plain.subarray(at, at + step), at + step >= length));
        expect(Buffer.concat(stretches).equals(whole)).toBe(true);
        const last = chunksOf(length) - 1;
        const { offset, length: size } = chunkPlace(length, last);
        expect(opens(whole.subarray(offset - 1, offset - 1 + size), {}, last)).toEqual(plain.subarray(last * chunkBytes));
      }),
      { numRuns: 40 },
    );
  });

  it('does not open cut, longer, in another order, under another name, key or owner', () => {
    const plain = bytesOf(2 * chunkBytes + 5);
    const sealed = sealChunks(file, 0, plain, true);
    const chunk = chunkBytes + 16;
    const swapped = Buffer.concat([sealed.subarray(chunk, 2 * chunk), sealed.subarray(0, chunk), sealed.subarray(2 * chunk)]);
    const beginning = sealed.subarray(0, 2 * chunk);
    for (const bad of [sealed.subarray(0, -1), Buffer.concat([sealed, Buffer.alloc(1)]), swapped, beginning, new Uint8Array()])
      expect(() => opens(bad)).toThrow('dataDamaged');
    for (const other of [{ fileId: 'other' }, { ownerId: 'ben' }, { key: aeadKey(new Uint8Array(32).fill(8)) }])
      expect(() => opens(sealed, other)).toThrow('dataDamaged');
    expect(() => opens(sealed, {}, 1)).toThrow('dataDamaged');
    expect(() => opens(sealed, {}, 0, false)).toThrow('dataDamaged');
  });

  it('notices any bit that was turned', () => {
    const sealed = sealChunks(file, 0, bytesOf(40), true);
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const turned = Uint8Array.from(sealed);
      turned[bit >> 3]! ^= 1 << (bit & 7);
      expect(() => opens(turned)).toThrow('dataDamaged');
    }
  });

  it('of a later format is called newer, and one that is none of ours damaged', () => {
    expect(() => checkHeader(fileHeader())).not.toThrow();
    expect(() => checkHeader(Uint8Array.of(2))).toThrow('dataFromNewerVersion');
    for (const bad of [Uint8Array.of(0), new Uint8Array()]) expect(() => checkHeader(bad)).toThrow('dataDamaged');
  });

  it('is written the same for ever', () => {
    const digest = createHash('sha256')
      .update(fileHeader())
      .update(sealChunks(file, 0, bytesOf(chunkBytes + 3), true))
      .digest('hex');
    expect(digest).toBe('b9f862bed3f85f5467d86fe602705e8ee806ae9479f857e6f1f0a0ebb6d9dd2e');
  });
});
