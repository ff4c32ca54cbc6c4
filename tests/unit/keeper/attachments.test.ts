import { beforeEach, describe, expect, it } from 'vitest';
import { limits } from '../../../src-shared/limits.ts';
import { chunkBytes } from '../../../src-main/crypto/sealed-file.ts';
import { atNoon, idOf, newVault, type TestVault } from '../../helpers/keeper-vault.ts';

let ada: TestVault;
const id = idOf('a');
const fileId = idOf('f');
const plain = new Uint8Array(chunkBytes + 3).fill(9);
const view = (of: string, bytes = plain.length) => ({ id: of, name: 'plan.txt', type: 'text/plain', bytes, addedAt: atNoon });
const item = () => ({ id, secret: ada.secretOf(id) });

async function sealed(of = fileId): Promise<Uint8Array> {
  await ada.logic.handle('beginFile', { fileId: of });
  return ada.logic.handle('sealFile', { fileId: of, plain: Uint8Array.from(plain), ends: true });
}
const attach = (of = fileId) => ada.write('attach', { ...item(), file: view(of), now: atNoon + 1 });

beforeEach(async () => {
  ada = await newVault('ada');
  await ada.create(id);
});

describe('a file beside an item', () => {
  it('is named in it without its key, counted in the list, and opens', async () => {
    const bytes = await sealed();
    expect(await attach()).toMatchObject({ revision: 2, attachmentCount: 1 });
    const detail = await ada.logic.handle('get', item());
    expect(detail.attachments).toEqual([view(fileId)]);
    const input = { ...item(), fileId, first: 0, sealed: bytes, ends: true };
    expect(Buffer.from(await ada.logic.handle('openFile', input)).equals(Buffer.from(plain))).toBe(true);
    expect(await ada.logic.handle('withFiles', undefined)).toEqual([id]);
    expect(await ada.logic.handle('fileIds', { items: [item()] })).toEqual([fileId]);
    const again = await ada.reopen();
    expect(Buffer.from(await again.logic.handle('openFile', { ...input, secret: ada.secretOf(id) })).equals(Buffer.from(plain))).toBe(true);
  });

  it('is sealed once: nothing follows its end, and nothing is named that has none', async () => {
    await ada.logic.handle('beginFile', { fileId });
    await expect(ada.logic.handle('beginFile', { fileId })).rejects.toMatchObject({ code: 'conflict' });
    await expect(attach()).rejects.toMatchObject({ code: 'notFound', detail: { what: 'attachment' } });
    await ada.logic.handle('sealFile', { fileId, plain: new Uint8Array(3), ends: true });
    const more = { fileId, plain: new Uint8Array(3), ends: true };
    await expect(ada.logic.handle('sealFile', more)).rejects.toMatchObject({ code: 'notFound' });
    await ada.logic.handle('dropFile', { fileId });
    await ada.logic.handle('dropFile', { fileId });
    await expect(attach()).rejects.toMatchObject({ code: 'notFound' });
    await expect(ada.logic.handle('sealFile', more)).rejects.toMatchObject({ code: 'notFound' });
  });

  it('changes its name, goes, and stays through changes of the item', async () => {
    await sealed();
    await attach();
    await ada.write('renameFile', { ...item(), fileId, name: 'other.txt', now: atNoon + 2 });
    await ada.update(id, 3, { name: 'Renamed' });
    await ada.mark([id], { favourite: true });
    expect((await ada.logic.handle('get', item())).attachments).toMatchObject([{ name: 'other.txt' }]);
    expect(await ada.write('detach', { ...item(), fileId, now: atNoon + 3 })).toMatchObject({ attachmentCount: 0 });
    for (const call of ['detach', 'renameFile'] as const)
      await expect(ada.logic.handle(call, { ...item(), fileId, name: 'x', now: atNoon })).rejects.toMatchObject({
        ...{ code: 'notFound', detail: { what: 'attachment' } },
      });
    await expect(
      ada.logic.handle('openFile', { ...item(), fileId, first: 0, sealed: new Uint8Array(20), ends: true }),
    ).rejects.toMatchObject({
      code: 'notFound',
    });
  });

  it('is one of so many at most', async () => {
    for (let number = 0; number < limits.attachmentsMax; number += 1) {
      await sealed(idOf(`f${number}`));
      await attach(idOf(`f${number}`));
    }
    await sealed(idOf('more'));
    await expect(attach(idOf('more'))).rejects.toMatchObject({ code: 'limitReached', detail: { what: 'attachments' } });
  });

  it('stays behind where the item is copied', async () => {
    await sealed();
    await attach();
    const copy = await ada.write('duplicate', { ...item(), newId: idOf('c'), now: atNoon + 5 });
    expect(copy.attachmentCount).toBe(0);
  });
});
