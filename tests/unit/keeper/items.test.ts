import { beforeEach, describe, expect, it } from 'vitest';
import { limits } from '../../../src-shared/limits.ts';
import { createItem, duplicateItem } from '../../../src-main/keeper/item-writes.ts';
import { valuesOf } from '../../../src-main/keeper/secret-part.ts';
import { VaultIndex } from '../../../src-main/keeper/vault-index.ts';
import { VaultState } from '../../../src-main/keeper/vault-state.ts';
import { openIdentityKey } from '../../../src-main/crypto/person-keys.ts';
import { openPart } from '../../../src-main/crypto/vault-keys.ts';
import { openLog } from '../../../src-main/keeper/vault-log.ts';
import { fixedRandomness } from '../../helpers/fixed-randomness.ts';
import { plainSummary } from '../../helpers/plain-item.ts';
import { atNoon, draftOf, idOf, installationId, newVault, type TestVault } from '../../helpers/keeper-vault.ts';

let ada: TestVault;
const id = idOf('a');
const hidden = (value: string) => ({ id: 'key', name: 'Key', type: 'hidden' as const, value });

beforeEach(async () => {
  ada = await newVault('ada');
});

describe('an item', () => {
  it('is not changed from a draft of an older revision', async () => {
    await ada.create(id);
    await ada.update(id, 1, { name: 'changed' });
    await expect(ada.update(id, 1, { name: 'late' })).rejects.toMatchObject({ code: 'conflict', detail: { what: 'item' } });
    await expect(ada.update(id, 3, { name: 'early' })).rejects.toMatchObject({ code: 'conflict' });
    expect(await ada.names()).toEqual(['changed']);
  });

  it('never takes the id that another has or had', async () => {
    await ada.create(id);
    await expect(ada.create(id)).rejects.toMatchObject({ code: 'conflict', detail: { what: 'item' } });
    await ada.create(idOf('b'));
    const copy = { id, newId: idOf('b'), secret: ada.secretOf(id), now: atNoon };
    await expect(ada.write('duplicate', copy)).rejects.toMatchObject({ code: 'conflict' });
    await ada.mark([id], { trashed: true });
    await ada.write('purge', { ids: [id] });
    await expect(ada.create(id)).rejects.toMatchObject({ code: 'conflict' });
    await ada.compact();
    await expect((await ada.reopen()).create(id)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('is deleted for good from the trash only, all or none', async () => {
    await ada.create(id);
    await ada.create(idOf('b'), { name: 'other' });
    await ada.mark([id], { trashed: true });
    const both = ada.write('purge', { ids: [id, idOf('b')] });
    await expect(both).rejects.toMatchObject({ code: 'notFound', detail: { what: 'trash' } });
    await expect(ada.write('purge', { ids: [idOf('c')] })).rejects.toMatchObject({ code: 'notFound', detail: { what: 'item' } });
    expect(await ada.names({ view: { type: 'trash' } })).toEqual(['Exchange']);
    await ada.write('purge', { ids: [id] });
    expect(await ada.names({ view: { type: 'trash' } })).toEqual([]);
    expect([...ada.stored.items.keys()]).toEqual([idOf('b')]);
  });

  it('is sealed anew in both parts at every write, bound to its revision', async () => {
    const cipher = await ada.cipher();
    await ada.create(id);
    const created = ada.stored.items.get(id)!;
    await ada.mark([id], { favourite: true });
    const marked = ada.stored.items.get(id)!;
    expect([created.revision, marked.revision]).toEqual([1, 2]);
    for (const part of ['summary', 'secret'] as const) {
      expect(marked[part]).not.toEqual(created[part]);
      expect(openPart(cipher, part, id, 2, marked[part]).length).toBeGreaterThan(0);
      expect(() => openPart(cipher, part, id, 1, marked[part])).toThrow('dataDamaged');
    }
  });

  it('asks before each use for as long as nobody says otherwise', async () => {
    expect(await ada.create(id)).toMatchObject({ askBeforeUse: false });
    expect(await ada.update(id, 1, { askBeforeUse: true })).toMatchObject({ askBeforeUse: true });
    expect(await ada.update(id, 2, { name: 'Broker' })).toMatchObject({ name: 'Broker', askBeforeUse: true });
    expect(await ada.update(id, 3, { askBeforeUse: false })).toMatchObject({ askBeforeUse: false });
  });

  it('leaves its times and kind in order through its life', async () => {
    const created = await ada.create(id, { expiresAt: atNoon + 5, tags: ['prod', 'prod', 'eu'] });
    expect(created).toEqual({
      ...{ id, revision: 1, kind: 'apiKey', name: 'Exchange', subtitle: 'desk 4', tags: ['prod', 'eu'] },
      ...{ favourite: false, ...plainSummary },
      ...{ expiresAt: atNoon + 5, trashedAt: null, createdAt: atNoon, updatedAt: atNoon },
    });
    const updated = await ada.update(id, 1, { kind: 'note', fields: [] });
    expect(updated).toMatchObject({ revision: 2, kind: 'note', subtitle: '', createdAt: atNoon, updatedAt: atNoon + 1, expiresAt: null });
    const [trashed] = await ada.mark([id], { trashed: true });
    expect(trashed).toEqual({ ...updated, revision: 3, trashedAt: atNoon + 2 });
    const [back] = await ada.mark([id], { trashed: false });
    expect(back).toEqual({ ...updated, revision: 4 });
  });

  it('keeps fingerprints of its hidden values only, the same for the same value', async () => {
    await ada.create(id);
    await ada.create(idOf('b'), { fields: [{ id: 'other', name: 'Other', type: 'hidden', value: 'canary-key' }] });
    await ada.create(idOf('c'), { fields: [{ id: 'none', name: 'None', type: 'hidden', value: '' }] });
    const { index } = openLog(await ada.cipher(), ada.stored.vault);
    const [first, second, third] = [...index.entries()].map((entry) => entry.fingerprints);
    expect(Object.keys(first!)).toEqual(['key']);
    expect(second).toEqual({ other: first!['key'] });
    expect(third).toEqual({});
  });
});

describe('marking several items', () => {
  it('changes all of them or, where one is missing or damaged, none', async () => {
    await ada.create(id, { name: 'a' });
    await ada.create(idOf('b'), { name: 'b' });
    await expect(ada.mark([id, idOf('c')], { trashed: true })).rejects.toMatchObject({ code: 'notFound' });
    expect(await ada.names()).toEqual(['a', 'b']);
    const marked = await ada.mark([id, idOf('b')], { trashed: true });
    expect(marked.map((summary) => [summary.id, summary.revision])).toEqual([
      [id, 2],
      [idOf('b'), 2],
    ]);
    expect(await ada.names()).toEqual([]);
    expect(ada.stored.vault.changes).toHaveLength(3);
  });
});

describe('a duplicate', () => {
  const copyOf = async (from: string, to: string) =>
    ada.write('duplicate', { id: from, newId: to, secret: ada.secretOf(from), now: atNoon + 9 });

  it('holds the same values under the first free name, as a new item of its own', async () => {
    await ada.create(id, { favourite: true, tags: ['prod'] });
    const copy = await copyOf(id, idOf('b'));
    expect(copy).toMatchObject({
      revision: 1,
      name: 'Exchange 2',
      favourite: false,
      tags: ['prod'],
      createdAt: atNoon + 9,
      trashedAt: null,
    });
    expect(await ada.reveal(idOf('b'), 'key')).toBe('canary-key');
    expect((await copyOf(id, idOf('c'))).name).toBe('Exchange 3');
    expect((await copyOf(idOf('b'), idOf('d'))).name).toBe('Exchange 4');
  });

  it('leaves a number that belongs to the name alone', async () => {
    await ada.create(id, { name: 'Server 2024' });
    expect((await copyOf(id, idOf('b'))).name).toBe('Server 2024 2');
    expect((await copyOf(idOf('b'), idOf('c'))).name).toBe('Server 2024 3');
  });

  it('of an item with the longest name still has a name that fits', async () => {
    await ada.create(id, { name: 'x'.repeat(limits.itemNameMaxCharacters) });
    const { name } = await copyOf(id, idOf('b'));
    expect(name).toMatch(/^x+ 2$/);
    expect(name.length).toBeLessThanOrEqual(limits.itemNameMaxCharacters);
  });
});

describe('a full vault', () => {
  it('takes no further item, neither new nor copied', async () => {
    const cipher = await ada.cipher();
    const index = new VaultIndex();
    const summary = await ada.create(id);
    const entry = { summary, secretTag: '', fingerprints: {}, values: {} };
    const ids = Array.from({ length: limits.vaultMaxItems }, (_, number) => idOf(number));
    index.apply({ upserts: ids.map((each) => ({ ...entry, summary: { ...summary, id: each } })), removals: [] });
    const { keys } = ada.person;
    const opened = { installationId, cipher, keys, identity: openIdentityKey(cipher, keys), index, vaultKey: new Uint8Array(32) };
    const { head } = openLog(cipher, ada.stored.vault);
    const random = fixedRandomness('full');
    const state = new VaultState({ ...opened, head, newestSeen: 0 }, random);
    const full = { code: 'limitReached', detail: { what: 'items' } };
    const failure = (task: () => unknown): unknown => {
      try {
        return task();
      } catch (error) {
        return error;
      }
    };
    expect(failure(() => createItem(state, { id: idOf('new'), draft: draftOf(), now: atNoon }, random))).toMatchObject(full);
    const copy = { id: idOf(1), newId: idOf('new'), secret: new Uint8Array(), now: atNoon };
    expect(failure(() => duplicateItem(state, copy, random))).toMatchObject(full);
  });
});

describe('the history of an item', () => {
  const versionsOf = async (): Promise<number> => (await ada.logic.handle('get', { id, secret: ada.secretOf(id) })).versions;

  it('begins with the first change of name or fields, and not with a mark', async () => {
    await ada.create(id);
    await ada.mark([id], { favourite: true });
    await ada.update(id, 2, { tags: ['other'] });
    expect(await versionsOf()).toBe(0);
    await ada.update(id, 3, { name: 'Renamed' });
    await ada.update(id, 4, { name: 'Renamed', fields: [hidden('after')] });
    expect(await versionsOf()).toBe(2);
  });

  it('lets the oldest go where it gets too long or too large', async () => {
    await ada.create(id);
    for (let revision = 1; revision <= limits.versionsMax + 5; revision += 1)
      await ada.update(id, revision, { fields: [hidden(`value ${revision}`)] });
    expect(await versionsOf()).toBe(limits.versionsMax);
    const large = 'x'.repeat(limits.fieldValueMaxCharacters);
    let revision = limits.versionsMax + 6;
    for (const first of ['a', 'b', 'c', 'd']) {
      await ada.update(id, revision, { fields: [hidden(first + large.slice(1))] });
      revision += 1;
    }
    expect(await versionsOf()).toBe(2);
  });

  it('stays behind when the item is copied', async () => {
    await ada.create(id);
    await ada.update(id, 1, { name: 'Renamed' });
    const copy = await ada.write('duplicate', { id, newId: idOf('copy'), secret: ada.secretOf(id), now: atNoon });
    expect((await ada.logic.handle('get', { id: copy.id, secret: ada.secretOf(copy.id) })).versions).toBe(0);
  });
});

describe('the age of a hidden value', () => {
  const ages = async () => {
    const { index } = openLog(await ada.cipher(), ada.stored.vault);
    return index.get(id).values;
  };

  it('stays while the value stays, whatever else changes', async () => {
    await ada.create(id, { fields: [hidden('same'), { ...hidden('other'), id: 'second' }] });
    const input = { id, revision: 1, secret: ada.secretOf(id), now: atNoon + 9 };
    await ada.write('update', { ...input, draft: draftOf({ fields: [hidden('same'), { ...hidden('new'), id: 'second' }] }) });
    expect(await ages()).toMatchObject({
      key: { changedAt: atNoon, strength: expect.toBeOneOf([0, 1, 2, 3, 4, null]) as number | null },
      second: { changedAt: atNoon + 9, strength: expect.toBeOneOf([0, 1, 2, 3, 4, null]) as number | null },
    });
  });

  it('of an item from before is that of its last change', async () => {
    const created = await ada.create(id);
    const { index } = openLog(await ada.cipher(), ada.stored.vault);
    expect(valuesOf([hidden('x')], { fields: [hidden('x')], values: {}, updatedAt: created.updatedAt }, atNoon + 9)).toMatchObject({
      key: { changedAt: created.updatedAt, strength: expect.toBeOneOf([0, 1, 2, 3, 4, null]) as number | null },
    });
    expect(index.get(id).values['key']?.changedAt).toBe(created.updatedAt);
  });
});

describe('links', () => {
  it('are kept once each, never to the item itself, and stay where a draft says nothing of them', async () => {
    await ada.create(id, { links: [idOf('b'), idOf('b'), id], service: 'openai' });
    const summary = await ada.update(id, 1, {});
    expect(summary).toMatchObject({ links: [idOf('b')], service: 'openai' });
    expect(await ada.update(id, 2, { links: [], service: null })).toMatchObject({ links: [], service: null });
  });
});

it('links that lead to an item come in the order of names', async () => {
  await ada.create(id);
  await ada.create(idOf('z'), { name: 'Zeta', links: [id] });
  await ada.create(idOf('b'), { name: 'Beta', links: [id] });
  const { backlinks } = await ada.logic.handle('linked', { id });
  expect(backlinks.map(({ name }) => name)).toEqual(['Beta', 'Zeta']);
});
