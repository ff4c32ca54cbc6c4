import { describe, expect, it } from 'vitest';
import type { ItemQuery, ItemSummary, ItemView } from '../../../src-shared/items.ts';
import { Search } from '../../../src-main/keeper/search.ts';
import { type ItemEntry, VaultIndex } from '../../../src-main/keeper/vault-index.ts';
import { atNoon, idOf } from '../../helpers/keeper-vault.ts';
import { plainSummary } from '../../helpers/plain-item.ts';

const day = 86_400_000;

const summaryOf = (name: string, changes: Partial<ItemSummary> = {}): ItemSummary => ({
  ...{ id: idOf(name.slice(0, 6)), revision: 1, kind: 'apiKey', name, subtitle: '', tags: [], favourite: false },
  ...{ ...plainSummary, expiresAt: null, trashedAt: null, createdAt: atNoon, updatedAt: atNoon },
  ...changes,
});

function searchOver(...summaries: ItemSummary[]): { index: VaultIndex; search: Search } {
  const index = new VaultIndex();
  const add = (each: readonly ItemSummary[]) =>
    index.apply({ upserts: each.map((summary) => ({ summary, secretTag: '', fingerprints: {}, values: {} })), removals: [] });
  add(summaries);
  return { index, search: new Search(index) };
}

const everything: ItemQuery = { view: { type: 'all' }, search: '', sort: 'name', offset: 0, limit: 500 };
const namesOf = (search: Search, query: Partial<ItemQuery> = {}): string[] =>
  search.list({ ...everything, ...query }, atNoon).rows.map((row) => row.name);

describe('searching', () => {
  const { search } = searchOver(
    summaryOf('Café Zürich', { tags: ['prod', 'Europe'], subtitle: 'till 3', kind: 'login' }),
    summaryOf('cafe de Flore', { tags: ['production'], kind: 'note' }),
    summaryOf('Backup key', { subtitle: 'café-bucket', tags: ['tag:odd'], kind: 'sshKey' }),
    summaryOf('Thrown café', { trashedAt: atNoon, tags: ['prod'] }),
  );
  const find = (text: string) => namesOf(search, { search: text });

  it('finds all where nothing is asked', () => {
    expect(find('')).toEqual(['Backup key', 'cafe de Flore', 'Café Zürich']);
    expect(find('   ')).toHaveLength(3);
  });

  it('heeds neither case nor accents, in name, subtitle and tags', () => {
    for (const text of ['cafe', 'CAFÉ', 'cafe\u0301', 'ＣＡＦＥ']) expect(find(text)).toHaveLength(3);
    expect(find('ZURICH')).toEqual(['Café Zürich']);
    expect(find('europe')).toEqual(['Café Zürich']);
  });

  it('wants every word, wherever it is, and the words of a quotation together', () => {
    expect(find('till zur')).toEqual(['Café Zürich']);
    expect(find('till flore')).toEqual([]);
    expect(find('"de flore"')).toEqual(['cafe de Flore']);
    expect(find('"flore de"')).toEqual([]);
    expect(find('"de flo')).toEqual(['cafe de Flore']);
    expect(find('"zurich till"')).toEqual([]);
  });

  it('narrows by the beginning of a tag and by kind', () => {
    expect(find('tag:prod')).toEqual(['cafe de Flore', 'Café Zürich']);
    expect(find('TAG:PRODU')).toEqual(['cafe de Flore']);
    expect(find('tag:prod tag:eur')).toEqual(['Café Zürich']);
    expect(find('tag:rod')).toEqual([]);
    expect(find('kind:sshkey')).toEqual(['Backup key']);
    expect(find('Kind:LOGIN cafe')).toEqual(['Café Zürich']);
    expect(find('kind:login kind:note')).toEqual([]);
    expect(find('kind:nothing')).toEqual([]);
  });

  it('takes an operator that it does not know, or a quoted one, for a word', () => {
    expect(find('colour:red')).toEqual([]);
    expect(find('"tag:odd"')).toEqual(['Backup key']);
  });

  it('lets an operator narrow nothing while it is still typed', () => {
    expect(find('tag:')).toHaveLength(3);
    expect(find('kind: cafe')).toHaveLength(3);
    expect(find('"')).toHaveLength(3);
  });

  it('finds what is in the trash only there', () => {
    expect(find('thrown')).toEqual([]);
    expect(namesOf(search, { view: { type: 'trash' }, search: 'thrown' })).toEqual(['Thrown café']);
  });

  it('survives whatever is typed', () => {
    for (const text of ['\\', '(', '[a-', '*', '\u0000', '\ud800', '""""', ': :', 'tag::']) expect(() => find(text)).not.toThrow();
  });
});

describe('operators', () => {
  const inDays = (days: number) => atNoon + days * day;
  const index = new VaultIndex();
  const search = new Search(index);
  const entryOf = (summary: ItemSummary, more: Partial<ItemEntry> = {}): ItemEntry => ({
    ...{ summary, secretTag: '', fingerprints: {}, values: {} },
    ...more,
  });
  const weak = { key: { changedAt: atNoon, strength: 1 } };
  const strong = { key: { changedAt: atNoon, strength: 4 } };
  const unknown = { key: { changedAt: atNoon, strength: null } };
  index.apply({
    upserts: [
      entryOf(summaryOf('Alpha', { favourite: true, expiresAt: inDays(10), updatedAt: inDays(-1) }), {
        values: weak,
        fingerprints: { key: 'same' },
      }),
      entryOf(summaryOf('Bravo', { expiresAt: inDays(-3), updatedAt: inDays(-40) }), { values: strong, fingerprints: { key: 'same' } }),
      entryOf(summaryOf('Charlie', { expiresAt: inDays(400), attachmentCount: 2, createdAt: inDays(-800), updatedAt: inDays(-500) }), {
        ...{ values: unknown, fingerprints: { key: 'own', other: 'own' }, holds: ['totp'] },
      }),
      entryOf(summaryOf('Delta', { rotatingSince: atNoon, tags: ['prod'] }), { holds: ['note'] }),
      entryOf(summaryOf('Echo', { trashedAt: atNoon, tags: ['prod'] }), { fingerprints: { key: 'own' } }),
    ],
    removals: [],
  });
  const find = (text: string) => namesOf(search, { search: text });

  it.each([
    ['is:favourite', ['Alpha']],
    ['is:favorite', ['Alpha']],
    ['is:fav', ['Alpha']],
    ['is:expiring', ['Alpha', 'Bravo']],
    ['is:expired', ['Bravo']],
    ['is:weak', ['Alpha']],
    ['is:reused', ['Alpha', 'Bravo']],
    ['is:rotating', ['Delta']],
    ['is:trashed', ['Echo']],
    ['-is:trashed tag:prod', ['Delta']],
    ['has:attachment', ['Charlie']],
    ['has:totp', ['Charlie']],
    ['has:note', ['Delta']],
    ['has:expiry', ['Alpha', 'Bravo', 'Charlie']],
    ['expires:<30d', ['Alpha', 'Bravo']],
    ['expires:30', ['Alpha', 'Bravo']],
    ['expires:<30d -is:expired', ['Alpha']],
    ['expires:>1y', ['Charlie']],
    ['expires:never', ['Delta']],
    ['expires:<2030-01-01 -expires:never', ['Alpha', 'Bravo', 'Charlie']],
    ['changed:<7d', ['Alpha', 'Delta']],
    ['changed:>1y', ['Charlie']],
    ['changed:<=6w -changed:<7d', ['Bravo']],
    ['created:>24m', ['Charlie']],
    ['created:<1990-01-01', []],
    ['created:>1990-01-01', ['Alpha', 'Bravo', 'Charlie', 'Delta']],
    ['-alpha -bravo', ['Charlie', 'Delta']],
    ['-"alpha"', ['Bravo', 'Charlie', 'Delta']],
    ['-kind:apikey', []],
    ['is:weak is:reused alpha', ['Alpha']],
  ])('%s', (text, names) => expect(find(text)).toEqual(names));

  it.each(['is:', 'is:e', 'is:nonsense', 'has:', 'expires:', 'expires:<', 'expires:nev', 'expires:soon', 'changed:<2026-0', '-'])(
    '%s narrows nothing',
    (text) => expect(find(text)).toHaveLength(4),
  );

  it('puts what begins with the words first where the best match is asked for', () => {
    const { search: others } = searchOver(
      summaryOf('Digital hub'),
      summaryOf('My hub key'),
      summaryOf('Hub'),
      summaryOf('Rehub'),
      summaryOf('Zebra', { subtitle: 'hub' }),
    );
    expect(namesOf(others, { search: 'hub', sort: 'match' })).toEqual(['Hub', 'Digital hub', 'My hub key', 'Rehub', 'Zebra']);
    expect(namesOf(others, { search: 'kind:api', sort: 'match' })[0]).toBe('Digital hub');
  });
});

describe('what was opened last', () => {
  const { index, search } = searchOver(summaryOf('one'), summaryOf('two'), summaryOf('three', { tags: ['b'] }));
  const recent = (text = '') => namesOf(search, { view: { type: 'recent' }, search: text });

  it('comes latest first, each once, and can be searched', () => {
    for (const name of ['one', 'two', 'three', 'one']) search.noteOpened(idOf(name));
    expect(recent()).toEqual(['one', 'three', 'two']);
    expect(recent('tag:b')).toEqual(['three']);
  });

  it('keeps the last twenty', () => {
    const many = Array.from({ length: 25 }, (_, number) => summaryOf(`m${number}`, { id: idOf(100 + number) }));
    index.apply({ upserts: many.map((summary) => ({ summary, secretTag: '', fingerprints: {}, values: {} })), removals: [] });
    for (const { id } of many) search.noteOpened(id);
    expect(recent()).toHaveLength(20);
    expect(recent()[0]).toBe('m24');
  });

  it('leaves out what is gone or in the trash', () => {
    index.apply({
      upserts: [{ summary: summaryOf('m24', { id: idOf(124), trashedAt: 1 }), secretTag: '', fingerprints: {}, values: {} }],
      removals: [idOf(123)],
    });
    expect(recent()[0]).toBe('m22');
    expect(() => search.noteOpened(idOf(999))).toThrow('notFound');
  });

  it('is forgotten when asked', () => {
    search.noteOpened(null);
    expect(recent()).toEqual([]);
  });
});

describe('views', () => {
  const inDays = (days: number) => ({ expiresAt: atNoon + days * day });
  const { search } = searchOver(
    summaryOf('past', inDays(-1)),
    summaryOf('soon', { ...inDays(29), favourite: true }),
    summaryOf('later', { ...inDays(30), kind: 'note', tags: ['b'] }),
    summaryOf('never', { kind: 'note', tags: ['a', 'b'] }),
    summaryOf('thrown', { ...inDays(1), favourite: true, trashedAt: atNoon, kind: 'note', tags: ['a'] }),
  );

  it('show what belongs to them, and the trash nothing else', () => {
    const shown = (view: ItemView) => namesOf(search, { view });
    expect(shown({ type: 'all' })).toEqual(['later', 'never', 'past', 'soon']);
    expect(shown({ type: 'favourites' })).toEqual(['soon']);
    expect(shown({ type: 'expiring' })).toEqual(['past', 'soon']);
    expect(shown({ type: 'trash' })).toEqual(['thrown']);
    expect(shown({ type: 'kind', kind: 'note' })).toEqual(['later', 'never']);
    expect(shown({ type: 'tag', tag: 'b' })).toEqual(['later', 'never']);
    expect(shown({ type: 'tag', tag: 'B' })).toEqual([]);
    expect(() => shown({ type: 'unheard of' } as never)).toThrow();
  });

  it('are counted', () => {
    expect(search.counts(atNoon)).toEqual({
      ...{ all: 4, favourites: 1, expiring: 2, trash: 1, kinds: { apiKey: 2, note: 2 } },
      tags: [
        { tag: 'a', count: 1 },
        { tag: 'b', count: 2 },
      ],
    });
  });
});

describe('the order of a list', () => {
  const { index, search } = searchOver(
    summaryOf('key 10', { createdAt: 1, updatedAt: 9 }),
    summaryOf('Key 9', { createdAt: 2, updatedAt: 8 }),
    summaryOf('éclair', { createdAt: 3, updatedAt: 8 }),
    summaryOf('zebra', { createdAt: 3, updatedAt: 7 }),
  );

  it('is by name as people sort names, or by time with the newest first', () => {
    expect(namesOf(search)).toEqual(['éclair', 'Key 9', 'key 10', 'zebra']);
    expect(namesOf(search, { sort: 'updated' })).toEqual(['key 10', 'éclair', 'Key 9', 'zebra']);
    expect(namesOf(search, { sort: 'created' })).toEqual(['éclair', 'zebra', 'Key 9', 'key 10']);
  });

  it('is by age where names are the same', () => {
    const twins = searchOver(summaryOf('a', { id: idOf(2), createdAt: 2 }), summaryOf('A', { id: idOf(1), createdAt: 1 }));
    expect(namesOf(twins.search)).toEqual(['A', 'a']);
  });

  it('holds for every page, and a page beyond the end is empty', () => {
    const page = (offset: number) => search.list({ ...everything, offset, limit: 3 }, atNoon);
    expect(page(0).rows.map((row) => row.name)).toEqual(['éclair', 'Key 9', 'key 10']);
    expect(page(3)).toMatchObject({ total: 4, rows: [{ name: 'zebra' }] });
    expect(page(4)).toEqual({ total: 4, rows: [] });
  });

  it('follows every change of the index', () => {
    const summary = summaryOf('aardvark');
    index.apply({ upserts: [{ summary, secretTag: '', fingerprints: {}, values: {} }], removals: [] });
    expect(namesOf(search)[0]).toBe('aardvark');
    index.apply({ upserts: [], removals: [summary.id] });
    expect(namesOf(search)[0]).toBe('éclair');
  });
});

describe('ten thousand items', () => {
  const summaries = Array.from({ length: 10_000 }, (_, number) =>
    summaryOf(`Item ${number}`, { id: idOf(number), tags: [`t${number % 10}`], favourite: number % 100 === 0, updatedAt: number }),
  );
  const { search } = searchOver(...summaries);

  it('are listed, searched and counted', () => {
    expect(search.list({ ...everything, offset: 9_999, limit: 5 }, atNoon)).toMatchObject({ total: 10_000, rows: [{ name: 'Item 9999' }] });
    expect(search.list({ ...everything, search: 'item 123 tag:t3', limit: 1 }, atNoon)).toMatchObject({
      total: 11,
      rows: [{ name: 'Item 123' }],
    });
    expect(namesOf(search, { sort: 'updated', limit: 1 })).toEqual(['Item 9999']);
    expect(search.counts(atNoon)).toMatchObject({ all: 10_000, favourites: 100, tags: { length: 10 } });
  });

  it.each(['item 99', '-item', 'tag:t3 is:favourite', 'is:reused is:weak', 'has:note changed:<7d "item 1" -77'])(
    'are searched in less than 50 ms: %s',
    (text) => {
      const times = Array.from({ length: 9 }, () => {
        const start = performance.now();
        search.list({ ...everything, search: text, sort: 'match', limit: 50 }, atNoon);
        return performance.now() - start;
      });
      expect(Math.min(...times)).toBeLessThan(50);
    },
  );
});
