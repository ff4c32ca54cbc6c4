import { beforeEach, describe, expect, it } from 'vitest';
import { openSecret } from '../../../src-main/keeper/secret-part.ts';
import { openLog } from '../../../src-main/keeper/vault-log.ts';
import { atNoon, idOf, newVault, type TestVault } from '../../helpers/keeper-vault.ts';

let ada: TestVault;
const id = idOf('a');

beforeEach(async () => {
  ada = await newVault('ada');
  await ada.create(id);
});

const stored = (revision: number) => ({ id, revision, secret: ada.secretOf(id), now: atNoon + revision });
const start = (revision: number, value = 'new-key', fieldId = 'key') => ada.write('startRotation', { ...stored(revision), fieldId, value });
const confirm = (revision: number, expiresAt?: number | null) => ada.write('confirmRotation', { ...stored(revision), expiresAt });
const takeBack = (revision: number) => ada.write('takeBackRotation', stored(revision));
const previous = () => ada.logic.handle('revealPrevious', { id, secret: ada.secretOf(id) });
const detail = () => ada.logic.handle('get', { id, secret: ada.secretOf(id) });
const content = async () => openSecret(await ada.cipher(), openLog(await ada.cipher(), ada.stored.vault).index.get(id), ada.secretOf(id));

describe('a renewal', () => {
  it('puts the new value in place and keeps the old one beside it, across a lock', async () => {
    expect(await start(1)).toMatchObject({ revision: 2, rotatingSince: atNoon + 1, updatedAt: atNoon + 1 });
    ada = await ada.reopen();
    expect(await ada.reveal(id, 'key')).toBe('new-key');
    expect(await previous()).toBe('canary-key');
    const { rotation, versions } = await detail();
    expect({ rotation, versions }).toEqual({ rotation: { fieldId: 'key', startedAt: atNoon + 1 }, versions: 0 });
  });

  it('puts the old value into the history when it is confirmed, with the new day of expiry', async () => {
    await start(1);
    expect(await confirm(2, atNoon + 900)).toMatchObject({ revision: 3, rotatingSince: null, expiresAt: atNoon + 900 });
    await expect(previous()).rejects.toMatchObject({ code: 'notFound', detail: { what: 'rotation' } });
    const { fields, past } = await content();
    expect(fields[0]?.value).toBe('new-key');
    expect(past).toMatchObject([{ revision: 2, at: atNoon + 2, name: 'Exchange', fields: [{ value: 'canary-key' }, {}, {}] }]);
  });

  it('leaves the day of expiry alone where nothing is said of it, and takes it away where that is said', async () => {
    await ada.update(id, 1, { expiresAt: atNoon + 5 });
    await start(2);
    expect((await confirm(3)).expiresAt).toBe(atNoon + 5);
    await start(4, 'third');
    expect((await confirm(5, null)).expiresAt).toBeNull();
  });

  it('puts the old value back when it is taken back, and the refused one into the history', async () => {
    await start(1);
    expect(await takeBack(2)).toMatchObject({ revision: 3, rotatingSince: null });
    expect(await ada.reveal(id, 'key')).toBe('canary-key');
    expect((await content()).past).toMatchObject([{ fields: [{ value: 'new-key' }, {}, {}] }]);
  });

  it.each(['takeBackRotation', 'confirmRotation'] as const)(
    'keeps the old value concealed where its field was given a shown type meanwhile: %s',
    async (call) => {
      await start(1);
      await ada.update(id, 2, { fields: [{ id: 'key', name: 'Key', type: 'text', value: 'harmless' }] });
      await ada.write(call, stored(3));
      const versions = await ada.logic.handle('listVersions', { id, secret: ada.secretOf(id) });
      expect(JSON.stringify([await detail(), versions])).not.toContain('canary-key');
    },
  );

  it('is one at a time, of a hidden field that holds something, to something else', async () => {
    await expect(start(1, 'x', 'account')).rejects.toMatchObject({ code: 'notFound', detail: { what: 'field' } });
    await expect(start(1, 'x', 'missing')).rejects.toMatchObject({ code: 'notFound' });
    await expect(start(1, 'canary-key')).rejects.toMatchObject({ code: 'invalidInput', detail: { what: 'value' } });
    await start(1);
    await expect(start(2, 'third')).rejects.toMatchObject({ code: 'conflict', detail: { what: 'rotation' } });
    expect(await previous()).toBe('canary-key');
  });

  it('is never made over another revision than the one that was seen', async () => {
    await expect(start(2)).rejects.toMatchObject({ code: 'conflict', detail: { what: 'item' } });
    await start(1);
    await expect(confirm(1)).rejects.toMatchObject({ code: 'conflict' });
    await expect(takeBack(3)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('can neither be confirmed nor taken back where there is none', async () => {
    const none = { code: 'notFound', detail: { what: 'rotation' } };
    await expect(confirm(1)).rejects.toMatchObject(none);
    await expect(takeBack(1)).rejects.toMatchObject(none);
  });

  it('goes on through other changes of the item, and ends with its field', async () => {
    await start(1);
    await ada.mark([id], { favourite: true });
    expect(await previous()).toBe('canary-key');
    await ada.update(id, 3, { fields: [{ id: 'other', name: 'Other', type: 'text', value: 'x' }] });
    await expect(previous()).rejects.toMatchObject({ code: 'notFound' });
  });
});
