import { beforeEach, describe, expect, it } from 'vitest';
import { openPart } from '../../../src-main/crypto/vault-keys.ts';
import type { KeeperCall, KeeperInput, StoredRecord } from '../../../src-main/keeper/keeper-protocol.ts';
import type { RecordSummary } from '../../../src-main/keeper/record-index.ts';
import { limits } from '../../../src-shared/limits.ts';
import { fastKdf } from '../../helpers/fast-kdf.ts';
import { beginnings, flipped } from '../../helpers/damage.ts';
import { atNoon, draftOf, idOf, newVault, TestVault } from '../../helpers/keeper-vault.ts';

let ada: TestVault;
const [first, second, item] = [idOf('r1'), idOf('r2'), idOf('item')];

beforeEach(async () => {
  ada = await newVault('ada');
});

const put = (vault: TestVault, id: string, key: string, value: string, more: Partial<KeeperInput<'putRecord'>> = {}) =>
  vault.write('putRecord', { id, collection: 'notes', key, value, expect: 'any', now: atNoon, ...more });
const remove = (key: string, expect: 'any' | number = 'any') => ada.write('removeRecord', { collection: 'notes', key, expect });
const list = async (vault: TestVault, collection = 'notes'): Promise<readonly RecordSummary[]> =>
  (await vault.logic.handle('records', { collection, offset: 0, limit: 100 })).records;
const open = async (vault: TestVault, id: string, secret = vault.secretOf(id)): Promise<StoredRecord | undefined> =>
  (await vault.logic.handle('openRecords', { records: [{ id, secret }] }))[0];
const keysOf = async (vault: TestVault): Promise<string[]> => (await list(vault)).map(({ record }) => record.key);

describe('records', () => {
  it('are there again after every fold and every opening, with their values', async () => {
    await put(ada, second, 'b', 'value of b');
    await put(ada, first, 'a', 'value of a', { now: atNoon + 1 });
    const seen = async (vault: TestVault) => [await list(vault), await open(vault, first), await open(vault, second)];
    const record = { collection: 'notes', key: 'a' };
    const summary = { id: first, revision: 1, record, createdAt: atNoon + 1, updatedAt: atNoon + 1 };
    const before = await seen(ada);
    expect(before).toMatchObject([[summary, { id: second }], { ...summary, value: 'value of a' }, { value: 'value of b' }]);
    const reopened = await ada.reopen();
    expect(await seen(reopened)).toEqual(before);
    await reopened.compact();
    expect(await seen(reopened)).toEqual(before);
    expect(await seen(await reopened.reopen())).toEqual(before);
  });

  it('come in pages in the order of their keys, with how many there are', async () => {
    for (const [at, key] of ['c', 'a', 'd', 'b'].entries()) await put(ada, idOf(at), key, key);
    const page = await ada.logic.handle('records', { collection: 'notes', offset: 1, limit: 2 });
    expect(page).toMatchObject({ total: 4, records: [{ record: { key: 'b' } }, { record: { key: 'c' } }] });
    expect(await ada.logic.handle('records', { collection: 'other', offset: 0, limit: 2 })).toEqual({ total: 0, records: [] });
  });

  it('are counted by collection, of which an empty one is none', async () => {
    await put(ada, first, 'a', '', { collection: 'zebras' });
    await put(ada, second, 'a', '');
    await put(ada, idOf('r3'), 'b', '');
    const counted = [
      { collection: 'notes', count: 2 },
      { collection: 'zebras', count: 1 },
    ];
    expect(await ada.logic.handle('collections', undefined)).toEqual(counted);
    await ada.write('removeRecord', { collection: 'zebras', key: 'a', expect: 'any' });
    expect(await ada.logic.handle('collections', undefined)).toEqual(counted.slice(0, 1));
  });

  it('are found by collection and key', async () => {
    await put(ada, first, 'a', '');
    expect(await ada.logic.handle('findRecord', { collection: 'notes', key: 'a' })).toMatchObject({ id: first });
    expect(await ada.logic.handle('findRecord', { collection: 'notes', key: 'b' })).toBeNull();
    expect(await ada.logic.handle('findRecord', { collection: 'other', key: 'a' })).toBeNull();
  });

  it('keep their id when they are written again, and are sealed anew', async () => {
    await put(ada, first, 'a', 'one');
    const before = ada.stored.items.get(first)!;
    expect(await put(ada, second, 'a', 'two', { now: atNoon + 9 })).toMatchObject({ id: first, revision: 2, createdAt: atNoon });
    expect(await open(ada, first)).toMatchObject({ value: 'two', updatedAt: atNoon + 9 });
    expect([...ada.stored.items.keys()]).toEqual([first]);
    const after = ada.stored.items.get(first)!;
    expect([after.secret, after.summary]).not.toEqual([before.secret, before.summary]);
  });

  it('are gone when they are removed, and their id is never used again', async () => {
    await put(ada, first, 'a', 'one');
    expect(await remove('a')).toMatchObject({ id: first, revision: 1 });
    expect(await list(ada)).toEqual([]);
    expect([...ada.stored.items.keys()]).toEqual([]);
    await ada.compact();
    ada = await ada.reopen();
    await expect(put(ada, first, 'a', 'two')).rejects.toMatchObject({ code: 'conflict', detail: { what: 'item' } });
    expect(await put(ada, second, 'a', 'two')).toMatchObject({ id: second, revision: 1 });
    await expect(ada.create(second)).rejects.toMatchObject({ code: 'conflict' });
  });
});

describe('writing a record', () => {
  it('is refused where something else is stored than was expected', async () => {
    const conflict = { code: 'conflict', detail: { what: 'record' } };
    await expect(put(ada, first, 'a', 'one', { expect: 1 })).rejects.toMatchObject(conflict);
    await put(ada, first, 'a', 'one', { expect: 'absent' });
    await expect(put(ada, second, 'a', 'two', { expect: 'absent' })).rejects.toMatchObject(conflict);
    await put(ada, second, 'a', 'two', { expect: 1 });
    for (const expected of [1, 3]) await expect(put(ada, second, 'a', 'three', { expect: expected })).rejects.toMatchObject(conflict);
    await expect(remove('a', 1)).rejects.toMatchObject(conflict);
    expect(await open(ada, first)).toMatchObject({ revision: 2, value: 'two' });
    await remove('a', 2);
    await expect(remove('a', 2)).rejects.toMatchObject({ code: 'notFound', detail: { what: 'record' } });
    await expect(remove('a')).rejects.toMatchObject({ code: 'notFound' });
  });

  it('waits for the commit before it', async () => {
    await ada.logic.handle('putRecord', { id: first, collection: 'notes', key: 'a', value: '', expect: 'any', now: atNoon });
    await expect(put(ada, second, 'b', '')).rejects.toMatchObject({ code: 'busy' });
    await expect(remove('a')).rejects.toMatchObject({ code: 'busy' });
    await ada.logic.handle('settle', { committed: false });
    expect(await keysOf(ada)).toEqual([]);
  });

  it('takes a value of the greatest length and none that is longer', async () => {
    const most = 'ü'.repeat(limits.recordMaxCharacters);
    await put(ada, first, 'a', most);
    expect((await open(ada, first))?.value).toBe(most);
    await expect(put(ada, second, 'b', `${most}!`)).rejects.toMatchObject({ code: 'limitReached', detail: { what: 'record' } });
  });
});

describe('items and records', () => {
  beforeEach(async () => {
    await ada.create(item, { name: 'notes' });
    await put(ada, first, 'a', 'value of a');
  });

  it.each<[KeeperCall, (id: string) => unknown]>([
    ['get', (id) => ({ id, secret: ada.secretOf(id) })],
    ['reveal', (id) => ({ id, fieldId: 'key', secret: ada.secretOf(id) })],
    ['nameMany', (id) => ({ secrets: [{ id, secret: ada.secretOf(id) }], fields: [{ id, field: null }] })],
    ['revealMany', (id) => ({ secrets: [{ id, secret: ada.secretOf(id) }], fields: [{ id, field: null }] })],
    ['update', (id) => ({ id, revision: 1, draft: draftOf(), secret: ada.secretOf(id), now: atNoon })],
    ['duplicate', (id) => ({ id, newId: idOf('new'), secret: ada.secretOf(id), now: atNoon })],
    ['mark', (id) => ({ items: [{ id, secret: ada.secretOf(id) }], mark: { trashed: true }, now: atNoon })],
    ['purge', (id) => ({ ids: [id] })],
    ['locate', (id) => ({ references: [{ item: id, field: null }] })],
  ])("%s says of a record's id that there is no such item", async (call, input) => {
    const asked = ada.logic.handle(call, input(first) as KeeperInput<typeof call>);
    await expect(asked).rejects.toMatchObject({ code: 'notFound', detail: { what: 'item' } });
  });

  it("are apart the other way round: an item's id names no record", async () => {
    await expect(open(ada, item)).rejects.toMatchObject({ code: 'notFound', detail: { what: 'record' } });
  });

  it('are apart in lists, counts, searches and names', async () => {
    expect(await ada.names()).toEqual(['notes']);
    expect(await ada.names({ search: 'a' })).toEqual([]);
    expect(await ada.logic.handle('counts', { now: atNoon })).toMatchObject({ all: 1, trash: 0 });
    expect(await ada.logic.handle('trashedBefore', { before: atNoon * 2 })).toEqual([]);
    expect(await ada.logic.handle('find', { item: 'a' })).toEqual([]);
    await put(ada, second, 'notes 2', '');
    const copy = { id: item, newId: idOf('copy'), secret: ada.secretOf(item), now: atNoon };
    expect((await ada.write('duplicate', copy)).name).toBe('notes 2');
  });
});

describe('a stored value of a record', () => {
  let older: Uint8Array;
  beforeEach(async () => {
    await put(ada, first, 'a', 'the first value');
    older = ada.secretOf(first);
    await put(ada, first, 'a', 'value of a');
    await put(ada, second, 'b', 'value of b');
    await ada.create(item);
  });
  const damaged = (secret: Uint8Array) => expect(open(ada, first, secret)).rejects.toMatchObject({ code: 'dataDamaged' });

  it('opens with none of its bits turned, and at no other length', async () => {
    const blob = ada.secretOf(first);
    // The first byte tells the version; what is cut before the tag is told by the tag.
    for (let bit = 8; bit < blob.length * 8; bit += 1) await damaged(flipped(blob, bit));
    for (const cut of beginnings(blob)) await damaged(cut);
  });

  it("is not an older one, another record's, an item's or another person's", async () => {
    const bob = await newVault('bob');
    await put(bob, first, 'a', 'value of a');
    for (const blob of [older, ada.secretOf(second), ada.secretOf(item), bob.secretOf(first)]) await damaged(blob);
  });

  it("never passes for an item's fields, nor those for it", async () => {
    const [blob, secret] = [ada.secretOf(first), ada.secretOf(item)];
    await expect(ada.logic.handle('get', { id: item, secret: blob })).rejects.toMatchObject({ code: 'dataDamaged' });
    const cipher = await ada.cipher();
    // Not even where a tag in the index named it.
    expect(() => openPart(cipher, 'secret', first, 2, blob)).toThrow('dataDamaged');
    expect(() => openPart(cipher, 'record', item, 1, secret)).toThrow('dataDamaged');
    expect(() => openPart(cipher, 'summary', first, 2, ada.stored.items.get(first)!.summary)).toThrow('dataDamaged');
    expect(openPart(cipher, 'record-summary', first, 2, ada.stored.items.get(first)!.summary).length).toBeGreaterThan(0);
  });
});

describe('a vault that gets another key', () => {
  const rekeyed = (secrets: readonly { id: string; secret: Uint8Array }[]) => {
    const { password, deviceSecret } = ada.person;
    return ada.logic.handle('rekey', { password, deviceSecret, secretId: 'new', kdf: fastKdf, now: atNoon, secrets });
  };
  const all = () => [...ada.stored.items.values()].map(({ id, secret }) => ({ id, secret }));

  beforeEach(async () => {
    await ada.create(item);
    await put(ada, first, 'a', 'value of a');
    await put(ada, second, 'b', 'gone');
    await remove('b');
  });

  it('has its records sealed anew with it, and remembers what was removed', async () => {
    const made = await rekeyed(all());
    const person = { ...ada.person, slot: made.passwordSlot, keys: made.keys };
    const items = new Map(made.items.map((each) => [each.id, each]));
    expect(items.get(first)!.secret).not.toEqual(ada.secretOf(first));
    const again = await new TestVault(person, ada.logic, { vault: made.vault, items }).reopen();
    expect(await list(again)).toEqual(await list(ada));
    expect(await open(again, first)).toMatchObject({ value: 'value of a' });
    expect(await again.reveal(item, 'key')).toBe('canary-key');
    await expect(put(again, second, 'b', '')).rejects.toMatchObject({ code: 'conflict' });
  });

  it('is left as it is where the value of a record is missing or another', async () => {
    const damaged = { code: 'dataDamaged', detail: { what: 'record' } };
    await expect(rekeyed(all().filter(({ id }) => id !== first))).rejects.toMatchObject(damaged);
    await expect(rekeyed(all().map(({ id }) => ({ id, secret: ada.secretOf(item) })))).rejects.toMatchObject(damaged);
  });
});
