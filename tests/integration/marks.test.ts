import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { limits } from '../../src-shared/limits.ts';
import type { ItemMark } from '../../src-shared/marks.ts';
import { apiKeyDraft, AppHarness } from '../helpers/app-harness.ts';
import { temporaryDirectory } from '../helpers/temporary-directory.ts';

describe('marks on many items', () => {
  let harness: AppHarness;

  beforeEach(async () => {
    harness = await AppHarness.start({ dataDirectory: temporaryDirectory() });
    await harness.setUpAda();
  });
  afterEach(() => harness.close());

  const create = async (name: string, more: Partial<ReturnType<typeof apiKeyDraft>> = {}): Promise<string> =>
    (await harness.call('items.create', { ...apiKeyDraft(name, `k-${name}`), tags: [], ...more })).id;
  const get = (id: string) => harness.call('items.get', { id });
  const mark = (ids: string[], change: ItemMark) => harness.call('items.mark', { ids, mark: change });
  const undo = async (groups: { ids: string[]; mark: ItemMark }[]): Promise<void> => {
    for (const group of groups) await harness.call('items.mark', group);
  };

  it('adds and removes tags, and the way back touches only what had changed', async () => {
    const [both, old, none] = [await create('A', { tags: ['new', 'old'] }), await create('B', { tags: ['old'] }), await create('C')];
    const back = (await mark([both, old, none], { addTags: ['new'], removeTags: ['old'] })).undo;
    for (const id of [both, old, none]) expect((await get(id)).tags).toEqual(['new']);
    await undo(back);
    expect((await get(both)).tags.toSorted()).toEqual(['new', 'old']);
    expect((await get(old)).tags).toEqual(['old']);
    expect((await get(none)).tags).toEqual([]);
    expect(await harness.call('items.reveal', { id: both, fieldId: 'key' })).toEqual({ value: 'k-A' });
  });

  it('sets dates, kinds and favourites, each with its way back', async () => {
    const [soon, never] = [await create('A', { expiresAt: 5_000 }), await create('B')];
    const marks: ItemMark[] = [{ expiresAt: 9_000 }, { kind: 'login' }, { favourite: true }];
    const before = await Promise.all([get(soon), get(never)]);
    const back = [];
    for (const change of marks) back.unshift(...(await mark([soon, never], change)).undo);
    expect(await get(never)).toMatchObject({ expiresAt: 9_000, kind: 'login', favourite: true, fields: before[1].fields });
    await undo(back);
    for (const [at, id] of [soon, never].entries()) {
      const { expiresAt, kind, favourite } = before[at]!;
      expect(await get(id)).toMatchObject({ expiresAt, kind, favourite });
    }
  });

  it('writes nothing where nothing changes, and one row of the log for each item that does', async () => {
    const [has, lacks] = [await create('A', { tags: ['lab'] }), await create('B')];
    expect((await mark([has], { addTags: ['lab'], removeTags: [] })).undo).toEqual([]);
    expect((await get(has)).revision).toBe(1);
    await mark([has, lacks, lacks], { addTags: ['lab'], removeTags: [] });
    const { rows } = await harness.call('audit.own', { before: null, limit: 3 });
    expect(rows.map(({ action, targetId }) => [action, targetId])).toEqual([
      ['item.changed', lacks],
      ['item.created', lacks],
      ['item.created', has],
    ]);
  });

  it('changes none where one of them is unknown or would have too much', async () => {
    const full = await create('A', { tags: Array.from({ length: limits.itemMaxTags }, (_, at) => `t${at}`) });
    const other = await create('B');
    const refused = await harness.failure('items.mark', { ids: [other, full], mark: { addTags: ['more'], removeTags: [] } });
    expect(refused).toMatchObject({ code: 'limitReached', detail: { what: 'tags' } });
    const links = Array.from({ length: limits.linksMax }, (_, at) => `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`);
    await mark([other], { addLinks: links, removeLinks: [] });
    expect(await harness.failure('items.mark', { ids: [other], mark: { addLinks: [full], removeLinks: [] } })).toMatchObject({
      code: 'limitReached',
      detail: { what: 'links' },
    });
    const strange = '7b2d5f6e-0d2c-4c55-9d0e-1f4f3d7f8a11';
    expect(await harness.failure('items.mark', { ids: [other, strange], mark: { favourite: true } })).toMatchObject({ code: 'notFound' });
    expect(await get(other)).toMatchObject({ tags: [], favourite: false });
  });

  it('links items in both directions, never one to itself, and says which have gone', async () => {
    const [server, key, gone] = [await create('Server'), await create('Key'), await create('Gone')];
    const back = (await mark([server], { addLinks: [key, gone, server], removeLinks: [] })).undo;
    await harness.call('items.trash', { ids: [gone] });
    await harness.call('items.purge', { ids: [gone] });
    expect(await harness.call('items.linked', { id: server })).toMatchObject({
      links: [
        { id: key, item: { name: 'Key' } },
        { id: gone, item: null },
      ],
      backlinks: [],
    });
    expect(await harness.call('items.linked', { id: key })).toMatchObject({ links: [], backlinks: [{ id: server }] });
    await undo(back);
    expect(await harness.call('items.linked', { id: server })).toEqual({ links: [], backlinks: [] });
  });

  it('names every item of a list, however long', async () => {
    const ids = [await create('A'), await create('B'), await create('C', { tags: ['x'] })];
    const query = { view: { type: 'all' }, search: '', sort: 'name' } as const;
    expect((await harness.call('items.ids', query)).ids).toEqual(ids);
    expect((await harness.call('items.ids', { ...query, search: 'tag:x' })).ids).toEqual([ids[2]]);
  });
});
