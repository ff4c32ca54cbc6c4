import { beforeEach, describe, expect, it } from 'vitest';
import type { FieldDraft } from '../../../src-shared/items.ts';
import { atNoon, idOf, newVault, type TestVault } from '../../helpers/keeper-vault.ts';

let ada: TestVault;
const id = idOf('a');
const field = (fieldId: string, value: string, more: Partial<FieldDraft> = {}): FieldDraft => ({
  ...{ id: fieldId, name: fieldId, type: 'hidden', value },
  ...more,
});
const stored = () => ({ id, secret: ada.secretOf(id) });
const list = () => ada.logic.handle('listVersions', stored());

beforeEach(async () => {
  ada = await newVault('ada');
  await ada.create(id, { name: 'Exchange', fields: [field('key', 'one'), field('account', 'lab', { type: 'text' }), field('old', 'x')] });
  await ada.update(id, 1, {
    name: 'Exchange EU',
    fields: [field('key', 'two'), field('account', 'lab', { type: 'text', name: 'Account' }), field('new', 'y')],
  });
});

describe('the earlier versions of an item', () => {
  it('say what is different beside the present one, and no concealed value', async () => {
    expect(await list()).toEqual([
      {
        ...{ revision: 1, at: atNoon + 1, name: 'Exchange' },
        fields: [
          { id: 'key', name: 'key', type: 'hidden', value: null, filled: true, difference: 'value' },
          { id: 'account', name: 'account', type: 'text', value: 'lab', filled: true, difference: 'name' },
          { id: 'old', name: 'old', type: 'hidden', value: null, filled: true, difference: 'missing' },
        ],
        absent: ['new'],
      },
    ]);
    await ada.update(id, 2, { name: 'Exchange', fields: [field('key', 'two')] });
    const [newest] = await list();
    expect(newest?.fields[0]).toMatchObject({ id: 'key', difference: 'same' });
  });

  it('conceal what is concealed now, whatever it was then', async () => {
    await ada.update(id, 2, { fields: [field('account', 'lab')] });
    expect((await list()).map(({ fields }) => fields.find((each) => each.id === 'account')?.value)).toEqual([null, null]);
    expect((await list())[0]?.fields[1]).toMatchObject({ id: 'account', filled: true, difference: 'name' });
  });

  it('show one value at a time, of the version and field that were asked for', async () => {
    const reveal = (version: number, fieldId: string) => ada.logic.handle('revealVersion', { ...stored(), version, fieldId });
    expect(await reveal(1, 'key')).toBe('one');
    await expect(reveal(2, 'key')).rejects.toMatchObject({ code: 'notFound', detail: { what: 'version' } });
    await expect(reveal(1, 'new')).rejects.toMatchObject({ code: 'notFound', detail: { what: 'field' } });
  });

  it('come back with name and fields, and the present one takes their place in the history', async () => {
    const restored = await ada.write('restoreVersion', { ...stored(), revision: 2, version: 1, now: atNoon + 5 });
    expect(restored).toMatchObject({ revision: 3, name: 'Exchange', subtitle: 'lab', updatedAt: atNoon + 5 });
    expect(await ada.reveal(id, 'key')).toBe('one');
    expect((await list()).map(({ revision, name }) => [revision, name])).toEqual([
      [2, 'Exchange EU'],
      [1, 'Exchange'],
    ]);
    const back = await ada.write('restoreVersion', { ...stored(), revision: 3, version: 2, now: atNoon + 6 });
    expect(back.name).toBe('Exchange EU');
    expect(await ada.reveal(id, 'key')).toBe('two');
  });

  it('are not brought back over a change that the person has not seen, nor where there are none', async () => {
    const restore = (revision: number, version: number) => ada.write('restoreVersion', { ...stored(), revision, version, now: atNoon + 5 });
    await expect(restore(1, 1)).rejects.toMatchObject({ code: 'conflict', detail: { what: 'item' } });
    await expect(restore(2, 7)).rejects.toMatchObject({ code: 'notFound', detail: { what: 'version' } });
    expect(await ada.names()).toEqual(['Exchange EU']);
  });

  it('are deleted for good when that is asked for, and the item stays', async () => {
    await ada.write('clearHistory', { ...stored(), now: atNoon + 5 });
    expect(await list()).toEqual([]);
    expect(await ada.reveal(id, 'key')).toBe('two');
    const again = await ada.reopen();
    expect(await again.logic.handle('listVersions', stored())).toEqual([]);
  });

  it('are refused with the item where its stored secret is an older one', async () => {
    const older = ada.secretOf(id);
    await ada.mark([id], { favourite: true });
    await expect(ada.logic.handle('listVersions', { id, secret: older })).rejects.toMatchObject({ code: 'dataDamaged' });
  });
});
