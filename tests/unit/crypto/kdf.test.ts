import { describe, expect, it } from 'vitest';
import type { KdfParameters } from '../../../src-main/crypto/formats.ts';
import { checkKdf, defaultKdf, derivePasswordKey, kdfCapKib, kdfFloorKib, passwordBytes } from '../../../src-main/crypto/kdf.ts';
import { fastDerive, fastKdf } from '../../helpers/fast-kdf.ts';

const salt = new Uint8Array(16).fill(7);
const differing = (change: Partial<Record<keyof KdfParameters, unknown>>): KdfParameters => Object.assign({ ...defaultKdf }, change);

describe('the cost of a derivation', () => {
  it.each([
    { memoryKib: kdfFloorKib - 1 },
    { memoryKib: kdfCapKib + 1 },
    { memoryKib: 2 ** 40 },
    { memoryKib: -1 },
    { memoryKib: 65_536.5 },
    { memoryKib: Number.NaN },
    { memoryKib: Number.POSITIVE_INFINITY },
    { memoryKib: '131072' },
    { iterations: 0 },
    { iterations: 17 },
    { iterations: 1.5 },
    { parallelism: 0 },
    { parallelism: 17 },
    { algorithm: 'argon2i' },
    { algorithm: 'scrypt' },
  ])('is damaged data at %o', async (change) => {
    expect(() => checkKdf(differing(change))).toThrow('dataDamaged');
    await expect(derivePasswordKey('a long enough password', differing(change), salt)).rejects.toThrow('dataDamaged');
    await expect(fastDerive('a long enough password', differing(change), salt)).rejects.toThrow('dataDamaged');
  });

  it('is accepted at both ends of what is allowed', () => {
    for (const change of [
      { memoryKib: kdfFloorKib },
      { memoryKib: kdfCapKib },
      { iterations: 1 },
      { iterations: 16 },
      { parallelism: 1 },
      { parallelism: 16 },
    ]) {
      expect(() => checkKdf(differing(change))).not.toThrow();
    }
  });

  it('is 128 MiB, 3 passes and 4 lanes unless said otherwise, from 64 MiB to 1 GiB', () => {
    expect(defaultKdf).toEqual({ algorithm: 'argon2id', memoryKib: 131_072, iterations: 3, parallelism: 4 });
    expect([kdfFloorKib, kdfCapKib]).toEqual([65_536, 1_048_576]);
  });
});

describe('a password', () => {
  it('of no bytes or of more than 1024 is invalid', async () => {
    for (const password of ['', 'x'.repeat(1025), 'ü'.repeat(513), '\u{1F511}'.repeat(257)]) {
      expect(() => passwordBytes(password)).toThrow('invalidInput');
      await expect(derivePasswordKey(password, fastKdf, salt)).rejects.toThrow('invalidInput');
    }
  });

  it('of 1 and of 1024 bytes is taken whole', () => {
    expect(passwordBytes('x').length).toBe(1);
    expect(passwordBytes('ü'.repeat(512)).length).toBe(1024);
  });

  it('counts in the bytes of its normal form, which may be longer than what was typed', () => {
    expect(() => passwordBytes('\uFDFA'.repeat(200))).toThrow('invalidInput');
  });

  it('is the same however a keyboard composes it', () => {
    const composed = 'Stra\u00dfe \u00e9t\u00e9 \ufb01n \u2460 \u212b';
    const decomposed = 'Stra\u00dfe e\u0301te\u0301 fin 1 A\u030a';
    expect(passwordBytes(composed)).toEqual(passwordBytes(decomposed));
    expect(passwordBytes('Secret')).not.toEqual(passwordBytes('secret'));
    expect(passwordBytes(' secret')).not.toEqual(passwordBytes('secret'));
  });

  it('is not cut at the 72 bytes at which bcrypt would', async () => {
    const start = 'x'.repeat(72);
    const [one, other] = await Promise.all([`${start}a`, `${start}b`].map((password) => derivePasswordKey(password, fastKdf, salt)));
    expect(one).not.toEqual(other);
  });

  it('is not cut at a zero character', async () => {
    expect(await fastDerive('before\0after', fastKdf, salt)).not.toEqual(await fastDerive('before\0', fastKdf, salt));
  });

  it('becomes 32 bytes by Argon2id as the reference implementation computes it', async () => {
    const key = await derivePasswordKey(
      'password',
      { algorithm: 'argon2id', memoryKib: 65_536, iterations: 2, parallelism: 1 },
      new TextEncoder().encode('somesalt'),
    );
    expect(Buffer.from(key).toString('hex')).toBe('09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7');
  });

  it('becomes other bytes with another salt', async () => {
    const [one, other] = await Promise.all([salt, new Uint8Array(16)].map((used) => derivePasswordKey('the same password', fastKdf, used)));
    expect(one).not.toEqual(other);
  });
});
