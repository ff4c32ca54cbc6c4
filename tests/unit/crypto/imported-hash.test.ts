import bcrypt from 'bcryptjs';
import { describe, expect, it } from 'vitest';
import { judgeHash, matchesImported, openImportedHash, sealImportedHash } from '../../../src-main/crypto/imported-hash.ts';
import { beginnings, flipped } from '../../helpers/damage.ts';
import { fixedRandomness } from '../../helpers/fixed-randomness.ts';
import { hashOfCost, oldHash } from '../../helpers/user-files.ts';

const random = fixedRandomness('imported hash');
const place = { accountRowsKey: random(32), installationId: 'installation', ownerId: 'ben' };

describe('a hash from another system', () => {
  it.each(['2a', '2b', '2y'])('counts as a password where it is bcrypt of the kind %s', (kind) => {
    expect(judgeHash(hashOfCost(4, kind))).toBe('usable');
    expect(judgeHash(hashOfCost(14, kind))).toBe('usable');
  });

  it('is refused above a cost of 14', () => {
    expect(judgeHash(hashOfCost(15))).toBe('costTooHigh');
    expect(judgeHash(hashOfCost(31))).toBe('costTooHigh');
  });

  it.each([
    ['nothing', ''],
    ['a cost that bcrypt does not know', hashOfCost(3)],
    ['a broken kind', hashOfCost(10, '2x')],
    ['one character too few', hashOfCost(10).slice(0, -1)],
    ['one character too many', `${hashOfCost(10)}a`],
    ['a line break behind it', `${hashOfCost(10)}\n`],
    ['Argon2', '$argon2id$v=19$m=65536,t=3,p=4$c2FsdHNhbHQ$aGFzaA'],
    ['a password in clear', 'correct horse battery staple'],
  ])('is unknown where it is %s', (_what, text) => {
    expect(judgeHash(text)).toBe('unknownHash');
  });

  it('opens where it was sealed, and says nothing elsewhere', () => {
    const hash = hashOfCost(10);
    const sealed = sealImportedHash(place, hash, random);
    expect(openImportedHash(place, sealed)).toBe(hash);
    expect(Buffer.from(sealed).includes(hash)).toBe(false);
    for (const other of [{ ownerId: 'cem' }, { installationId: 'another' }, { accountRowsKey: random(32) }])
      expect(() => openImportedHash({ ...place, ...other }, sealed)).toThrow('dataDamaged');
  });

  it('is damaged by any turned bit and any cut', () => {
    const sealed = sealImportedHash(place, hashOfCost(10), random);
    for (let bit = 8; bit < sealed.length * 8; bit += 1) expect(() => openImportedHash(place, flipped(sealed, bit))).toThrow('dataDamaged');
    for (const part of beginnings(sealed)) expect(() => openImportedHash(place, part)).toThrow('dataDamaged');
    expect(() => openImportedHash(place, Uint8Array.of(2, ...sealed.slice(1)))).toThrow('dataFromNewerVersion');
  });

  it('is damaged where something else was sealed in its place', async () => {
    expect(() => openImportedHash(place, sealImportedHash(place, hashOfCost(15), random))).toThrow('dataDamaged');
    await expect(matchesImported('anything', hashOfCost(15))).rejects.toMatchObject({ code: 'dataDamaged' });
  });

  it('knows its password, and no other', async () => {
    const hash = await oldHash('grün wie Gras');
    expect(await matchesImported('grün wie Gras', hash)).toBe(true);
    expect(await matchesImported('grün wie gras', hash)).toBe(false);
    expect(await matchesImported('grün wie Gras', hash.replace('$2b$', '$2y$'))).toBe(true);
    expect(await matchesImported('grün wie Gras', hash.replace('$2b$', '$2a$'))).toBe(true);
  });

  it('counts 72 bytes of a password, as the other system did', async () => {
    const long = 'x'.repeat(72);
    const hash = await bcrypt.hash(long, 4);
    expect(await matchesImported(`${long} and more`, hash)).toBe(true);
    expect(await matchesImported(long.slice(1), hash)).toBe(false);
  });
});
