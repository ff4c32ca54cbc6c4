import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { anchorEntry } from '../../src-main/keychain/keychain.ts';
import { defaultPolicy, type Policy } from '../../src-shared/policy.ts';
import { apiKeyDraft, AppHarness, passwords } from '../helpers/app-harness.ts';
import { MemoryKeychain } from '../helpers/memory-keychain.ts';
import { openStored } from '../helpers/stored.ts';
import { temporaryDirectory } from '../helpers/temporary-directory.ts';

const chosen = 'amber staircase beneath two rivers';
const cleo = { username: 'cleo', displayName: 'Cleo', email: null, password: 'walnut ferry under nine moons' };

describe('joining', () => {
  let harness: AppHarness;
  let keychain: MemoryKeychain;
  let dataDirectory: string;
  let ada: { id: string; personal: string; installation: string };

  beforeEach(async () => {
    dataDirectory = temporaryDirectory();
    keychain = new MemoryKeychain();
    harness = await AppHarness.start({ dataDirectory, keychain });
    ada = await harness.setUpAda();
  });
  afterEach(() => harness.close());

  const setPolicy = (changes: Partial<Policy>) => harness.call('policy.set', { ...defaultPolicy, ...changes });
  const invite = (username: string, role: 'user' | 'administrator' = 'user') =>
    harness.call('people.create', { username, displayName: username, email: null, role });
  const person = async (username: string) =>
    (await harness.call('people.list', { search: username, status: null, role: null, sort: 'name', offset: 0, limit: 10 })).people[0];
  const devices = () => keychain.entries().filter((entry) => entry.startsWith('device:'));

  describe('by policy', () => {
    it('is refused where administrators alone make accounts', async () => {
      await setPolicy({ joining: 'administrators' });
      expect(await harness.call('accounts.joining', undefined)).toMatchObject({ joining: 'administrators' });
      expect(await harness.failure('accounts.create', cleo)).toMatchObject({ code: 'joiningClosed' });
      expect(devices()).toHaveLength(1);
    });

    it('waits for approval, tells the administrators, and opens with the chosen password afterwards', async () => {
      await setPolicy({ joining: 'approval' });
      expect(await harness.call('accounts.create', cleo)).toEqual({ status: 'waiting' });
      const signIn = { who: { username: 'cleo' }, password: cleo.password, acceptOlder: false };
      expect(await harness.failure('session.signIn', signIn)).toEqual({ code: 'approvalPending' });
      expect(await harness.tiles('cleo')).toEqual([]);
      await harness.signIn('ada');
      const { notifications } = await harness.call('notifications.list', { before: null, limit: 10 });
      expect(notifications[0]).toMatchObject({ trigger: 'account.joined', facts: { person: 'Cleo' } });
      const waiting = await person('cleo');
      await harness.call('people.act', { act: 'approve', ids: [waiting?.id ?? ''] });
      await harness.call('session.signOut', undefined);
      expect(await harness.call('session.signIn', signIn)).toMatchObject({ status: 'unlocked', unconfirmedCodes: ['personal'] });
    });

    it('leaves nothing of somebody who was declined', async () => {
      await setPolicy({ joining: 'approval' });
      await harness.call('accounts.create', cleo);
      await harness.signIn('ada');
      const waiting = await person('cleo');
      expect(await harness.call('people.act', { act: 'decline', ids: [waiting?.id ?? ''] })).toMatchObject({ done: [waiting?.id] });
      expect(await person('cleo')).toBeUndefined();
      expect(devices()).toHaveLength(1);
      expect(openStored(dataDirectory).all('SELECT id FROM slots')).toHaveLength(2);
    });

    it('takes the number of characters from the policy', async () => {
      await setPolicy({ passwordMinCharacters: 40 });
      expect(await harness.failure('accounts.create', cleo)).toMatchObject({ code: 'weakPassword', detail: { reason: 'tooShort' } });
      await setPolicy({ passwordMinCharacters: 8 });
      expect(await harness.call('accounts.create', { ...cleo, password: 'k7#Wq!zR' })).toMatchObject({ status: 'entered' });
    });

    it('shows no tiles where people type their names', async () => {
      await setPolicy({ loginScreen: 'names' });
      expect(await harness.tiles()).toEqual([]);
      await harness.call('session.signOut', undefined);
      expect(await harness.signIn('ada')).toMatchObject({ status: 'unlocked' });
    });
  });

  describe('with an activation code', () => {
    it('lets the person choose the password, once', async () => {
      const { code, accountId } = await invite('cleo');
      expect(code).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{4}-){4}[0-9A-HJKMNP-TV-Z]{4}$/);
      expect(await person('cleo')).toMatchObject({ status: 'invited', hasVault: false });
      expect(await harness.tiles('cleo')).toEqual([]);
      await harness.call('session.signOut', undefined);
      const typed = code.toLowerCase().replaceAll('-', ' ');
      expect(await harness.call('accounts.checkActivation', { code: typed })).toEqual({
        ...{ username: 'cleo', displayName: 'cleo', replacesVault: false },
      });
      expect(await harness.failure('accounts.activate', { code, password: 'short' })).toMatchObject({ code: 'weakPassword' });
      const entered = await harness.call('accounts.activate', { code: typed, password: chosen });
      expect(entered.session).toMatchObject({
        status: 'unlocked',
        account: { id: accountId, role: 'user' },
        unconfirmedCodes: ['personal'],
      });
      await harness.confirm('personal', entered.personal);
      await harness.call('items.create', apiKeyDraft('Exchange', 'k-1'));
      await harness.call('session.signOut', undefined);
      expect(await harness.failure('accounts.activate', { code, password: chosen })).toEqual({ code: 'wrongActivationCode' });
      await harness.call('session.signIn', { who: { username: 'cleo' }, password: chosen, acceptOlder: false });
    });

    it('says that a code has run out, and a new one replaces it', async () => {
      const first = await invite('cleo');
      harness.clock.advance(7 * 86_400_000);
      expect(await harness.failure('accounts.checkActivation', { code: first.code })).toEqual({
        ...{ code: 'wrongActivationCode', detail: { reason: 'expired' } },
      });
      await harness.signIn('ada');
      const second = await harness.call('people.invite', { id: first.accountId });
      expect(await harness.failure('accounts.activate', { code: first.code, password: chosen })).toEqual({ code: 'wrongActivationCode' });
      expect(await harness.call('accounts.activate', { code: second.code, password: chosen })).toMatchObject({
        session: { status: 'unlocked' },
      });
    });

    it('tells a mistyped code from a wrong one, and makes no account twice from one code', async () => {
      const { code } = await invite('cleo');
      const mistyped = `${code.slice(0, -1)}${code.endsWith('7') ? '8' : '7'}`;
      expect(await harness.failure('accounts.checkActivation', { code: mistyped })).toMatchObject({ detail: { reason: 'checksum' } });
      await harness.call('session.signOut', undefined);
      const twice = await Promise.all(
        [chosen, cleo.password].map((password) => harness.app.call(harness.sender, 'accounts.activate', { code, password })),
      );
      expect(twice.filter(({ ok }) => ok)).toHaveLength(1);
      expect(devices()).toHaveLength(2);
    });

    it('answers whoever was invited exactly like a wrong password until the code was used', async () => {
      await invite('cleo');
      const signIn = { who: { username: 'cleo' }, password: chosen, acceptOlder: false };
      expect(await harness.failure('session.signIn', signIn)).toEqual({ code: 'wrongPassword' });
    });

    it('makes an administrator of whoever was invited as one', async () => {
      const { code } = await invite('cleo', 'administrator');
      const entered = await harness.call('accounts.activate', { code, password: chosen });
      expect(entered.session).toMatchObject({ account: { role: 'administrator' } });
      expect(await harness.call('policy.get', undefined)).toMatchObject({ activeAdministrators: 2 });
    });
  });

  describe('a reset', () => {
    const prepare = async () => {
      await harness.call('session.signOut', undefined);
      const ben = await harness.addBen();
      const { id } = await harness.call('items.create', apiKeyDraft('Exchange', 'k-old'));
      await harness.call('session.signOut', undefined);
      await harness.signIn('ada');
      return { ...ben, itemId: id };
    };

    it('takes the typed name, begins an empty vault and keeps the old one until its person discards it', async () => {
      const ben = await prepare();
      expect(await harness.failure('people.reset', { id: ben.id, name: 'ada' })).toMatchObject({ code: 'invalidInput' });
      const activation = await harness.call('people.reset', { id: ben.id, name: 'Ben' });
      await harness.call('session.signOut', undefined);
      const code = activation?.code ?? '';
      expect(await harness.call('accounts.checkActivation', { code })).toMatchObject({ replacesVault: true });
      const { personal } = await harness.call('accounts.activate', { code, password: chosen });
      await harness.confirm('personal', personal);
      expect(await harness.call('items.counts', undefined)).toMatchObject({ all: 0 });
      const [old] = await harness.call('account.oldVaults', undefined);
      expect(old).toMatchObject({ items: 1 });
      await harness.call('items.create', apiKeyDraft('New', 'k-new'));
      await harness.call('session.signOut', undefined);
      // The vault that was put away had been seen at a later generation: the new one counts on from there.
      const again = { who: { username: 'ben' as const }, password: chosen, acceptOlder: false };
      expect(await harness.call('session.signIn', again)).toMatchObject({ status: 'unlocked' });
      expect(devices()).toHaveLength(3);
      await harness.call('account.discardOldVault', { id: old?.id ?? '' });
      expect(await harness.call('account.oldVaults', undefined)).toEqual([]);
      expect(devices()).toHaveLength(2);
      expect(await harness.failure('account.discardOldVault', { id: old?.id ?? '' })).toMatchObject({ code: 'notFound' });
    });

    it('is called off by whoever still gets in, by password or recovery code', async () => {
      const ben = await prepare();
      const first = await harness.call('people.reset', { id: ben.id, name: 'ben' });
      await harness.call('session.signOut', undefined);
      await harness.signIn('ben');
      expect(await harness.call('items.reveal', { id: ben.itemId, fieldId: 'key' })).toEqual({ value: 'k-old' });
      await harness.call('session.signOut', undefined);
      expect(await harness.failure('accounts.activate', { code: first?.code ?? '', password: chosen })).toEqual({
        code: 'wrongActivationCode',
      });
      await harness.signIn('ada');
      const second = await harness.call('people.reset', { id: ben.id, name: 'ben' });
      await harness.call('session.signOut', undefined);
      const recover = { who: { username: 'ben' }, code: ben.personal, newPassword: chosen, acceptOlder: false };
      expect(await harness.call('session.recover', recover)).toMatchObject({ status: 'unlocked' });
      expect(await harness.failure('accounts.checkActivation', { code: second?.code ?? '' })).toEqual({ code: 'wrongActivationCode' });
    });

    it('is not for oneself, nor for somebody without a vault', async () => {
      expect(await harness.failure('people.reset', { id: ada.id, name: 'ada' })).toMatchObject({ code: 'notAllowedNow' });
      const { accountId } = await invite('cleo');
      expect(await harness.failure('people.reset', { id: accountId, name: 'cleo' })).toMatchObject({ code: 'notAllowedNow' });
    });

    it('notes the first generation of the new vault above everything that was seen', async () => {
      const ben = await prepare();
      const { id: installationId } = openStored(dataDirectory).get<{ id: string }>('SELECT id FROM installation');
      const activation = await harness.call('people.reset', { id: ben.id, name: 'ben' });
      const seen = Number(new TextDecoder().decode(await keychain.read(anchorEntry(installationId, ben.id))));
      await harness.call('accounts.activate', { code: activation?.code ?? '', password: chosen });
      await harness.close();
      const { generation } = openStored(dataDirectory).get<{ generation: number }>(
        `SELECT generation FROM vaults WHERE owner_id = '${ben.id}'`,
      );
      expect(generation).toBeGreaterThan(seen);
      await harness.open();
    });
  });

  describe('a guest', () => {
    it('comes in without a password where the policy has guests, has no vault, and leaves with a lock', async () => {
      await harness.call('session.signOut', undefined);
      expect(await harness.failure('session.enterAsGuest', undefined)).toMatchObject({ code: 'denied' });
      await harness.signIn('ada');
      await setPolicy({ guest: true });
      await harness.call('session.signOut', undefined);
      const keepers = harness.keepers.length;
      expect(await harness.call('session.enterAsGuest', undefined)).toMatchObject({ status: 'guest' });
      expect(await harness.failure('items.list', { view: { type: 'all' }, search: '', sort: 'name', offset: 0, limit: 1 })).toEqual({
        code: 'denied',
      });
      expect(await harness.call('generator.generate', { kind: 'hex', bytes: 16 })).toMatchObject({ bits: 128 });
      expect(harness.keepers.length).toBe(keepers);
      expect(await harness.call('session.lock', undefined)).toMatchObject({ status: 'signedOut' });
      expect((await harness.tiles()).map(({ role }) => role)).not.toContain('guest');
    });

    it('is shown out when the policy has none any more, and does not come back after a restart', async () => {
      await setPolicy({ guest: true });
      const adas = harness.sender;
      harness.openWindow();
      const guests = harness.sender;
      await harness.call('session.enterAsGuest', undefined);
      harness.sender = adas;
      await setPolicy({ guest: false });
      harness.sender = guests;
      expect(await harness.call('session.current', undefined)).toMatchObject({ status: 'signedOut', reason: 'byAdministrator' });
      expect(await harness.failure('session.enterAsGuest', undefined)).toMatchObject({ code: 'denied' });
      harness.sender = adas;
      await setPolicy({ guest: true });
      await harness.call('session.signOut', undefined);
      await harness.call('session.enterAsGuest', undefined);
      await harness.restart();
      expect(await harness.call('session.current', undefined)).toMatchObject({ status: 'signedOut' });
    });
  });

  it('refuses a wrong password for everybody alike', async () => {
    expect(passwords.ada).not.toBe(chosen);
    expect(await harness.failure('session.signIn', { who: { username: 'ada' }, password: chosen, acceptOlder: false })).toMatchObject({
      code: 'wrongPassword',
    });
  });
});
