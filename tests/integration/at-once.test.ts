import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultPolicy } from '../../src-shared/policy.ts';
import { apiKeyDraft, AppHarness, passwords } from '../helpers/app-harness.ts';
import { MemoryKeychain } from '../helpers/memory-keychain.ts';
import { openStored } from '../helpers/stored.ts';
import { temporaryDirectory } from '../helpers/temporary-directory.ts';
import { WatchedKeepers } from '../helpers/watched-keeper.ts';

const newPassword = 'quiet glacier with nine doors';
const otherPassword = 'amber staircase beneath two rivers';

describe('what happens at once', () => {
  let harness: AppHarness;
  let keychain: MemoryKeychain;
  let dataDirectory: string;
  let ada: { id: string; personal: string };
  let keepers: WatchedKeepers;

  beforeEach(async () => {
    dataDirectory = temporaryDirectory();
    keychain = new MemoryKeychain();
    keepers = new WatchedKeepers();
    harness = await AppHarness.start({ dataDirectory, keychain, forkKeeper: keepers.fork });
    ada = await harness.setUpAda();
  });
  afterEach(() => harness.close());

  const livePasswordSlots = () =>
    openStored(dataDirectory).get<{ count: number }>("SELECT count(*) AS count FROM slots WHERE kind = 'password' AND retired_at IS NULL")
      .count;
  const deviceEntries = () => keychain.entries().filter((entry) => entry.startsWith('device:'));
  const recover = (password: string) =>
    harness.app.call(harness.sender, 'session.recover', {
      ...{ who: { accountId: ada.id }, code: ada.personal, newPassword: password, acceptOlder: false },
    });

  it('of two password changes the second finds that the present password is another', async () => {
    const change = (password: string) => ({ currentPassword: passwords.ada, newPassword: password, endOtherSessions: false });
    const [first, second] = await Promise.all([
      harness.app.call(harness.sender, 'account.changePassword', change(newPassword)),
      harness.app.call(harness.sender, 'account.changePassword', change(otherPassword)),
    ]);
    expect(first).toMatchObject({ ok: true });
    expect(second).toEqual({ ok: false, error: { code: 'wrongPassword' } });
    expect(livePasswordSlots()).toBe(1);
  });

  it('two recoveries leave one password that opens, the later one', async () => {
    await harness.call('session.signOut', undefined);
    await Promise.all([recover(newPassword), recover(otherPassword)]);
    expect(livePasswordSlots()).toBe(1);
    await harness.call('session.signOut', undefined);
    const signIn = { who: { accountId: ada.id }, acceptOlder: false };
    expect(await harness.failure('session.signIn', { ...signIn, password: newPassword })).toEqual({ code: 'wrongPassword' });
    await harness.call('session.signIn', { ...signIn, password: otherPassword });
  });

  it.each([0, 1, 2, 5, 12, 20])('a code confirmed while the vault gets another key leaves the new one: %s', async (hops) => {
    const old = await harness.renew('personal', passwords.ada);
    const group = old.code.split('-')[old.askGroup - 1] ?? '';
    let confirmed: Promise<unknown> = Promise.resolve();
    keepers.onAnswer = (call) => {
      if (call !== 'openWithPassword') return;
      confirmed = (async () => {
        for (let hop = 0; hop < hops; hop += 1) await Promise.resolve();
        return harness.app.call(harness.sender, 'recovery.confirm', { kind: 'personal', group });
      })();
    };
    const made = await harness.call('account.rekey', { password: passwords.ada });
    keepers.onAnswer = () => undefined;
    expect(await confirmed).toMatchObject({ ok: false });
    await harness.call('session.signOut', undefined);
    const recovery = { who: { accountId: ada.id }, newPassword, acceptOlder: false };
    expect(await harness.failure('session.recover', { ...recovery, code: old.code })).toMatchObject({ code: 'wrongRecoveryCode' });
    expect(await harness.call('session.recover', { ...recovery, code: made.code })).toMatchObject({ status: 'unlocked' });
  });

  it('of two changes of policy the second does not lift the rule of two that the first has begun', async () => {
    const { accountId } = await harness.call('people.create', {
      username: 'cleo',
      displayName: 'Cleo',
      email: null,
      role: 'administrator',
    });
    const { code } = await harness.call('people.invite', { id: accountId });
    const adas = harness.sender;
    harness.openWindow();
    await harness.call('accounts.activate', { code, password: newPassword });
    await Promise.all([
      harness.app.call(adas, 'policy.set', { ...defaultPolicy, twoAdministrators: true }),
      harness.app.call(adas, 'policy.set', { ...defaultPolicy, trashDays: 60 }),
    ]);
    expect(await harness.call('policy.get', undefined)).toMatchObject({ policy: { twoAdministrators: true, trashDays: 60 } });
    expect(await harness.call('requests.list', undefined)).toMatchObject([{ act: 'liftTwoAdministrators' }]);
  });

  it('nobody comes in without approval who began when joining was open', async () => {
    const adas = harness.sender;
    keepers.onCall = (call) => {
      if (call === 'createVault') void harness.app.call(adas, 'policy.set', { ...defaultPolicy, joining: 'approval' });
    };
    harness.openWindow();
    const dora = { username: 'dora', displayName: 'Dora', email: null, password: newPassword };
    expect(await harness.failure('accounts.create', dora)).toEqual({ code: 'conflict', detail: { what: 'joining' } });
    keepers.onCall = () => undefined;
    expect(await harness.call('accounts.create', dora)).toEqual({ status: 'waiting' });
  });

  it('a code confirmed after a reset leaves the one of the new vault', async () => {
    harness.openWindow();
    const bens = harness.sender;
    const { id } = await harness.addBen();
    const old = await harness.renew('personal', passwords.ben);
    harness.openWindow();
    await harness.signIn('ada');
    const reset = await harness.call('people.reset', { id, name: 'ben' });
    harness.openWindow();
    const entered = await harness.call('accounts.activate', { code: reset?.code ?? '', password: newPassword });
    harness.sender = bens;
    await expect(harness.confirm('personal', old)).rejects.toThrow();
    const recovery = { who: { accountId: id }, newPassword: otherPassword, acceptOlder: false };
    expect(await harness.call('session.recover', { ...recovery, code: entered.personal.code })).toMatchObject({ status: 'unlocked' });
  });

  it('a password change and a recovery leave one password', async () => {
    const change = { currentPassword: passwords.ada, newPassword, endOtherSessions: false };
    await Promise.all([harness.app.call(harness.sender, 'account.changePassword', change), recover(otherPassword)]);
    expect(livePasswordSlots()).toBe(1);
  });

  it('of two accounts of one name one is made, and the other leaves nothing in the keychain', async () => {
    const twin = { username: 'ben', displayName: 'Ben', email: null, password: passwords.ben };
    const results = await Promise.all([1, 2].map(() => harness.app.call(harness.sender, 'accounts.create', twin)));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(deviceEntries()).toHaveLength(2);
  });

  it('a refused recovery says what was wrong with it, also where the keychain fails right then', async () => {
    await harness.call('session.signOut', undefined);
    const code = `${ada.personal.slice(0, -1)}${ada.personal.endsWith('7') ? '8' : '7'}`;
    keepers.onCall = (call) => {
      if (call === 'openWithCode') keychain.fail('keychainUnavailable');
    };
    const recovery = { who: { accountId: ada.id }, code, newPassword, acceptOlder: false };
    expect(await harness.failure('session.recover', recovery)).toMatchObject({ code: 'wrongRecoveryCode' });
    keychain.mend();
  });

  it.each([
    ['session.lock', undefined],
    ['session.leave', { next: null }],
  ] as const)('%s stops a sign-in that is under way at the same window', async (channel, input) => {
    await harness.call('session.signOut', undefined);
    keepers.onCall = (call) => {
      if (call === 'openWithPassword') void harness.app.call(harness.sender, channel, input);
    };
    const signIn = { who: { username: 'ada' }, password: passwords.ada, acceptOlder: false };
    expect(await harness.failure('session.signIn', signIn)).toEqual({ code: 'vaultLocked' });
    expect(await harness.call('session.current', undefined)).not.toMatchObject({ status: 'unlocked' });
    // What is left was started ahead for the next sign-in.
    expect(keepers.alive.size).toBe(1);
  });

  it('a lock at one window leaves the sign-in at another alone', async () => {
    await harness.call('session.signOut', undefined);
    const { sender } = harness;
    keepers.onCall = (call) => {
      if (call === 'openWithPassword') void harness.app.call(sender, 'session.leave', { next: null });
    };
    harness.openWindow();
    expect(await harness.signIn('ada')).toMatchObject({ status: 'unlocked' });
  });

  it('an earlier value whose vault was locked while it was on its way is not handed out', async () => {
    const { id } = await harness.call('items.create', apiKeyDraft('Exchange', 'k-123'));
    await harness.call('items.update', { id, revision: 1, draft: apiKeyDraft('Exchange', 'k-124') });
    keepers.onAnswer = (call) => {
      if (call === 'revealVersion') void harness.app.call(harness.sender, 'session.lock', undefined);
    };
    expect(await harness.failure('history.reveal', { id, version: 1, fieldId: 'key' })).toEqual({ code: 'vaultLocked' });
  });

  it('a value whose vault was locked while it was on its way is not handed out', async () => {
    const { id } = await harness.call('items.create', apiKeyDraft('Exchange', 'k-123'));
    keepers.onAnswer = (call) => {
      if (call === 'reveal') void harness.app.call(harness.sender, 'session.lock', undefined);
    };
    expect(await harness.failure('items.reveal', { id, fieldId: 'key' })).toEqual({ code: 'vaultLocked' });
    await harness.signIn('ada');
    expect(await harness.failure('items.copy', { id, fieldId: 'key' })).toEqual({ code: 'vaultLocked' });
    expect(harness.clipboard.text).toBe('');
  });

  it('nothing answers once the app is closing', async () => {
    const { app, sender } = harness;
    const closed = app.close();
    expect(await app.call(sender, 'accounts.tiles', { search: '' })).toEqual({ ok: false, error: { code: 'closing' } });
    await closed;
  });
});
