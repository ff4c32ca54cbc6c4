import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultPolicy } from '../../src-shared/policy.ts';
import type { PeopleQuery } from '../../src-shared/people.ts';
import { apiKeyDraft, AppHarness, passwords } from '../helpers/app-harness.ts';
import { MemoryKeychain } from '../helpers/memory-keychain.ts';
import { openStored } from '../helpers/stored.ts';
import { temporaryDirectory } from '../helpers/temporary-directory.ts';
import { WatchedKeepers } from '../helpers/watched-keeper.ts';

const chosen = 'amber staircase beneath two rivers';

describe('people, at the edges', () => {
  let harness: AppHarness;
  let keepers: WatchedKeepers;
  let dataDirectory: string;

  beforeEach(async () => {
    dataDirectory = temporaryDirectory();
    keepers = new WatchedKeepers();
    harness = await AppHarness.start({ dataDirectory, keychain: new MemoryKeychain(), forkKeeper: keepers.fork });
    await harness.setUpAda();
  });
  afterEach(() => harness.close());

  const invite = (username: string) => harness.call('people.create', { username, displayName: username, email: null, role: 'user' });
  const list = async (query: Partial<PeopleQuery>) =>
    (await harness.call('people.list', { search: '', status: null, role: null, sort: 'name', offset: 0, limit: 10, ...query })).people.map(
      ({ username }) => username,
    );

  it('are listed by status, role, name, age and last sign-in', async () => {
    harness.clock.advance(1000);
    await invite('cleo');
    harness.clock.advance(1000);
    await invite('ben');
    expect(await list({})).toEqual(['ada', 'ben', 'cleo']);
    expect(await list({ sort: 'created' })).toEqual(['ben', 'cleo', 'ada']);
    expect((await list({ sort: 'lastLogin' }))[0]).toBe('ada');
    expect(await list({ status: 'invited' })).toEqual(['ben', 'cleo']);
    expect(await list({ role: 'administrator' })).toEqual(['ada']);
    expect(await list({ search: 'LOVE' })).toEqual(['ada']);
    expect(await list({ search: '100%' })).toEqual([]);
    expect(await list({ offset: 1, limit: 1 })).toEqual(['ben']);
  });

  it('keep a picture, and lose it again', async () => {
    const picture = `data:image/png;base64,${'A'.repeat(40)}`;
    const profile = { displayName: 'Ada', colour: 'teal' } as const;
    expect(await harness.call('account.updateProfile', { ...profile, picture })).toMatchObject({ picture });
    expect(await harness.tiles()).toMatchObject([{ picture }]);
    expect(await harness.call('account.updateProfile', { ...profile, picture: null })).toMatchObject({ picture: null });
    expect(await harness.failure('account.updateProfile', { ...profile, picture: 'https://example.org/ada.png' })).toMatchObject({
      code: 'invalidInput',
    });
  });

  it('have a code that opens nothing while their account is disabled', async () => {
    const { code, accountId } = await invite('cleo');
    await harness.call('people.act', { act: 'disable', ids: [accountId] });
    expect(await harness.failure('accounts.activate', { code, password: chosen })).toEqual({ code: 'accountDisabled' });
    await harness.call('people.act', { act: 'enable', ids: [accountId] });
    expect(await harness.call('accounts.activate', { code, password: chosen })).toMatchObject({ session: { status: 'unlocked' } });
  });

  it('get no vault from a code that was replaced while it was being used', async () => {
    const { code, accountId } = await invite('cleo');
    const adas = harness.sender;
    keepers.onCall = (call) => {
      if (call === 'createVault') void harness.app.call(adas, 'people.invite', { id: accountId });
    };
    harness.openWindow();
    expect(await harness.failure('accounts.activate', { code, password: chosen })).toEqual({ code: 'wrongActivationCode' });
    expect(openStored(dataDirectory).all('SELECT owner_id FROM vaults')).toHaveLength(1);
  });

  it('who are guests do not come in at a window that was left meanwhile', async () => {
    await harness.call('policy.set', { ...defaultPolicy, guest: true });
    await harness.call('session.signOut', undefined);
    const entering = harness.app.call(harness.sender, 'session.enterAsGuest', undefined);
    await harness.call('session.leave', { next: null });
    expect(await entering).toEqual({ ok: false, error: { code: 'vaultLocked' } });
    expect(await harness.call('session.current', undefined)).toMatchObject({ status: 'signedOut' });
  });

  it('end their other sessions, of whatever kind', async () => {
    openStored(dataDirectory).run(
      `INSERT INTO sessions SELECT '7b2d5f6e-0d2c-4c55-9d0e-1f4f3d7f8a11', owner_id, 'cli', 'Terminal', created_at, last_activity_at, idle_expires_at, expires_at, NULL FROM sessions`,
    );
    expect((await harness.call('sessions.own', undefined)).sessions).toHaveLength(2);
    await harness.call('sessions.endOthers', undefined);
    expect((await harness.call('sessions.own', undefined)).sessions).toMatchObject([{ kind: 'desktop', current: true }]);
    expect(await harness.call('items.counts', undefined)).toMatchObject({ all: 0 });
  });

  describe('who want another key', () => {
    let itemId: string;
    beforeEach(async () => {
      itemId = (await harness.call('items.create', apiKeyDraft('Exchange', 'k-123'))).id;
    });
    const key = () => harness.call('items.reveal', { id: itemId, fieldId: 'key' });
    const rekey = { password: passwords.ada };

    it('keep the one they have where an item was taken out by SQL', async () => {
      await harness.call('items.create', apiKeyDraft('Second', 'k-2'));
      openStored(dataDirectory).run(`DELETE FROM items WHERE id <> '${itemId}'`);
      expect(await harness.failure('account.rekey', rekey)).toMatchObject({ code: 'dataDamaged', detail: { what: 'item' } });
      expect(await key()).toEqual({ value: 'k-123' });
    });

    it('keep it where what was sealed anew does not open', async () => {
      keepers.onCall = (call, channel) => {
        if (call === 'openWithPassword') channel.kill();
      };
      expect(await harness.failure('account.rekey', rekey)).toEqual({ code: 'keeperStopped' });
      expect(await key()).toEqual({ value: 'k-123' });
    });

    it('keep it where another state was stored meanwhile', async () => {
      keepers.onCall = (call) => {
        if (call === 'openWithPassword') openStored(dataDirectory).run('UPDATE vaults SET generation = generation + 1');
      };
      expect(await harness.failure('account.rekey', rekey)).toMatchObject({ code: 'conflict' });
      expect(keepers.alive.size).toBe(1);
    });

    it('have it closed where everybody was locked meanwhile', async () => {
      keepers.onAnswer = (call) => {
        if (call === 'openWithPassword') void harness.app.call(harness.sender, 'session.lock', undefined);
      };
      await harness.app.call(harness.sender, 'account.rekey', rekey);
      keepers.onAnswer = () => undefined;
      expect(await harness.call('session.current', undefined)).toMatchObject({ status: 'locked' });
      await harness.signIn('ada');
      expect(await key()).toEqual({ value: 'k-123' });
    });
  });
});
