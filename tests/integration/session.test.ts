import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { apiKeyDraft, AppHarness, passwords, TestSender } from '../helpers/app-harness.ts';
import { temporaryDirectory } from '../helpers/temporary-directory.ts';
import { everything } from '../../src-shared/audit.ts';

const day = 86_400_000;

describe('sessions', () => {
  let harness: AppHarness;
  let itemId: string;

  beforeEach(async () => {
    harness = await AppHarness.start({ dataDirectory: temporaryDirectory() });
    await harness.setUpAda();
    itemId = (await harness.call('items.create', apiKeyDraft('Exchange', 'k-123'))).id;
  });
  afterEach(() => harness.close());

  const state = () => harness.call('session.current', undefined);

  it('locks: the keeper ends, the page is thrown away, the person stays', async () => {
    const resets = harness.sender.resets;
    expect(await harness.call('session.lock', undefined)).toMatchObject({
      status: 'locked',
      reason: 'asked',
      account: { username: 'ada' },
    });
    expect(harness.sender.resets).toBe(resets + 1);
    expect(await harness.failure('items.get', { id: itemId })).toEqual({ code: 'vaultLocked' });
    expect(await harness.call('session.lock', undefined)).toMatchObject({ status: 'locked' });
    expect(harness.sender.resets).toBe(resets + 1);
  });

  it('leaves for the tiles and keeps the session waiting, locked', async () => {
    const resets = harness.sender.resets;
    expect(await harness.call('session.leave', { next: null })).toEqual({ status: 'signedOut', reason: 'switched', next: null });
    expect(harness.sender.resets).toBe(resets + 1);
    expect(await harness.tiles()).toMatchObject([{ username: 'ada', signedIn: true }]);
    expect(await harness.call('session.leave', { next: null })).toEqual({ status: 'signedOut', reason: 'switched', next: null });
  });

  it('brings up the tile of whoever is next, and forgets that at the next sign-out', async () => {
    const { id } = await harness.addBen();
    expect(await harness.call('session.leave', { next: id })).toEqual({ status: 'signedOut', reason: 'switched', next: id });
    await harness.signIn('ben');
    expect(await harness.call('session.signOut', undefined)).toMatchObject({ next: null });
  });

  it('signs out: the session is gone also after a restart', async () => {
    expect(await harness.call('session.signOut', undefined)).toEqual({ status: 'signedOut', reason: 'ended', next: null });
    expect(await harness.tiles()).toMatchObject([{ signedIn: false }]);
    await harness.restart();
    expect(await state()).toEqual({ status: 'signedOut', reason: null, next: null });
  });

  it('survives a restart as locked, with every item in place', async () => {
    await harness.restart();
    expect(await state()).toMatchObject({ status: 'locked', reason: 'restart', account: { username: 'ada' } });
    expect(await harness.signIn('ada')).toMatchObject({ status: 'unlocked' });
    expect(await harness.call('items.reveal', { id: itemId, fieldId: 'key' })).toEqual({ value: 'k-123' });
  });

  it('comes back with whoever was here last when several sessions wait', async () => {
    await harness.call('session.leave', { next: null });
    harness.clock.advance(60_000);
    await harness.addBen();
    await harness.call('session.leave', { next: null });
    await harness.restart();
    expect(await state()).toMatchObject({ status: 'locked', account: { username: 'ben' } });
  });

  it('locks the first person when a second one signs in at the same window', async () => {
    await harness.addBen();
    expect(await state()).toMatchObject({ status: 'unlocked', account: { username: 'ben' } });
    expect(await harness.call('items.list', { view: { type: 'all' }, search: '', sort: 'name', offset: 0, limit: 10 })).toEqual({
      total: 0,
      rows: [],
    });
    expect(await harness.failure('items.reveal', { id: itemId, fieldId: 'key' })).toMatchObject({ code: 'notFound' });
  });

  it('locks everyone', async () => {
    expect(await harness.call('session.lockEveryone', undefined)).toMatchObject({ status: 'signedOut' });
    expect(await harness.failure('items.counts', undefined)).toEqual({ code: 'notSignedIn' });
  });

  it.each(['suspend', 'screenLock'] as const)('locks everyone at %s', async (event) => {
    await harness.app.system(event);
    expect(await state()).toMatchObject({ status: 'locked', reason: event });
  });

  it('locks by itself when nobody was active, and activity puts that off', async () => {
    await harness.call('preferences.set', { autoLockMinutes: 2 });
    harness.clock.advance(90_000);
    await harness.call('session.activity', undefined);
    harness.clock.advance(90_000);
    expect(await state()).toMatchObject({ status: 'unlocked' });
    harness.clock.advance(31_000);
    await vi.waitFor(async () => expect(await state()).toMatchObject({ status: 'locked', reason: 'idle' }));
    await harness.call('session.activity', undefined);
    expect(await state()).toMatchObject({ status: 'locked' });
  });

  it('ends sessions that nobody used for a month, and all of them after three', async () => {
    await harness.call('session.lock', undefined);
    harness.clock.advance(30 * day);
    expect(await harness.failure('preferences.get', undefined)).toEqual({ code: 'notSignedIn' });
    expect(await state()).toMatchObject({ status: 'signedOut' });
    await harness.signIn('ada');
    for (let days = 0; days < 100; days += 20) {
      harness.clock.advance(20 * day);
      await harness.signIn('ada').catch(() => undefined);
    }
    await harness.restart();
    expect(await state()).toMatchObject({ status: 'locked' });
    expect(await harness.tiles()).toMatchObject([{ signedIn: true }]);
  });

  it('closes an open vault whose session has run out', async () => {
    await harness.call('preferences.set', { autoLockMinutes: 240 });
    harness.clock.set(harness.clock.now() + 91 * day);
    expect(await harness.failure('items.counts', undefined)).toEqual({ code: 'notSignedIn' });
    expect(await state()).toMatchObject({ status: 'signedOut' });
  });

  it('says that the keeper ended by itself, and loses nothing', async () => {
    harness.keepers.at(-1)?.kill();
    await vi.waitFor(async () => expect(await state()).toMatchObject({ status: 'locked', reason: 'keeperStopped' }));
    await harness.signIn('ada');
    expect(await harness.call('items.reveal', { id: itemId, fieldId: 'key' })).toEqual({ value: 'k-123' });
  });

  it('locks the person of a window that goes away', async () => {
    const window = harness.sender;
    await harness.app.detach(window);
    harness.openWindow();
    expect(await state()).toMatchObject({ status: 'locked' });
    const result = await harness.app.call(window, 'session.current', undefined);
    expect(result).toEqual({ ok: false, error: { code: 'unknownSender' } });
    await harness.app.detach(new TestSender());
  });

  it('continues the one session when the same person signs in twice', async () => {
    await harness.signIn('ada');
    expect(await harness.signIn('ada')).toMatchObject({ status: 'unlocked' });
    expect(await harness.call('items.counts', undefined)).toMatchObject({ all: 1 });
  });

  it('keeps preferences per person and falls back where a stored one no longer fits', async () => {
    expect(await harness.call('preferences.set', { theme: 'dark', clipboardSeconds: 60 })).toMatchObject({
      theme: 'dark',
      clipboardSeconds: 60,
      language: 'system',
    });
    await harness.addBen();
    expect(await harness.call('preferences.get', undefined)).toMatchObject({ theme: 'system', clipboardSeconds: 30 });
  });

  it('shows a changed profile on the tile', async () => {
    await harness.call('account.updateProfile', { displayName: 'Ada L.', colour: 'pink', picture: null });
    expect(await harness.tiles()).toMatchObject([{ displayName: 'Ada L.', colour: 'pink' }]);
  });

  it('gives the second administrator call the same answer as the first, and a user none', async () => {
    expect(await harness.call('audit.everyone', { filter: everything, before: null, limit: 3 })).toMatchObject({ more: true });
    await harness.addBen();
    expect(await harness.failure('audit.everyone', { filter: everything, before: null, limit: 3 })).toEqual({ code: 'denied' });
    expect(passwords.ben).not.toBe(passwords.ada);
  });
});
