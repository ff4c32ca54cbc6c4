import { describe, expect, it } from 'vitest';
import { knownAnswers, selfTest } from '../../../src-main/crypto/self-test.ts';

describe('the self-test', () => {
  it.each(Object.keys(knownAnswers))('fails closed, by name, when %s answers wrongly', async (what) => {
    await expect(selfTest({ ...knownAnswers, [what]: () => false })).rejects.toMatchObject({ code: 'selfTestFailed', detail: { what } });
  });

  it.each([
    (): boolean => {
      throw new Error('digital envelope routines::unsupported');
    },
    (): Promise<boolean> => Promise.reject(new Error('no such algorithm')),
  ])('fails closed when an algorithm is missing altogether', async (broken) => {
    await expect(selfTest({ 'SHA-256': broken })).rejects.toMatchObject({ code: 'selfTestFailed', detail: { what: 'SHA-256' } });
  });

  it('passes here', async () => {
    await expect(selfTest()).resolves.toBeUndefined();
  });

  it('asks every algorithm that the product uses', () => {
    expect(Object.keys(knownAnswers)).toEqual([
      'SHA-256',
      'HMAC-SHA-256',
      'HKDF-SHA-256',
      'AES-256-GCM',
      'Ed25519',
      'X25519',
      'Argon2id',
      'bcrypt',
      'JWS EdDSA',
    ]);
  });
});
