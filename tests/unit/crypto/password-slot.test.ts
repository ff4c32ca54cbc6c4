import { describe, expect, it } from 'vitest';
import type { Slot } from '../../../src-main/crypto/formats.ts';
import { defaultKdf, derivePasswordKey } from '../../../src-main/crypto/kdf.ts';
import { createPasswordSlot, openPasswordSlot, pretendToOpen, type SlotContext } from '../../../src-main/crypto/slots.ts';
import { flipped } from '../../helpers/damage.ts';
import { fastDerive, fastKdf } from '../../helpers/fast-kdf.ts';
import { fixedRandomness } from '../../helpers/fixed-randomness.ts';

const random = fixedRandomness('password slot');
const context: SlotContext = { installationId: 'installation', ownerId: 'owner', derive: fastDerive, random };
const password = 'correct horse battery staple';
const deviceSecret = random(32);
const vaultKey = random(32);
const made = { slotId: 'slot', vaultKey, password, deviceSecret, secretId: 'secret', kdf: fastKdf, now: 1000 };
const slot = await createPasswordSlot(context, made);
const opening = (changed: Slot, over: Partial<SlotContext> = {}): Promise<Uint8Array> =>
  openPasswordSlot({ ...context, ...over }, changed, password, deviceSecret);

describe('a password slot refuses', () => {
  it.each(['correct horse battery stapl', 'Correct horse battery staple', `${password} `, password.repeat(4)])(
    'another password: %s',
    async (wrong) => {
      await expect(openPasswordSlot(context, slot, wrong, deviceSecret)).rejects.toThrow('wrongPassword');
    },
  );

  it('passwords that agree in their first 72 bytes', async () => {
    const long = await createPasswordSlot(context, { ...made, password: 'x'.repeat(73) });
    await expect(openPasswordSlot(context, long, 'x'.repeat(72), deviceSecret)).rejects.toThrow('wrongPassword');
    await expect(openPasswordSlot(context, long, `${'x'.repeat(72)}y`, deviceSecret)).rejects.toThrow('wrongPassword');
  });

  it('the right password with the device secret of another machine', async () => {
    await expect(openPasswordSlot(context, slot, password, flipped(deviceSecret, 255))).rejects.toThrow('wrongPassword');
  });

  it('a device secret that is not 32 bytes long', async () => {
    for (const length of [0, 31, 33]) {
      await expect(openPasswordSlot(context, slot, password, new Uint8Array(length))).rejects.toThrow('dataDamaged');
    }
  });

  it('an empty and an over-long password as invalid', async () => {
    for (const typed of ['', 'x'.repeat(1025)]) {
      await expect(openPasswordSlot(context, slot, typed, deviceSecret)).rejects.toThrow('invalidInput');
      await expect(createPasswordSlot(context, { ...made, password: typed })).rejects.toThrow('invalidInput');
    }
  });

  it('a password slot of another person or installation, even with its password', async () => {
    await expect(opening(slot, { ownerId: 'another' })).rejects.toThrow('wrongPassword');
    await expect(opening(slot, { installationId: 'another' })).rejects.toThrow('dataDamaged');
  });
});

describe('a damaged password slot, the password being right,', () => {
  const regions = { nonce: 8, 'end of the nonce': 103, 'first of the key': 104, 'last of the key': 359, tag: 360, 'end of the tag': 487 };
  it.each(Object.entries(regions))('is told from a wrong password: %s', async (_region, bit) => {
    expect(slot.wrapped.length * 8).toBe(488);
    await expect(opening({ ...slot, wrapped: flipped(slot.wrapped, bit) })).rejects.toThrow('dataDamaged');
  });

  it('is told from a wrong password: cut short', async () => {
    for (const length of [0, 1, 28, 60]) {
      await expect(opening({ ...slot, wrapped: slot.wrapped.slice(0, length) })).rejects.toThrow('dataDamaged');
    }
  });

  it('is told from a wrong password: other id, or the entry of another device secret', async () => {
    await expect(opening({ ...slot, id: 'another' })).rejects.toThrow('dataDamaged');
    await expect(opening({ ...slot, secretId: 'another' })).rejects.toThrow('dataDamaged');
    await expect(opening({ ...slot, secretId: null })).rejects.toThrow('dataDamaged');
  });

  it('is told from a wrong password: a key of another length', async () => {
    const short = await createPasswordSlot(context, { ...made, vaultKey: new Uint8Array(31) });
    await expect(opening(short)).rejects.toThrow('dataDamaged');
  });

  it('doesn’t open with another salt or cost, which leave no way to tell', async () => {
    await expect(opening({ ...slot, salt: flipped(slot.salt, 0) })).rejects.toThrow('wrongPassword');
    await expect(opening({ ...slot, kdf: { ...fastKdf, iterations: 2 } })).rejects.toThrow('wrongPassword');
  });

  it('is malformed as another kind, or without cost, salt or verifier', async () => {
    const broken: Partial<Slot>[] = [
      { kind: 'recovery' },
      { kdf: null },
      { verifier: null },
      { salt: new Uint8Array(15) },
      { salt: new Uint8Array(17) },
    ];
    for (const change of broken) await expect(opening({ ...slot, ...change })).rejects.toThrow('dataDamaged');
  });

  it('is refused before any work when it asks for an absurd cost', async () => {
    const derive = (): Promise<never> => Promise.reject(new Error('worked'));
    for (const memoryKib of [1024, 2 ** 31]) {
      await expect(opening({ ...slot, kdf: { ...fastKdf, memoryKib } }, { derive })).rejects.toThrow('dataDamaged');
      await expect(createPasswordSlot({ ...context, derive }, { ...made, kdf: { ...fastKdf, memoryKib } })).rejects.toThrow('dataDamaged');
    }
  });

  it('of a newer version is said to be newer', async () => {
    const newer = Uint8Array.from([2, ...slot.wrapped.subarray(1)]);
    await expect(opening({ ...slot, wrapped: newer })).rejects.toThrow('dataFromNewerVersion');
  });
});

describe('the verifier of a password slot', () => {
  const wrapped = flipped(slot.wrapped, 200);
  const verifier = slot.verifier ?? '';

  it('of another slot says that the password is wrong', async () => {
    const other = await createPasswordSlot(context, { ...made, password: 'quite another password' });
    await expect(opening({ ...slot, wrapped, verifier: other.verifier })).rejects.toThrow('wrongPassword');
  });

  it.each([
    '',
    'x',
    verifier.slice(0, -1),
    `${verifier}A`,
    verifier.replace('$10$', '$31$'),
    verifier.replace('$10$', '$04$'),
    verifier.replace('$2b$', '$2y$'),
    `$2b$10$${'!'.repeat(53)}`,
    `${verifier}\n`,
  ])('that is malformed is damage, not a wrong password: %j', async (malformed) => {
    await expect(opening({ ...slot, wrapped, verifier: malformed })).rejects.toThrow('dataDamaged');
  });

  it('is not needed where the slot opens', async () => {
    expect(Buffer.from(await opening({ ...slot, verifier: '' }))).toEqual(Buffer.from(vaultKey));
  });

  it('is bcrypt of cost 10, and holds neither password nor key', () => {
    expect(verifier).toMatch(/^\$2b\$10\$[./A-Za-z0-9]{53}$/);
  });
});

describe('a password slot', () => {
  it('opens to the vault key', async () => {
    expect(Buffer.from(await opening(slot))).toEqual(Buffer.from(vaultKey));
  });

  it('opens to a password typed in another normal form', async () => {
    const composed = await createPasswordSlot(context, { ...made, password: 'caf\u00e9 \ufb01ne, a long one' });
    const opened = await openPasswordSlot(context, composed, 'cafe\u0301 fine, a long one', deviceSecret);
    expect(Buffer.from(opened)).toEqual(Buffer.from(vaultKey));
  });

  it('opens by the real derivation at the default cost', async () => {
    const real = { ...context, derive: derivePasswordKey };
    const costly = await createPasswordSlot(real, { ...made, kdf: defaultKdf });
    expect(Buffer.from(await openPasswordSlot(real, costly, password, deviceSecret))).toEqual(Buffer.from(vaultKey));
  });

  it('says what it is, who owns it and which device secret it takes, and leaves the keys it was given alone', () => {
    expect(slot).toMatchObject({ id: 'slot', ownerId: 'owner', kind: 'password', kdf: fastKdf, secretId: 'secret', createdAt: 1000 });
    expect(slot.salt.length).toBe(16);
    expect(vaultKey.some((byte) => byte !== 0) && deviceSecret.some((byte) => byte !== 0)).toBe(true);
  });

  it('shares neither salt nor sealed bytes with another one made of the same', async () => {
    const again = await createPasswordSlot(context, made);
    expect(again.salt).not.toEqual(slot.salt);
    expect(again.verifier).not.toBe(slot.verifier);
    expect(again.wrapped).not.toEqual(slot.wrapped);
  });

  it('wipes the key that came of the password', async () => {
    const derived: Uint8Array[] = [];
    const derive: typeof fastDerive = async (...input) => {
      const key = await fastDerive(...input);
      derived.push(key);
      return key;
    };
    await createPasswordSlot({ ...context, derive }, made);
    await opening(slot, { derive });
    expect(derived.map((key) => key.every((byte) => byte === 0))).toEqual([true, true]);
  });
});

describe('pretending to open a slot', () => {
  it('does the derivation at the cost of a real one and says that the password is wrong', async () => {
    const costs: unknown[] = [];
    const derive: typeof fastDerive = (typed, kdf, salt) => {
      costs.push([typed, kdf, salt.length]);
      return fastDerive(typed, kdf, salt);
    };
    const drawn: number[] = [];
    const counting = (bytes: number): Uint8Array => {
      drawn.push(bytes);
      return random(bytes);
    };
    await expect(pretendToOpen({ derive, random: counting }, password, fastKdf)).rejects.toThrow('wrongPassword');
    expect(costs).toEqual([[password, fastKdf, 16]]);
    // One salt for the derivation and one for bcrypt, without which a name that exists would take longer to refuse.
    expect(drawn).toEqual([16, 16]);
  });

  it('refuses the same passwords as invalid', async () => {
    await expect(pretendToOpen(context, 'x'.repeat(1025), fastKdf)).rejects.toThrow('invalidInput');
  });
});
