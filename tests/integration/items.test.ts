import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ItemQuery } from '../../src-shared/items.ts';
import { apiKeyDraft, AppHarness } from '../helpers/app-harness.ts';
import { openStored } from '../helpers/stored.ts';
import { temporaryDirectory } from '../helpers/temporary-directory.ts';

const all: ItemQuery = { view: { type: 'all' }, search: '', sort: 'name', offset: 0, limit: 100 };

describe('items', () => {
  let harness: AppHarness;
  let dataDirectory: string;

  beforeEach(async () => {
    dataDirectory = temporaryDirectory();
    harness = await AppHarness.start({ dataDirectory });
    await harness.setUpAda();
  });
  afterEach(() => harness.close());

  const create = (name: string, key: string) => harness.call('items.create', apiKeyDraft(name, key));
  const names = async (query: Partial<ItemQuery>) => (await harness.call('items.list', { ...all, ...query })).rows.map((row) => row.name);

  it('creates, shows without the hidden value, reveals it and changes it', async () => {
    const { id } = await create('Exchange', 'k-123');
    const detail = await harness.call('items.get', { id });
    expect(detail).toMatchObject({ name: 'Exchange', subtitle: 'main', revision: 1 });
    expect(detail.fields).toEqual([
      { id: 'key', name: 'Key', type: 'hidden', value: null, filled: true },
      { id: 'account', name: 'Account', type: 'text', value: 'main', filled: true },
    ]);
    expect(await harness.call('items.reveal', { id, fieldId: 'key' })).toEqual({ value: 'k-123' });
    const draft = {
      ...apiKeyDraft('Exchange EU', ''),
      fields: detail.fields.map(({ id: fieldId, name, type, value }) => ({ id: fieldId, name, type, value })),
    };
    await harness.call('items.update', { id, revision: 1, draft });
    expect(await harness.call('items.reveal', { id, fieldId: 'key' })).toEqual({ value: 'k-123' });
    expect(await harness.failure('items.update', { id, revision: 1, draft })).toMatchObject({ code: 'conflict' });
  });

  it('never makes a kept hidden value a shown one', async () => {
    const { id } = await create('Exchange', 'k-123');
    const draft = { ...apiKeyDraft('Exchange', ''), fields: [{ id: 'key', name: 'Key', type: 'text' as const, value: null }] };
    expect(await harness.failure('items.update', { id, revision: 1, draft })).toMatchObject({
      code: 'invalidInput',
      detail: { what: 'fields.key' },
    });
  });

  it('duplicates under a free name, with the values', async () => {
    const { id } = await create('Exchange', 'k-123');
    const copy = await harness.call('items.duplicate', { id });
    expect(copy).toMatchObject({ name: 'Exchange 2', revision: 1 });
    expect(await harness.call('items.reveal', { id: copy.id, fieldId: 'key' })).toEqual({ value: 'k-123' });
    expect(await harness.call('items.duplicate', { id: copy.id })).toMatchObject({ name: 'Exchange 3' });
  });

  it('moves to the trash, restores, and deletes for good only from there', async () => {
    const { id } = await create('Exchange', 'k-123');
    expect(await harness.failure('items.purge', { ids: [id] })).toMatchObject({ code: 'notFound' });
    await harness.call('items.trash', { ids: [id] });
    expect(await names({})).toEqual([]);
    expect(await names({ view: { type: 'trash' } })).toEqual(['Exchange']);
    await harness.call('items.restore', { ids: [id] });
    expect(await names({})).toEqual(['Exchange']);
    await harness.call('items.trash', { ids: [id] });
    await harness.call('items.purge', { ids: [id] });
    expect(await harness.failure('items.get', { id })).toMatchObject({ code: 'notFound' });
    expect(openStored(dataDirectory).all('SELECT id FROM items')).toEqual([]);
  });

  it('finds by words, tag and kind, without accents and case', async () => {
    await create('Café Crème API', 'k-1');
    await create('Exchange', 'k-2');
    await harness.call('items.create', { ...apiKeyDraft('Home server', 'k-3'), kind: 'sshKey', tags: ['home'] });
    expect(await names({ search: 'creme cafe' })).toEqual(['Café Crème API']);
    expect(await names({ search: 'tag:trad' })).toEqual(['Café Crème API', 'Exchange']);
    expect(await names({ search: 'kind:ssh' })).toEqual(['Home server']);
    expect(await names({ search: '"home ser"' })).toEqual(['Home server']);
    expect(await names({ search: 'k-2' })).toEqual([]);
    expect(await names({ view: { type: 'tag', tag: 'home' } })).toEqual(['Home server']);
    expect(await names({ view: { type: 'kind', kind: 'apiKey' }, sort: 'created' })).toHaveLength(2);
  });

  it('counts what each view has', async () => {
    const { id } = await create('Exchange', 'k-1');
    await harness.call('items.setFavourite', { id, favourite: true });
    await harness.call('items.create', { ...apiKeyDraft('Old', 'k'), expiresAt: harness.clock.now() + 86_400_000 });
    expect(await harness.call('items.counts', undefined)).toEqual({
      ...{ all: 2, favourites: 1, expiring: 1, trash: 0, kinds: { apiKey: 2 } },
      tags: [{ tag: 'trading', count: 2 }],
    });
  });

  it('takes overlapping acts on one item one after the other', async () => {
    const { id } = await create('Exchange', 'k-1');
    const acts = [
      harness.call('items.setFavourite', { id, favourite: true }),
      harness.call('items.setFavourite', { id, favourite: false }),
      harness.call('items.get', { id }),
      harness.call('items.duplicate', { id }),
      harness.call('items.trash', { ids: [id, id] }),
      harness.call('items.reveal', { id, fieldId: 'key' }),
    ];
    await Promise.all(acts);
    expect(await harness.call('items.counts', undefined)).toMatchObject({ all: 1, trash: 1 });
  });

  it('tells the window of every change', async () => {
    await create('Exchange', 'k-1');
    expect(harness.sender.events.map(({ event }) => event)).toContain('vault.changed');
  });

  describe('the clipboard', () => {
    const copy = async () => harness.call('items.copy', { id: (await create('Exchange', 'k-123')).id, fieldId: 'key' });

    it('gets the value and loses it after the chosen time', async () => {
      expect((await copy()).clearsAt).toBe(harness.clock.now() + 30_000);
      expect(harness.clipboard.text).toBe('k-123');
      harness.clock.advance(30_000);
      await expect.poll(() => harness.clipboard.text).toBe('');
    });

    it('keeps what somebody copied meanwhile', async () => {
      await copy();
      harness.clipboard.text = 'something else';
      harness.clock.advance(30_000);
      await harness.call('session.lock', undefined);
      expect(harness.clipboard.text).toBe('something else');
    });

    it.each(['session.lock', 'session.signOut', 'session.lockEveryone'] as const)('is cleared by %s', async (channel) => {
      await copy();
      await harness.call(channel, undefined);
      expect(harness.clipboard.text).toBe('');
    });

    it('is cleared by leaving', async () => {
      await copy();
      await harness.call('session.leave', { next: null });
      expect(harness.clipboard.text).toBe('');
    });

    it('is cleared when the app quits', async () => {
      await copy();
      await harness.close();
      expect(harness.clipboard.text).toBe('');
    });

    it('that is out of reach is told on copying, and no obstacle to locking', async () => {
      await copy();
      harness.clipboard.broken = true;
      expect(await harness.call('session.lock', undefined)).toMatchObject({ status: 'locked' });
    });
  });

  it('folds a long log of changes when idle, and opens it again', async () => {
    for (let number = 0; number < 70; number += 1) await create(`Key ${number}`, `k-${number}`);
    const rows = () => openStored(dataDirectory).get<{ n: number }>('SELECT count(*) AS n FROM vault_changes').n;
    expect(rows()).toBe(70);
    harness.clock.advance(3000);
    await expect.poll(rows).toBe(0);
    await harness.restart();
    await harness.signIn('ada');
    expect(await harness.call('items.counts', undefined)).toMatchObject({ all: 70 });
  });

  it('writes an audit row for every act, and never a name or a value', async () => {
    const { id } = await create('Exchange', 'k-123');
    await harness.call('items.reveal', { id, fieldId: 'key' });
    const { rows } = await harness.call('audit.own', { before: null, limit: 3 });
    expect(rows).toMatchObject([
      { action: 'item.revealed', targetId: id, targetName: null },
      { action: 'item.created' },
      { action: 'recovery.codeConfirmed' },
    ]);
    expect(JSON.stringify(openStored(dataDirectory).all('SELECT * FROM audit'))).not.toMatch(/Exchange|k-123/);
  });
});
