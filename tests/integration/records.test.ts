import { beforeEach, describe, expect, it } from 'vitest';
import { SealedFiles } from '../../src-main/attachments/sealed-files.ts';
import { createItemsService } from '../../src-main/vault/items-service.ts';
import type { OpenVault } from '../../src-main/vault/open-vault.ts';
import { createRecordsService, type RecordsService } from '../../src-main/vault/records-service.ts';
import { createReferenceService, type ReferenceService } from '../../src-main/vault/reference-service.ts';
import { apiKeyDraft } from '../helpers/app-harness.ts';
import { openDatabaseOfVaults } from '../helpers/real-vault.ts';
import { openStored } from '../helpers/stored.ts';

type Stage = Awaited<ReturnType<typeof openDatabaseOfVaults>>;
let stage: Stage;
let [ada, ben]: OpenVault[] = [];
const vault = (): OpenVault => ada!;

beforeEach(async () => {
  stage = await openDatabaseOfVaults();
  [ada, ben] = [await stage.openVault('ada'), await stage.openVault('ben')];
});

describe('records', () => {
  let records: RecordsService;
  beforeEach(() => {
    records = createRecordsService(stage);
  });
  const place = { collection: 'strongroom.grants', key: 'a' };

  it('are listed, read one by one and all at once, in the order of their keys', async () => {
    for (const key of ['c', 'a', 'b']) await records.put(vault(), { ...place, key, value: `value of ${key}`, expect: 'absent' });
    expect((await records.list(vault(), place.collection)).map(({ record }) => record.key)).toEqual(['a', 'b', 'c']);
    expect(await records.read(vault(), place.collection, 'b')).toMatchObject({ record: { key: 'b' }, value: 'value of b' });
    expect(await records.read(vault(), place.collection, 'd')).toBeNull();
    const all = await records.readAll(vault(), place.collection);
    expect(all.map(({ value }) => value)).toEqual(['value of a', 'value of b', 'value of c']);
    expect(await records.readAll(ben!, place.collection)).toEqual([]);
  });

  it('are read in any number', async () => {
    for (let at = 0; at < 205; at += 1) await records.put(vault(), { ...place, key: String(1000 + at), value: `${at}`, expect: 'any' });
    const all = await records.readAll(vault(), place.collection);
    expect(all.map(({ value }) => Number(value))).toEqual(Array.from({ length: 205 }, (_, at) => at));
    expect(await records.page(vault(), place.collection, 200, 10)).toMatchObject({ total: 205, records: { length: 5 } });
  });

  it('are removed once, and only at the revision that was expected', async () => {
    await records.put(vault(), { ...place, value: 'one', expect: 'any' });
    await expect(records.remove(vault(), { ...place, expect: 2 })).rejects.toMatchObject({ code: 'conflict' });
    expect(await records.remove(vault(), { ...place, expect: 1 })).toBe(true);
    expect(await records.remove(vault(), { ...place, expect: 1 })).toBe(false);
    expect(openStored(stage.dataDirectory).all('SELECT id FROM items')).toEqual([]);
  });

  it('are written together with what stands beside them, or not at all', async () => {
    const written = await records.put(vault(), { ...place, value: 'one', expect: 'any' });
    const told: unknown[] = [];
    await records.put(vault(), { ...place, value: 'two', expect: 'any' }, async (_r, record) => void told.push(record.revision));
    await records.remove(vault(), { ...place, key: 'none', expect: 'any' }, async () => void told.push('never'));
    const fails = async (): Promise<void> => {
      throw new Error('the row beside it');
    };
    await expect(records.put(vault(), { ...place, value: 'three', expect: 'any' }, fails)).rejects.toThrow('the row beside it');
    await expect(records.remove(vault(), { ...place, expect: 'any' }, fails)).rejects.toThrow('the row beside it');
    expect(told).toEqual([2]);
    expect(await records.read(vault(), place.collection, 'a')).toMatchObject({ id: written.id, value: 'two', revision: 2 });
  });

  it('written at once are written one after the other, and only one of them makes it', async () => {
    const puts = ['one', 'two', 'three'].map((value) => records.put(vault(), { ...place, value, expect: 'absent' }));
    const settled = await Promise.allSettled(puts);
    expect(settled.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected', 'rejected']);
    expect(await records.read(vault(), place.collection, 'a')).toMatchObject({ value: 'one', revision: 1 });
  });

  it.each([
    ['a flipped bit', "UPDATE items SET secret = secret || x'00'"],
    ['an empty value', "UPDATE items SET secret = x''"],
    ['a missing row', 'DELETE FROM items'],
  ])('with %s are dataDamaged', async (_what, sql) => {
    await records.put(vault(), { ...place, value: 'one', expect: 'any' });
    openStored(stage.dataDirectory).run(sql);
    await expect(records.read(vault(), place.collection, 'a')).rejects.toMatchObject({ code: 'dataDamaged' });
    await expect(records.readAll(vault(), place.collection)).rejects.toMatchObject({ code: 'dataDamaged' });
  });
});

describe('references', () => {
  let references: ReferenceService;
  let items: ReturnType<typeof createItemsService>;
  beforeEach(() => {
    references = createReferenceService(stage);
    items = createItemsService({ ...stage, files: new SealedFiles(stage.dataDirectory) });
  });
  const open = async (...names: string[]) =>
    references.open(vault(), await references.locate(vault(), [...names.map((item) => ({ item, field: null }))]));

  it('lead to the values in their order, with one question to the keeper for all of them', async () => {
    await items.create(vault(), apiKeyDraft('Exchange', 'k-1'));
    await items.create(vault(), apiKeyDraft('Broker', 'k-2'));
    const calls: string[] = [];
    const { keeper } = vault();
    const call = keeper.call.bind(keeper);
    keeper.call = (name, input) => {
      calls.push(name);
      return call(name, input);
    };
    expect(await open('Broker', 'exchange', 'Broker')).toMatchObject([{ value: 'k-2' }, { value: 'k-1' }, { value: 'k-2' }]);
    expect(calls).toEqual(['locate', 'revealMany']);
  });

  it("lead to nobody else's items", async () => {
    const { id } = await items.create(ben!, apiKeyDraft('Exchange', 'k-bens'));
    expect(await references.find(vault(), id)).toEqual([]);
    await expect(open(id)).rejects.toMatchObject({ code: 'notFound' });
    const [located] = await references.locate(ben!, [{ item: id, field: null }]);
    await expect(references.open(vault(), [located!])).rejects.toMatchObject({ code: 'notFound', detail: { what: 'item' } });
  });

  it('find what a change has left of an item that was located before', async () => {
    const { id } = await items.create(vault(), apiKeyDraft('Exchange', 'k-1'));
    const located = await references.locate(vault(), [{ item: 'Exchange', field: null }]);
    await items.update(vault(), id, 1, apiKeyDraft('Renamed', 'k-2'));
    expect(await references.open(vault(), located)).toMatchObject([{ value: 'k-2' }]);
    await items.trash(vault(), [id]);
    await expect(references.open(vault(), located)).rejects.toMatchObject({ code: 'notFound' });
  });

  it('to an item whose row is gone are dataDamaged', async () => {
    await items.create(vault(), apiKeyDraft('Exchange', 'k-1'));
    openStored(stage.dataDirectory).run('DELETE FROM items');
    await expect(open('Exchange')).rejects.toMatchObject({ code: 'dataDamaged' });
  });
});
