import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Slot } from '../../../src-main/crypto/formats.ts';
import { createRecoverySlot, openRecoverySlot } from '../../../src-main/crypto/slots.ts';
import { beginnings, flipped } from '../../helpers/damage.ts';
import { fastKdf } from '../../helpers/fast-kdf.ts';
import { fixedRandomness } from '../../helpers/fixed-randomness.ts';

const random = fixedRandomness('recovery slot');
const context = { installationId: 'installation', ownerId: 'owner', random };
const code = random(20);
const vaultKey = random(32);
const slot = createRecoverySlot(context, { slotId: 'slot', vaultKey, code, now: 1000 });
const opening = (change: Partial<Slot>, over: Partial<typeof context> = {}, typed = code): Uint8Array =>
  openRecoverySlot({ ...context, ...over }, { ...slot, ...change }, typed);

describe('a recovery slot refuses', () => {
  it('a code with any one bit turned', () => {
    for (let bit = 0; bit < code.length * 8; bit += 1) {
      expect(() => opening({}, {}, flipped(code, bit))).toThrow('wrongRecoveryCode');
    }
  });

  it('a code cut short', () => {
    for (const cut of beginnings(code)) expect(() => opening({}, {}, cut)).toThrow('wrongRecoveryCode');
  });

  it('the slot of another person', () => {
    expect(() => opening({}, { ownerId: 'another' })).toThrow('wrongRecoveryCode');
  });

  it('the wrong code also where the slot is damaged', () => {
    expect(() => opening({ wrapped: flipped(slot.wrapped, 200) }, {}, flipped(code, 0))).toThrow('wrongRecoveryCode');
  });
});

describe('a damaged recovery slot, the code being right,', () => {
  it('is told from a wrong code at every bit of the sealed key', () => {
    for (let bit = 8; bit < slot.wrapped.length * 8; bit += 1) {
      expect(() => opening({ wrapped: flipped(slot.wrapped, bit) })).toThrow('dataDamaged');
    }
  });

  it('is told from a wrong code when cut at any length', () => {
    for (const wrapped of beginnings(slot.wrapped)) expect(() => opening({ wrapped })).toThrow('dataDamaged');
  });

  it('is told from a wrong code when it was moved or relabelled', () => {
    expect(() => opening({}, { installationId: 'another' })).toThrow('dataDamaged');
    expect(() => opening({ id: 'another' })).toThrow('dataDamaged');
    expect(() => opening({ secretId: 'secret' })).toThrow('dataDamaged');
    expect(() => opening({ kdf: fastKdf })).toThrow('dataDamaged');
  });

  it('is malformed as another kind, or with a salt or verifier that cannot be', () => {
    const broken: Partial<Slot>[] = [{ kind: 'password' }, { salt: new Uint8Array(15) }, { verifier: null }];
    for (const change of broken) expect(() => opening(change)).toThrow('dataDamaged');
    for (const verifier of ['', 'AAAA', `${slot.verifier}AAAA`]) {
      expect(() => opening({ verifier, wrapped: flipped(slot.wrapped, 200) })).toThrow('dataDamaged');
    }
  });

  it('is damaged where it holds a key of another length', () => {
    const short = createRecoverySlot(context, { slotId: 'slot', vaultKey: new Uint8Array(16), code, now: 1000 });
    expect(() => openRecoverySlot(context, short, code)).toThrow('dataDamaged');
  });

  it('of a newer version is said to be newer', () => {
    expect(() => opening({ wrapped: Uint8Array.from([2, ...slot.wrapped.subarray(1)]) })).toThrow('dataFromNewerVersion');
  });

  it('cannot be told where the salt was changed', () => {
    expect(() => opening({ salt: flipped(slot.salt, 3) })).toThrow('wrongRecoveryCode');
  });
});

describe('a recovery slot', () => {
  it('opens to the vault key, also where only its verifier was damaged', () => {
    expect(Buffer.from(opening({}))).toEqual(Buffer.from(vaultKey));
    expect(Buffer.from(opening({ verifier: 'AAAA' }))).toEqual(Buffer.from(vaultKey));
  });

  it('opens to any vault key with any code', () => {
    const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
    fc.assert(
      fc.property(bytes(32), bytes(20), (key, anyCode) => {
        const made = createRecoverySlot(context, { slotId: 'slot', vaultKey: key, code: anyCode, now: 0 });
        expect(Buffer.from(openRecoverySlot(context, made, anyCode))).toEqual(Buffer.from(key));
      }),
      { numRuns: 50 },
    );
  });

  it('needs neither stretching nor device secret', () => {
    expect(slot).toMatchObject({ id: 'slot', ownerId: 'owner', kind: 'recovery', kdf: null, secretId: null, createdAt: 1000 });
  });
});
