import { describe, expect, it } from 'vitest';
import { createKeeperLogic } from '../../../src-main/keeper/keeper-logic.ts';
import { fastKdf } from '../../helpers/fast-kdf.ts';
import { atNoon, installationId, keeperParts } from '../../helpers/keeper-vault.ts';
import { hashOfCost, oldHash } from '../../helpers/user-files.ts';

describe('the first opening by the password of another system', () => {
  const parts = keeperParts('first opening');
  const logic = createKeeperLogic(parts);
  const order = {
    ...{ installationId, ownerId: 'ben', secretId: 'secret', deviceSecret: parts.random(32), kdf: fastKdf, now: atNoon, generation: 3 },
    password: 'hunter22',
  };

  it('makes nothing for a wrong password or a hash that is none', async () => {
    const hash = await oldHash('another');
    await expect(logic.handle('createFromHash', { ...order, hash })).rejects.toMatchObject({ code: 'wrongPassword' });
    await expect(logic.handle('createFromHash', { ...order, hash: hashOfCost(15) })).rejects.toMatchObject({ code: 'dataDamaged' });
    await expect(logic.handle('counts', { now: atNoon })).rejects.toMatchObject({ code: 'vaultLocked' });
  });

  it('makes a vault that opens with that password from then on', async () => {
    const { passwordSlot, keys, vault, recoveryCode } = await logic.handle('createFromHash', { ...order, hash: await oldHash('hunter22') });
    expect(vault.generation).toBe(3);
    expect(recoveryCode).not.toBe('');
    await expect(logic.handle('createFromHash', { ...order, hash: await oldHash('hunter22') })).rejects.toMatchObject({ code: 'conflict' });
    const { password, deviceSecret } = order;
    const input = { installationId, slot: passwordSlot, password, deviceSecret, keys, vault, kdf: fastKdf, now: atNoon };
    const again = await createKeeperLogic(parts).handle('openWithPassword', { ...input, anchor: null, acceptOlder: false });
    expect(again).toEqual({ generation: 3, witnessed: null, upgradedSlot: null });
  });
});
