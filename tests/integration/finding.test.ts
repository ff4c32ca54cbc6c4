import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SearchDraft } from '../../src-shared/searches.ts';
import type { OpenVault } from '../../src-main/vault/open-vault.ts';
import type { RecordsService } from '../../src-main/vault/records-service.ts';
import { createSearchesService } from '../../src-main/vault/searches-service.ts';
import { defaultPolicy } from '../../src-shared/policy.ts';
import { apiKeyDraft, AppHarness } from '../helpers/app-harness.ts';
import { stranger } from '../helpers/channel-samples.ts';
import { temporaryDirectory } from '../helpers/temporary-directory.ts';

const old: SearchDraft = {
  id: null,
  name: 'Old keys',
  view: { type: 'kind', kind: 'apiKey' },
  search: 'changed:>1y',
  sort: 'updated',
  pinned: true,
};

describe('finding', () => {
  let harness: AppHarness;
  let adaId: string;

  beforeEach(async () => {
    harness = await AppHarness.start({ dataDirectory: temporaryDirectory() });
    ({ id: adaId } = await harness.setUpAda());
  });
  afterEach(() => harness.close());

  const create = async (name: string): Promise<string> => (await harness.call('items.create', apiKeyDraft(name, 'value'))).id;
  const recents = async (): Promise<string[]> => (await harness.call('items.recents', undefined)).rows.map(({ name }) => name);
  const searches = async () => (await harness.call('searches.list', undefined)).searches;

  describe('saved searches', () => {
    it('are kept, renamed and removed, and come back with the vault', async () => {
      expect(await searches()).toEqual([]);
      const {
        searches: [made],
      } = await harness.call('searches.save', old);
      expect(made).toEqual({ ...old, id: made?.id });
      await harness.call('searches.save', { ...old, name: 'Weak', search: 'is:weak', pinned: false });
      await harness.call('searches.save', { ...old, id: made?.id ?? '', name: 'Very old keys' });
      await harness.call('session.lock', undefined);
      await harness.signIn('ada');
      expect((await searches()).map(({ name, pinned }) => [name, pinned])).toEqual([
        ['Very old keys', true],
        ['Weak', false],
      ]);
      expect((await harness.call('searches.remove', { id: made?.id ?? '' })).searches.map(({ name }) => name)).toEqual(['Weak']);
      expect((await harness.call('searches.remove', { id: stranger })).searches).toHaveLength(1);
    });

    it('are fifty at most, and one that is not there cannot be changed', async () => {
      for (let number = 1; number <= 50; number += 1) await harness.call('searches.save', { ...old, name: `Search ${number}` });
      expect(await harness.failure('searches.save', old)).toMatchObject({ code: 'limitReached' });
      expect(await harness.failure('searches.save', { ...old, id: stranger })).toMatchObject({ code: 'notFound' });
      expect(await searches()).toHaveLength(50);
    });

    it('are refused without a name, and with an order that only the palette has', async () => {
      expect(await harness.failure('searches.save', { ...old, name: '  ' })).toMatchObject({ code: 'invalidInput' });
      expect(await harness.failure('searches.save', { ...old, sort: 'match' } as never)).toMatchObject({ code: 'invalidInput' });
    });

    it("are nobody else's", async () => {
      await harness.call('searches.save', old);
      await harness.call('session.signOut', undefined);
      await harness.addBen();
      expect(await searches()).toEqual([]);
    });

    it('are out of reach of programs', async () => {
      await harness.call('searches.save', old);
      expect(await harness.failure('data.list', { collection: 'strongroom.searches', offset: 0, limit: 10 })).toMatchObject({
        code: 'invalidInput',
      });
      expect(await harness.call('data.collections', undefined)).toEqual([]);
    });

    it('say that they are damaged where the record is none of ours, and overwrite nothing', async () => {
      const written: string[] = [];
      const records = {
        read: async () => ({ value: '{"v":2}', revision: 1 }),
        put: async (_vault: unknown, { value }: { value: string }) => void written.push(value),
      } as unknown as RecordsService;
      const service = createSearchesService({ records, newId: () => stranger });
      const vault = {} as OpenVault;
      await expect(service.list(vault)).rejects.toMatchObject({ code: 'dataDamaged' });
      await expect(service.save(vault, old)).rejects.toMatchObject({ code: 'dataDamaged' });
      expect(written).toEqual([]);
    });
  });

  describe('what was opened last', () => {
    it('comes latest first, as a list and as a view', async () => {
      const [one, two] = [await create('One'), await create('Two')];
      expect(await recents()).toEqual([]);
      await harness.call('items.opened', { id: two });
      await harness.call('items.opened', { id: one });
      expect(await recents()).toEqual(['One', 'Two']);
      const page = await harness.call('items.list', { view: { type: 'recent' }, search: 'two', sort: 'name', offset: 0, limit: 5 });
      expect(page).toMatchObject({ total: 1, rows: [{ name: 'Two' }] });
      await harness.call('items.trash', { ids: [one] });
      expect(await recents()).toEqual(['Two']);
    });

    it('is forgotten when the vault is locked', async () => {
      await harness.call('items.opened', { id: await create('One') });
      await harness.call('session.lock', undefined);
      await harness.signIn('ada');
      expect(await recents()).toEqual([]);
    });
  });

  describe('whoever leaves for the tiles', () => {
    it('offers the one who was here last beside them', async () => {
      await harness.call('session.signOut', undefined);
      const ben = await harness.addBen();
      harness.clock.advance(1000);
      expect(await harness.call('session.leave', { next: null })).toEqual({
        ...{ status: 'signedOut', reason: 'switched', next: null, offered: adaId },
      });
      await harness.signIn('ada');
      expect(await harness.call('session.leave', { next: null })).toMatchObject({ offered: ben.id });
      expect(await harness.call('session.leave', { next: null })).toMatchObject({ offered: ben.id });
      expect(await harness.call('session.current', undefined)).toMatchObject({ offered: ben.id });
    });

    it('offers nobody where there is nobody else, where names are typed, and after signing out', async () => {
      expect(await harness.call('session.leave', { next: null })).toEqual({ status: 'signedOut', reason: 'switched', next: null });
      await harness.addBen();
      await harness.call('session.signOut', undefined);
      expect(await harness.call('session.current', undefined)).not.toHaveProperty('offered');
      await harness.signIn('ada');
      await harness.call('policy.set', { ...defaultPolicy, loginScreen: 'names' });
      expect(await harness.call('session.leave', { next: null })).not.toHaveProperty('offered');
    });
  });
});
