import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Input } from '../../src-shared/contract/index.ts';
import { limits } from '../../src-shared/limits.ts';
import { apiKeyDraft, AppHarness, passwords } from '../helpers/app-harness.ts';
import { openStored } from '../helpers/stored.ts';
import { temporaryDirectory } from '../helpers/temporary-directory.ts';

describe("a program's data", () => {
  let harness: AppHarness;
  let dataDirectory: string;

  beforeEach(async () => {
    dataDirectory = temporaryDirectory();
    harness = await AppHarness.start({ dataDirectory });
    await harness.setUpAda();
  });
  afterEach(() => harness.close());

  const first = { collection: 'bot', id: 'first' };
  const put = (document: Input<'data.put'>['document'], ifRevision: Input<'data.put'>['ifRevision'] = null) =>
    harness.call('data.put', { ...first, document, ifRevision });
  const actions = async () => (await harness.call('audit.own', { before: null, limit: 3 })).rows;

  it('comes back as it was stored, also after a restart and under another key', async () => {
    const document = { text: 'Börse', nested: [1, -0.5, null, true, { '': [] }] };
    expect(await put(document)).toMatchObject({ id: 'first', revision: 1, createdAt: harness.clock.now() });
    expect(await harness.call('data.get', first)).toMatchObject({ id: 'first', revision: 1, document });
    await harness.call('account.rekey', { password: passwords.ada });
    await harness.restart();
    await harness.signIn('ada');
    expect(await harness.call('data.get', first)).toMatchObject({ document });
    await put([]);
    expect(await harness.call('data.get', first)).toMatchObject({ revision: 2, document: [] });
  });

  it('is listed by its ids, in pages, and counted by collection', async () => {
    for (const id of ['c', 'a', 'b']) await harness.call('data.put', { collection: 'bot', id, document: {}, ifRevision: null });
    await harness.call('data.put', { collection: 'app', id: 'a', document: {}, ifRevision: null });
    const page = await harness.call('data.list', { collection: 'bot', offset: 1, limit: 5 });
    expect(page).toMatchObject({ total: 3, documents: [{ id: 'b', revision: 1 }, { id: 'c' }] });
    expect(await harness.call('data.list', { collection: 'none', offset: 0, limit: 5 })).toEqual({ total: 0, documents: [] });
    expect(await harness.call('data.collections', undefined)).toEqual([
      { collection: 'app', count: 1 },
      { collection: 'bot', count: 3 },
    ]);
  });

  it('is written and removed only over what the program knows', async () => {
    await put({ at: 1 }, 'absent');
    const changed = { ...first, document: {}, ifRevision: 2 };
    expect(await harness.failure('data.put', changed)).toMatchObject({ code: 'conflict' });
    expect(await harness.failure('data.put', { ...changed, ifRevision: 'absent' })).toMatchObject({ code: 'conflict' });
    await put({ at: 2 }, 1);
    expect(await harness.failure('data.remove', { ...first, ifRevision: 1 })).toMatchObject({ code: 'conflict' });
    await harness.call('data.remove', { ...first, ifRevision: 2 });
    const gone = { code: 'notFound', detail: { what: 'document' } };
    expect(await harness.failure('data.remove', { ...first, ifRevision: null })).toEqual(gone);
    expect(await harness.failure('data.get', first)).toEqual(gone);
    expect(openStored(dataDirectory).all('SELECT id FROM items')).toEqual([]);
  });

  it('is refused where it is too large', async () => {
    const text = 'x'.repeat(limits.recordMaxCharacters - 4);
    await put([text]);
    const larger = { ...first, document: [`${text}x`], ifRevision: null };
    expect(await harness.failure('data.put', larger)).toEqual({ code: 'limitReached', detail: { what: 'record' } });
  });

  it.each(['', '.', '..', 'a/b', 'a b', 'ä', 'x'.repeat(101), 'strongroom.grants', 'Strongroom.programs', 'strongroom.'])(
    'is in no collection of the name %j',
    async (collection) => {
      for (const [channel, input] of [
        ['data.put', { collection, id: 'a', document: {}, ifRevision: null }],
        ['data.get', { collection, id: 'a' }],
        ['data.list', { collection, offset: 0, limit: 1 }],
        ['data.remove', { collection, id: 'a', ifRevision: null }],
      ] as const) {
        expect(await harness.failure(channel, input)).toMatchObject({ code: 'invalidInput', detail: { what: 'collection' } });
      }
    },
  );

  it.each([['text'], [7], [null], [undefined], [{ at: new Date(0) }], [[undefined]]])('is never a document like %j', async (document) => {
    expect(await harness.failure('data.put', { ...first, document, ifRevision: null })).toMatchObject({
      code: 'invalidInput',
      detail: { what: 'document' },
    });
  });

  it("is everybody's own", async () => {
    await put({ secret: 'of Ada' });
    await harness.call('session.signOut', undefined);
    await harness.addBen();
    expect(await harness.failure('data.get', first)).toMatchObject({ code: 'notFound' });
    expect(await harness.call('data.collections', undefined)).toEqual([]);
    expect(await harness.call('data.list', { collection: 'bot', offset: 0, limit: 5 })).toMatchObject({ total: 0 });
  });

  it('is beside the items: in none of their lists, counts or channels', async () => {
    await harness.call('items.create', apiKeyDraft('Exchange', 'k-1'));
    await put({ at: 1 });
    expect(await harness.call('items.counts', undefined)).toMatchObject({ all: 1, trash: 0 });
    const [item] = await harness.call('items.find', { item: 'exchange' });
    const [{ id } = { id: '' }] = openStored(dataDirectory).all<{ id: string }>(`SELECT id FROM items WHERE id <> '${item!.id}'`);
    for (const channel of ['items.get', 'items.duplicate']) {
      expect(await harness.failure(channel, { id })).toEqual({ code: 'notFound', detail: { what: 'item' } });
    }
    for (const channel of ['items.trash', 'items.restore', 'items.purge']) {
      expect(await harness.failure(channel, { ids: [id] })).toMatchObject({ code: 'notFound' });
    }
    expect(await harness.failure('items.reveal', { id, fieldId: 'key' })).toMatchObject({ code: 'notFound' });
    expect(await harness.failure('items.update', { id, revision: 1, draft: apiKeyDraft('x', 'y') })).toMatchObject({ code: 'notFound' });
  });

  it("is noticed when an item's secret was put in its place, or it in an item's", async () => {
    const { id } = await harness.call('items.create', apiKeyDraft('Exchange', 'k-1'));
    await put({ at: 1 });
    const stored = openStored(dataDirectory);
    const [one, other] = stored.all<{ id: string; secret: Uint8Array }>('SELECT id, secret FROM items');
    stored.run('UPDATE items SET secret = ? WHERE id = ?', other!.secret, one!.id);
    stored.run('UPDATE items SET secret = ? WHERE id = ?', one!.secret, other!.id);
    expect(await harness.failure('data.get', first)).toMatchObject({ code: 'dataDamaged' });
    expect(await harness.failure('items.get', { id })).toMatchObject({ code: 'dataDamaged' });
  });

  it('is told in the log by the id of its record, and by nothing that it is called or holds', async () => {
    await put({ canary: 'value-of-the-bot' });
    await harness.call('data.remove', { ...first, ifRevision: null });
    const rows = await actions();
    const own = rows.filter(({ action }) => action.startsWith('data.'));
    expect(own).toMatchObject([
      { action: 'data.removed', targetKind: 'record', client: 'desktop' },
      { action: 'data.written', targetKind: 'record', outcome: 'ok' },
    ]);
    expect(own[0]?.targetId).toBe(own[1]?.targetId);
    expect(openStored(dataDirectory).bytesContain('value-of-the-bot')).toBe(false);
    expect(JSON.stringify(rows)).not.toMatch(/"first"|"bot"/);
  });

  it('is not handed out any more once the vault was closed', async () => {
    await put({ at: 1 });
    const reading = harness.app.call(harness.sender, 'data.get', first);
    await harness.call('session.lock', undefined);
    const answer = await reading;
    if (!answer.ok) expect(['vaultLocked', 'keeperStopped']).toContain(answer.error.code);
    expect(await harness.failure('data.get', first)).toEqual({ code: 'vaultLocked' });
  });
});

describe('items that ask before they are used', () => {
  it('keep the mark through changes, copies and restarts, and lose it when it is taken off', async () => {
    const harness = await AppHarness.start({ dataDirectory: temporaryDirectory() });
    await harness.setUpAda();
    const { id } = await harness.call('items.create', { ...apiKeyDraft('Exchange', 'k-1'), askBeforeUse: true });
    expect(await harness.call('items.duplicate', { id })).toMatchObject({ askBeforeUse: true });
    await harness.restart();
    await harness.signIn('ada');
    expect(await harness.call('items.setFavourite', { id, favourite: true })).toMatchObject({ askBeforeUse: true });
    expect(await harness.call('items.update', { id, revision: 2, draft: apiKeyDraft('Exchange', 'k-2') })).toMatchObject({
      askBeforeUse: false,
    });
    await harness.close();
  });
});
