import { beforeAll, describe, expect, it } from 'vitest';
import { fingerprint } from '../../../src-main/crypto/vault-keys.ts';
import { createKeeperLogic } from '../../../src-main/keeper/keeper-logic.ts';
import type { KeeperInput } from '../../../src-main/keeper/keeper-protocol.ts';
import { flipped } from '../../helpers/damage.ts';
import { fastKdf } from '../../helpers/fast-kdf.ts';
import { atNoon, idOf, installationId, keeperParts, newVault, type TestVault } from '../../helpers/keeper-vault.ts';

const stronger = { ...fastKdf, iterations: 2 };
const newPassword = { password: 'another password', deviceSecret: new Uint8Array(32).fill(7), secretId: 'new', kdf: fastKdf, now: atNoon };

let ada: TestVault;
let bob: TestVault;

beforeAll(async () => {
  ada = await newVault('ada');
  bob = await newVault('bob');
  await ada.create(idOf('a'), { name: 'Exchange' });
});

const logic = () => createKeeperLogic(keeperParts('opening'));
const codeInput = (changes: Partial<KeeperInput<'openWithCode'>> = {}): KeeperInput<'openWithCode'> => {
  const { vault, keys, anchor, acceptOlder } = ada.opening();
  const { recoverySlot: slot, recoveryCode: code } = ada.person;
  return { installationId, slot, code, newPassword, vault, keys, anchor, acceptOlder, ...changes };
};

describe('opening with a password', () => {
  it('refuses a wrong password, whatever else is right', async () => {
    await expect(ada.reopen({ password: 'something else' })).rejects.toMatchObject({ code: 'wrongPassword' });
  });

  it('refuses the right password with the device secret of another machine', async () => {
    await expect(ada.reopen({ deviceSecret: bob.person.deviceSecret })).rejects.toMatchObject({ code: 'wrongPassword' });
  });

  it("refuses another person's slot under one's own name, and one's own under another installation", async () => {
    const moved = { ...bob.person.slot, ownerId: 'ada' };
    await expect(ada.reopen({ slot: moved })).rejects.toMatchObject({ code: 'wrongPassword' });
    const theirs = { password: bob.person.password, deviceSecret: bob.person.deviceSecret };
    await expect(ada.reopen({ slot: moved, ...theirs })).rejects.toMatchObject({ code: 'wrongPassword' });
    await expect(ada.reopen({ installationId: 'elsewhere' })).rejects.toMatchObject({ code: 'dataDamaged' });
  });

  it("refuses another person's vault and keys, even to that person's own password", async () => {
    await expect(ada.reopen({ vault: bob.stored.vault })).rejects.toMatchObject({ code: 'dataDamaged', detail: { what: 'head' } });
    await expect(ada.reopen({ keys: bob.person.keys })).rejects.toMatchObject({ code: 'dataDamaged' });
    const foreignPublic = { ...ada.person.keys, identityPublic: bob.person.keys.identityPublic };
    await expect(ada.reopen({ keys: foreignPublic })).rejects.toMatchObject({ code: 'dataDamaged' });
  });

  it('says that a slot is damaged where the password is right', async () => {
    const slot = { ...ada.person.slot, wrapped: flipped(ada.person.slot.wrapped, 200) };
    await expect(ada.reopen({ slot })).rejects.toMatchObject({ code: 'dataDamaged' });
  });

  it('refuses a slot that asks for absurdly much or little work, without doing it', async () => {
    for (const kdf of [
      { ...fastKdf, memoryKib: 1 },
      { ...fastKdf, memoryKib: 2 ** 31 },
      { ...fastKdf, iterations: 1e9 },
      { ...fastKdf, parallelism: 0 },
    ]) {
      await expect(ada.reopen({ slot: { ...ada.person.slot, kdf } })).rejects.toMatchObject({ code: 'dataDamaged' });
    }
  });

  it('answers with generation and witness, and with no new slot where the stored one is strong enough', async () => {
    const opened = await logic().handle('openWithPassword', ada.opening());
    expect(opened).toEqual({ generation: ada.stored.vault.generation, witnessed: null, upgradedSlot: null });
  });

  it('makes a stronger slot for the same keychain entry where policy asks for more', async () => {
    const { upgradedSlot } = await logic().handle('openWithPassword', ada.opening({ kdf: stronger }));
    expect(upgradedSlot).toMatchObject({ kind: 'password', kdf: stronger, secretId: ada.person.slot.secretId });
    expect(upgradedSlot?.id).not.toBe(ada.person.slot.id);
    const again = await ada.reopen({ slot: upgradedSlot!, kdf: stronger });
    expect(await again.names()).toEqual(['Exchange']);
  });
});

describe('opening with the recovery code', () => {
  it("refuses a mistyped code and another person's", async () => {
    const mistyped = ada.person.recoveryCode.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
    await expect(logic().handle('openWithCode', codeInput({ code: mistyped }))).rejects.toMatchObject({ code: 'wrongRecoveryCode' });
    const theirs = codeInput({ code: bob.person.recoveryCode });
    await expect(logic().handle('openWithCode', theirs)).rejects.toMatchObject({ code: 'wrongRecoveryCode' });
  });

  it('refuses a password slot in its place', async () => {
    await expect(logic().handle('openWithCode', codeInput({ slot: ada.person.slot }))).rejects.toMatchObject({ code: 'dataDamaged' });
  });

  it('opens the vault and makes the slot for the new password', async () => {
    const { newSlot, upgradedSlot } = await logic().handle('openWithCode', codeInput());
    expect(upgradedSlot).toBeNull();
    const { password, deviceSecret } = newPassword;
    const again = await ada.reopen({ slot: newSlot, password, deviceSecret });
    expect(await again.reveal(idOf('a'), 'key')).toBe('canary-key');
  });
});

describe('a keeper', () => {
  it('knows nothing before a vault is open', async () => {
    const query = { view: { type: 'all' }, search: '', sort: 'name', offset: 0, limit: 10 } as const;
    await expect(logic().handle('list', { query, now: atNoon })).rejects.toMatchObject({ code: 'vaultLocked' });
    await expect(logic().handle('compact', undefined)).rejects.toMatchObject({ code: 'vaultLocked' });
    await expect(logic().handle('newRecoverySlot', { now: atNoon })).rejects.toMatchObject({ code: 'vaultLocked' });
  });

  it('serves one opening only', async () => {
    const { ownerId } = ada.person;
    await expect(ada.logic.handle('openWithPassword', ada.opening())).rejects.toMatchObject({ code: 'conflict' });
    await expect(ada.logic.handle('openWithCode', codeInput())).rejects.toMatchObject({ code: 'conflict' });
    const another = { ...newPassword, installationId, ownerId, generation: 1 };
    await expect(ada.logic.handle('createVault', another)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('may be tried again after a wrong password', async () => {
    const again = logic();
    await expect(again.handle('openWithPassword', ada.opening({ password: 'wrong' }))).rejects.toMatchObject({ code: 'wrongPassword' });
    expect(await again.handle('openWithPassword', ada.opening())).toMatchObject({ generation: ada.stored.vault.generation });
  });

  it('does the work for a name that nobody has, and always refuses', async () => {
    await expect(logic().handle('openNothing', { password: 'anything', kdf: fastKdf })).rejects.toMatchObject({ code: 'wrongPassword' });
  });

  it('checks the password of the person whose vault is open', async () => {
    const { slot, password, deviceSecret } = ada.person;
    const right = { installationId, slot, password, deviceSecret };
    expect(await ada.logic.handle('verifyPassword', right)).toBeUndefined();
    const wrong = ada.logic.handle('verifyPassword', { ...right, password: 'wrong' });
    await expect(wrong).rejects.toMatchObject({ code: 'wrongPassword' });
    const foreign = ada.logic.handle('verifyPassword', { ...right, ...bob.person });
    await expect(foreign).rejects.toMatchObject({ code: 'wrongPassword' });
  });

  it('makes slots for a new password and a new recovery code', async () => {
    const slot = await ada.logic.handle('newPasswordSlot', newPassword);
    const { password, deviceSecret } = newPassword;
    expect(await (await ada.reopen({ slot, password, deviceSecret })).names()).toEqual(['Exchange']);
    const recovery = await ada.logic.handle('newRecoverySlot', { now: atNoon });
    const opened = await logic().handle('openWithCode', codeInput({ slot: recovery.slot, code: recovery.recoveryCode }));
    expect(opened.generation).toBe(ada.stored.vault.generation);
    const old = codeInput({ slot: recovery.slot });
    await expect(logic().handle('openWithCode', old)).rejects.toMatchObject({ code: 'wrongRecoveryCode' });
  });

  it('gives two people with the same secret different fingerprints of it', async () => {
    expect(fingerprint(await ada.cipher(), 'same')).not.toBe(fingerprint(await bob.cipher(), 'same'));
  });
});
