import { beforeEach, describe, expect, it } from 'vitest';
import { createPersonKeys } from '../../../src-main/crypto/person-keys.ts';
import { sealTo } from '../../../src-main/crypto/sealed-box.ts';
import { createKeeperLogic } from '../../../src-main/keeper/keeper-logic.ts';
import { encodeJson } from '../../../src-main/keeper/sealed-json.ts';
import { flipped } from '../../helpers/damage.ts';
import { fixedRandomness } from '../../helpers/fixed-randomness.ts';
import { keeperParts, newVault, type TestVault } from '../../helpers/keeper-vault.ts';

const random = fixedRandomness('drop-box');
let ada: TestVault;

beforeEach(async () => {
  ada = await newVault('ada');
});

const sealedFor = (vault: TestVault, id: string, content: object): { id: string; blob: Uint8Array } => {
  const { ownerId, keys } = vault.person;
  return { id, blob: sealTo(keys.dropBoxPublic, { kind: 'notification', ownerId, id }, encodeJson(content), random) };
};
const content = { trigger: 'account.disabled', facts: { by: 'Ben', at: 5 } };
const open = (vault: TestVault, ...sealed: { id: string; blob: Uint8Array }[]) => vault.logic.handle('openSealed', { sealed });

describe('the drop-box', () => {
  it('opens nothing before the vault is open', async () => {
    const closed = createKeeperLogic(keeperParts('closed'));
    await expect(closed.handle('openSealed', { sealed: [] })).rejects.toThrow('vaultLocked');
  });

  it('keeps the whole vault shut where its private key isn’t the public one’s', async () => {
    const other = createPersonKeys(await ada.cipher(), random);
    const keys = { ...ada.person.keys, dropBoxPrivate: other.dropBoxPrivate };
    await expect(ada.reopen({ keys })).rejects.toMatchObject({ code: 'dataDamaged' });
  });

  it('opens the others where one is damaged, moved, somebody else’s or from a newer version', async () => {
    const ben = await newVault('ben');
    const good = sealedFor(ada, 'good', content);
    const newer = Uint8Array.from([9, ...good.blob.subarray(1)]);
    const opened = await open(
      ada,
      { id: 'damaged', blob: flipped(good.blob, 600) },
      { id: 'moved', blob: good.blob },
      { id: 'empty', blob: new Uint8Array() },
      sealedFor(ben, 'foreign', content),
      { id: 'newer', blob: newer },
      good,
    );
    expect(opened).toEqual([
      { id: 'damaged', failure: 'dataDamaged' },
      { id: 'moved', failure: 'dataDamaged' },
      { id: 'empty', failure: 'dataDamaged' },
      { id: 'foreign', failure: 'dataDamaged' },
      { id: 'newer', failure: 'dataFromNewerVersion' },
      { id: 'good', content },
    ]);
  });

  it('takes only what is a notification, and says so of a newer one', async () => {
    const opened = await open(
      ada,
      sealedFor(ada, 'unknown', { ...content, trigger: 'account.exploded' }),
      sealedFor(ada, 'more', { ...content, secret: 'x' }),
      sealedFor(ada, 'facts', { ...content, facts: { by: 7 } }),
      sealedFor(ada, 'newer', { ...content, v: 2 }),
    );
    expect(opened.map((one) => 'failure' in one && one.failure)).toEqual([
      'dataDamaged',
      'dataDamaged',
      'dataDamaged',
      'dataFromNewerVersion',
    ]);
  });

  it('opens nothing where nothing is given, and the same again after a reopening', async () => {
    expect(await open(ada)).toEqual([]);
    expect(await open(await ada.reopen(), sealedFor(ada, 'one', content))).toEqual([{ id: 'one', content }]);
  });
});
