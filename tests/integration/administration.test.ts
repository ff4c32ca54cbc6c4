import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { everything } from '../../src-shared/audit.ts';
import { type Act, acts } from '../../src-shared/people.ts';
import { defaultPolicy, type Policy } from '../../src-shared/policy.ts';
import { apiKeyDraft, AppHarness, passwords, type TestSender } from '../helpers/app-harness.ts';
import { MemoryKeychain } from '../helpers/memory-keychain.ts';
import { openStored } from '../helpers/stored.ts';
import { temporaryDirectory } from '../helpers/temporary-directory.ts';

describe('administration', () => {
  let harness: AppHarness;
  let keychain: MemoryKeychain;
  let dataDirectory: string;
  let ada: { id: string; personal: string; installation: string };
  let ben: { id: string; personal: string };
  let adas: TestSender;
  let bens: TestSender;

  beforeEach(async () => {
    dataDirectory = temporaryDirectory();
    keychain = new MemoryKeychain();
    harness = await AppHarness.start({ dataDirectory, keychain });
    ada = await harness.setUpAda();
    adas = harness.sender;
    harness.openWindow();
    bens = harness.sender;
    ben = await harness.addBen();
    harness.sender = adas;
  });
  afterEach(() => harness.close());

  const as = (sender: TestSender): AppHarness => {
    harness.sender = sender;
    return harness;
  };
  const act = (name: Act, ...ids: string[]) => as(adas).call('people.act', { act: name, ids });
  const person = async (username: string) =>
    (await as(adas).call('people.list', { search: username, status: null, role: null, sort: 'name', offset: 0, limit: 10 })).people[0];
  const setPolicy = (changes: Partial<Policy>) => as(adas).call('policy.set', { ...defaultPolicy, ...changes });
  const triggers = async () =>
    (await harness.call('notifications.list', { before: null, limit: 50 })).notifications.map(({ trigger }) => trigger);
  const actions = async () =>
    (await as(adas).call('audit.everyone', { filter: everything, before: null, limit: 200 })).rows.map(({ action }) => action);
  const bensSignIn = { who: { username: 'ben' }, password: passwords.ben, acceptOlder: false };

  describe('acts on somebody else', () => {
    it('disabling ends the session at once, locks, and says why; enabling lets the person back in', async () => {
      const before = bens.resets;
      expect(await act('disable', ben.id)).toEqual({ done: [ben.id], requested: [], refused: [] });
      expect(bens.resets).toBeGreaterThan(before);
      expect(await as(bens).call('session.current', undefined)).toMatchObject({ status: 'signedOut', reason: 'byAdministrator' });
      expect(await harness.failure('session.signIn', bensSignIn)).toEqual({ code: 'accountDisabled' });
      expect(await as(adas).call('sessions.everyone', { ownerId: ben.id, liveOnly: true, offset: 0, limit: 5 })).toMatchObject({
        sessions: [],
      });
      await act('enable', ben.id);
      await as(bens).call('session.signIn', bensSignIn);
      expect(await triggers()).toEqual(expect.arrayContaining(['account.disabled', 'account.enabled']));
    });

    it('a sign-in under way when its person is disabled is turned away', async () => {
      await as(bens).call('session.signOut', undefined);
      const arriving = harness.app.call(bens, 'session.signIn', bensSignIn);
      await act('disable', ben.id);
      const result = await arriving;
      const state = await as(bens).call('session.current', undefined);
      expect([result.ok, state.status]).not.toEqual([true, 'unlocked']);
      expect(state.status).toBe('signedOut');
    });

    it('unlocking ends the delay after wrong passwords', async () => {
      const wrong = { ...bensSignIn, password: 'not the password' };
      for (let attempt = 1; attempt <= 5; attempt += 1) await as(bens).failure('session.signIn', wrong);
      expect(await harness.failure('session.signIn', bensSignIn)).toMatchObject({ code: 'tooManyAttempts' });
      await act('unlock', ben.id);
      expect(await as(bens).call('session.signIn', bensSignIn)).toMatchObject({ status: 'unlocked' });
    });

    it('a role that was given counts at once, and so does one that was taken', async () => {
      await act('makeAdministrator', ben.id);
      expect(bens.events).toContainEqual({ event: 'session.changed', payload: {} });
      expect(await as(bens).call('session.current', undefined)).toMatchObject({ account: { role: 'administrator' } });
      expect(await as(bens).call('policy.get', undefined)).toMatchObject({ activeAdministrators: 2 });
      await act('makeUser', ben.id);
      expect(await as(bens).failure('policy.get', undefined)).toEqual({ code: 'denied' });
      const { rows } = await as(adas).call('audit.everyone', {
        ...{ filter: { ...everything, action: 'account.roleChanged' }, before: null, limit: 5 },
      });
      expect(rows.map(({ detail }) => detail)).toEqual(['administrator → user', 'user → administrator']);
    });

    it('a due password leaves nothing else to do until a new one is chosen', async () => {
      await act('requirePassword', ben.id);
      await as(bens).call('session.signOut', undefined);
      expect(await harness.call('session.signIn', bensSignIn)).toMatchObject({ status: 'unlocked', passwordDue: true });
      expect(await harness.failure('items.counts', undefined)).toEqual({ code: 'passwordDue' });
      const change = { currentPassword: passwords.ben, newPassword: 'amber staircase beneath two rivers', endOtherSessions: true };
      expect(await harness.call('account.changePassword', change)).toMatchObject({ passwordDue: false });
      expect(await harness.call('items.counts', undefined)).toMatchObject({ all: 0 });
      expect(await person('ben')).toMatchObject({ passwordDue: false });
    });

    it('a deleted account waits for its erasure, can be restored until then, and leaves nothing afterwards', async () => {
      await as(bens).call('items.create', apiKeyDraft('Exchange', 'k-1'));
      await act('delete', ben.id);
      const deleted = await person('ben');
      expect(deleted).toMatchObject({ status: 'deleted', eraseAt: harness.clock.now() + 7 * 86_400_000 });
      expect(await harness.tiles('ben')).toEqual([]);
      await act('restore', ben.id);
      expect(await as(bens).call('session.signIn', bensSignIn)).toMatchObject({ status: 'unlocked' });
      expect(await harness.call('items.counts', undefined)).toMatchObject({ all: 1 });
      await act('delete', ben.id);
      harness.clock.advance(7 * 86_400_000 + 3_600_000);
      await expect.poll(() => openStored(dataDirectory).all('SELECT id FROM accounts')).toEqual([{ id: ada.id }]);
      await expect.poll(() => keychain.entries().filter((entry) => entry.includes(ben.id))).toEqual([]);
      for (const table of ['slots', 'vaults', 'items', 'person_keys', 'sessions', 'notifications', 'preferences'])
        expect(openStored(dataDirectory).all(`SELECT * FROM ${table} WHERE owner_id = '${ben.id}'`), table).toEqual([]);
      await harness.signIn('ada');
      expect(await actions()).toContain('account.erased');
      expect(await harness.call('audit.verify', undefined)).toMatchObject({ status: 'intact' });
    });

    it('one that is refused keeps nobody else from it', async () => {
      const stranger = '7b2d5f6e-0d2c-4c55-9d0e-1f4f3d7f8a11';
      expect(await act('disable', stranger, ada.id, ben.id)).toEqual({
        done: [ben.id],
        requested: [],
        refused: [
          { id: stranger, error: { code: 'notFound', detail: { what: 'account' } } },
          { id: ada.id, error: { code: 'lastAdministrator' } },
        ],
      });
    });
  });

  describe('the last administrator', () => {
    it.each(['disable', 'makeUser', 'delete'] as const)('refuses to be lost by %s', async (name) => {
      expect(await act(name, ada.id)).toMatchObject({ done: [], refused: [{ error: { code: 'lastAdministrator' } }] });
    });

    it('refuses to delete the own account', async () => {
      expect(await as(adas).failure('account.delete', { password: passwords.ada })).toEqual({ code: 'lastAdministrator' });
      expect(await harness.call('session.current', undefined)).toMatchObject({ status: 'unlocked' });
    });

    it('may go once there is another one', async () => {
      await act('makeAdministrator', ben.id);
      expect(await as(adas).call('account.delete', { password: passwords.ada })).toMatchObject({ status: 'signedOut' });
      expect(await as(bens).call('policy.get', undefined)).toMatchObject({ activeAdministrators: 1 });
      expect(await as(bens).call('people.act', { act: 'disable', ids: [ben.id] })).toMatchObject({
        refused: [{ error: { code: 'lastAdministrator' } }],
      });
    });

    it('is not outnumbered by one that SQL has made', async () => {
      openStored(dataDirectory).run(`UPDATE accounts SET role = 'administrator' WHERE id = '${ben.id}'`);
      expect(await act('disable', ada.id)).toMatchObject({ refused: [{ error: { code: 'lastAdministrator' } }] });
    });
  });

  it.each(acts)('%s on oneself, beside another administrator, is done or refused by name', async (name) => {
    await act('makeAdministrator', ben.id);
    const { done, refused } = await act(name, ada.id);
    const allowed: readonly Act[] = ['disable', 'makeUser', 'delete', 'unlock', 'endSessions', 'requirePassword'];
    if (allowed.includes(name)) expect(done).toEqual([ada.id]);
    else expect(refused).toMatchObject([{ error: { code: 'notAllowedNow' } }]);
  });

  describe('two administrators', () => {
    let cleos: TestSender;
    let cleo: { accountId: string };

    beforeEach(async () => {
      const invited = await as(adas).call('people.create', { username: 'cleo', displayName: 'Cleo', email: null, role: 'administrator' });
      cleo = invited;
      harness.openWindow();
      cleos = harness.sender;
      await harness.call('accounts.activate', { code: invited.code, password: 'walnut ferry under nine moons' });
      await setPolicy({ twoAdministrators: true });
    });

    const waiting = async (sender: TestSender) => (await as(sender).call('requests.list', undefined))[0];

    it('delete together: one asks, another confirms', async () => {
      expect(await act('delete', ben.id)).toEqual({ done: [], requested: [ben.id], refused: [] });
      expect(await act('delete', ben.id)).toMatchObject({ requested: [ben.id] });
      expect(await as(bens).call('items.counts', undefined)).toMatchObject({ all: 0 });
      const mine = await waiting(adas);
      expect(mine).toMatchObject({ act: 'delete', targetName: 'Ben Bitdiddle', mine: true });
      expect(await as(adas).failure('requests.confirm', { id: mine?.id ?? '' })).toMatchObject({ code: 'denied' });
      expect(await as(cleos).call('requests.list', undefined)).toMatchObject([{ mine: false }]);
      expect(await triggers()).toContain('request.waiting');
      expect(await as(cleos).call('requests.confirm', { id: mine?.id ?? '' })).toEqual({ activation: null });
      expect(await person('ben')).toMatchObject({ status: 'deleted' });
      expect(await as(cleos).failure('requests.confirm', { id: mine?.id ?? '' })).toMatchObject({ code: 'notFound' });
    });

    it('reset together: whoever confirms gets the code', async () => {
      expect(await as(adas).call('people.reset', { id: ben.id, name: 'ben' })).toBeNull();
      const request = await waiting(cleos);
      const { activation } = await as(cleos).call('requests.confirm', { id: request?.id ?? '' });
      expect(activation).toMatchObject({ username: 'ben' });
    });

    it('a request runs out, is declined, or taken back', async () => {
      await act('delete', ben.id);
      await as(cleos).call('requests.decline', { id: (await waiting(cleos))?.id ?? '' });
      expect(await waiting(adas)).toBeUndefined();
      as(adas);
      expect(await triggers()).toContain('request.declined');
      await act('delete', ben.id);
      await as(adas).call('requests.decline', { id: (await waiting(adas))?.id ?? '' });
      await act('delete', ben.id);
      const late = await waiting(adas);
      harness.clock.advance(24 * 3_600_000);
      await as(adas).call('session.signIn', { who: { username: 'ada' }, password: passwords.ada, acceptOlder: false });
      await as(cleos).call('session.signIn', { who: { username: 'cleo' }, password: 'walnut ferry under nine moons', acceptOlder: false });
      expect(await waiting(adas)).toBeUndefined();
      expect(await as(cleos).failure('requests.confirm', { id: late?.id ?? '' })).toMatchObject({ code: 'notFound' });
      expect(await person('ben')).toMatchObject({ status: 'active' });
    });

    it('a request of somebody who is no administrator any more counts for nothing', async () => {
      await act('delete', ben.id);
      const request = await waiting(cleos);
      await as(cleos).call('people.act', { act: 'makeUser', ids: [ada.id] });
      expect(await as(cleos).failure('requests.confirm', { id: request?.id ?? '' })).toMatchObject({ code: 'notFound' });
      expect(await as(bens).call('items.counts', undefined)).toMatchObject({ all: 0 });
    });

    it('a request that SQL has written or changed is damage', async () => {
      await act('delete', ben.id);
      const request = await waiting(adas);
      openStored(dataDirectory).run(`UPDATE admin_requests SET requested_by = '${cleo.accountId}'`);
      expect(await as(adas).failure('requests.confirm', { id: request?.id ?? '' })).toMatchObject({ code: 'dataDamaged' });
    });

    it('the rule itself is lifted by two', async () => {
      expect(await setPolicy({ twoAdministrators: false, trashDays: 60 })).toMatchObject({
        policy: { twoAdministrators: true, trashDays: 60 },
      });
      await as(cleos).call('requests.confirm', { id: (await waiting(cleos))?.id ?? '' });
      expect(await as(adas).call('policy.get', undefined)).toMatchObject({ policy: { twoAdministrators: false, trashDays: 60 } });
    });
  });

  it('the rule of two is refused where there is only one', async () => {
    expect(await as(adas).failure('policy.set', { ...defaultPolicy, twoAdministrators: true })).toEqual({
      code: 'secondAdministratorNeeded',
    });
  });

  describe('policy', () => {
    it('is written down with before and after, entry by entry', async () => {
      await setPolicy({ autoLockMaxMinutes: 30, guest: true });
      const { rows } = await harness.call('audit.everyone', {
        ...{ filter: { ...everything, action: 'policy.changed' }, before: null, limit: 5 },
      });
      expect(rows.map(({ targetId, detail }) => [targetId, detail])).toEqual([
        ['guest', 'false → true'],
        ['autoLockMaxMinutes', '240 → 30'],
      ]);
      await harness.restart();
      adas = harness.sender;
      await harness.signIn('ada');
      expect(await harness.call('policy.get', undefined)).toMatchObject({ policy: { autoLockMaxMinutes: 30 }, damaged: false });
    });

    it('keeps preferences inside', async () => {
      await as(bens).call('preferences.set', { autoLockMinutes: 120, clipboardSeconds: 200 });
      await setPolicy({ autoLockMaxMinutes: 15, clipboardMaxSeconds: 20 });
      expect(await as(bens).call('preferences.get', undefined)).toMatchObject({ autoLockMinutes: 15, clipboardSeconds: 20 });
      expect(await as(bens).call('preferences.limits', undefined)).toEqual({
        autoLockMaxMinutes: 15,
        clipboardMaxSeconds: 20,
        deletionGraceDays: 7,
      });
      await setPolicy({});
      expect(await as(bens).call('preferences.get', undefined)).toMatchObject({ autoLockMinutes: 120, clipboardSeconds: 200 });
    });

    it('slows guessing as it says', async () => {
      await setPolicy({ failuresBeforeDelay: 3, firstDelaySeconds: 60, longestDelaySeconds: 60 });
      const wrong = { ...bensSignIn, password: 'not the password' };
      for (let attempt = 1; attempt <= 2; attempt += 1)
        expect(await harness.failure('session.signIn', wrong)).toEqual({ code: 'wrongPassword' });
      const retryAt = harness.clock.now() + 60_000;
      expect(await harness.failure('session.signIn', wrong)).toEqual({ code: 'wrongPassword', detail: { retryAt } });
    });

    it.each([
      ['first and longest delay', { firstDelaySeconds: 600, longestDelaySeconds: 60 }],
      ['idle and absolute expiry', { sessionIdleDays: 90, sessionAbsoluteDays: 30 }],
    ])('refuses %s that contradict each other', async (_what, changes) => {
      expect(await as(adas).failure('policy.set', { ...defaultPolicy, ...changes })).toMatchObject({ code: 'invalidInput' });
    });

    it.each([
      ['changed', "UPDATE policy SET value = replace(value, 'administrators', 'open')"],
      ['taken out', 'DELETE FROM policy'],
    ])('that SQL has %s is noticed, and nobody joins until it is saved anew', async (_how, sql) => {
      await setPolicy({ joining: 'administrators', trashDays: 60 });
      await harness.close();
      openStored(dataDirectory).run(sql);
      await harness.open();
      adas = harness.sender;
      expect(await harness.call('accounts.joining', undefined)).toMatchObject({ joining: 'administrators', guest: false });
      await harness.signIn('ada');
      expect(await harness.call('policy.get', undefined)).toMatchObject({ damaged: true });
      expect(await setPolicy({ trashDays: 60 })).toMatchObject({ damaged: false, policy: { joining: 'open', trashDays: 60 } });
      expect(await actions()).toContain('policy.mended');
    });

    it('ends sessions when it says', async () => {
      await setPolicy({ sessionIdleDays: 2, sessionAbsoluteDays: 3 });
      await as(bens).call('session.signOut', undefined);
      await as(bens).call('session.signIn', bensSignIn);
      harness.clock.advance(2 * 86_400_000);
      expect(await harness.failure('preferences.get', undefined)).toEqual({ code: 'notSignedIn' });
    });
  });

  describe('the kill switch', () => {
    it('locks everyone, ends every session and closes joining until it is lifted', async () => {
      await as(adas).call('killSwitch.turnOn', undefined);
      for (const sender of [adas, bens])
        expect(await as(sender).call('session.current', undefined)).toMatchObject({ status: 'signedOut', reason: 'killSwitch' });
      expect(openStored(dataDirectory).all('SELECT id FROM sessions WHERE revoked_at IS NULL')).toEqual([]);
      expect(await harness.call('accounts.joining', undefined)).toMatchObject({ joining: 'closed' });
      const dora = { username: 'dora', displayName: 'Dora', email: null, password: 'walnut ferry under nine moons' };
      expect(await harness.failure('accounts.create', dora)).toMatchObject({ code: 'joiningClosed' });
      await harness.restart();
      adas = harness.sender;
      await harness.signIn('ada');
      expect(await harness.call('policy.get', undefined)).toMatchObject({ killSwitch: { byId: ada.id } });
      expect(await triggers()).toContain('killSwitch.on');
      expect(await harness.call('killSwitch.lift', undefined)).toMatchObject({ killSwitch: null });
      expect(await harness.call('accounts.joining', undefined)).toMatchObject({ joining: 'open' });
    });

    it('turns away whoever is signing in at that moment', async () => {
      await as(bens).call('session.signOut', undefined);
      const arriving = harness.app.call(bens, 'session.signIn', bensSignIn);
      await as(adas).call('killSwitch.turnOn', undefined);
      expect(await arriving).toMatchObject({ ok: false });
      expect(await as(bens).call('session.current', undefined)).toMatchObject({ status: 'signedOut' });
    });
  });

  describe('a lost administrator', () => {
    it('is replaced by the installation code, loudly, and the code has to be made anew', async () => {
      expect(await as(bens).failure('accounts.restoreAdministrator', { code: ben.personal, username: 'ben' })).toMatchObject({
        code: 'wrongRecoveryCode',
      });
      expect(await harness.failure('accounts.restoreAdministrator', { code: ada.installation, username: 'nobody' })).toMatchObject({
        code: 'notFound',
      });
      expect(await harness.call('accounts.restoreAdministrator', { code: ada.installation, username: 'ben' })).toEqual({
        displayName: 'Ben Bitdiddle',
      });
      expect(await as(bens).call('session.current', undefined)).toMatchObject({
        ...{ status: 'unlocked', account: { role: 'administrator' }, unconfirmedCodes: ['installation'] },
      });
      expect(await as(bens).call('policy.get', undefined)).toMatchObject({ activeAdministrators: 2 });
      as(adas);
      expect(await triggers()).toContain('administrator.restored');
      expect(await actions()).toEqual(expect.arrayContaining(['administrator.restored', 'administrator.restoreFailed']));
    });

    it('comes back where the only one was disabled or changed by SQL', async () => {
      await harness.close();
      openStored(dataDirectory).run(`UPDATE accounts SET role = 'user', status = 'disabled' WHERE id = '${ada.id}'`);
      await harness.open();
      const signIn = { who: { username: 'ada' }, password: passwords.ada, acceptOlder: false };
      expect(await harness.failure('session.signIn', signIn)).toMatchObject({ code: 'dataDamaged' });
      await harness.call('accounts.restoreAdministrator', { code: ada.installation, username: 'ada' });
      expect(await harness.call('session.signIn', signIn)).toMatchObject({ status: 'unlocked', account: { role: 'administrator' } });
    });
  });

  describe('a row that SQL has changed', () => {
    const change = async (sql: string): Promise<void> => {
      await harness.close();
      openStored(dataDirectory).run(`UPDATE accounts SET ${sql} WHERE id = '${ben.id}'`);
      await harness.open();
      adas = harness.sender;
      await harness.signIn('ada');
    };

    it('is found at the start and told to the administrators; mending leaves a disabled user', async () => {
      await change("role = 'administrator'");
      await expect.poll(triggers).toContain('account.damaged');
      expect(await person('ben')).toMatchObject({ damaged: true });
      expect(await act('unlock', ben.id)).toMatchObject({ refused: [{ error: { code: 'dataDamaged' } }] });
      expect(await act('mend', ben.id)).toMatchObject({ done: [ben.id] });
      expect(await person('ben')).toMatchObject({ damaged: false, role: 'user', status: 'disabled' });
      await act('enable', ben.id);
      harness.openWindow();
      expect(await harness.call('session.signIn', bensSignIn)).toMatchObject({ status: 'unlocked' });
    });

    it('is not mended where its keys are not those of its vault', async () => {
      await change('drop_box_public = zeroblob(32)');
      expect(await act('mend', ben.id)).toMatchObject({ refused: [{ error: { code: 'dataDamaged', detail: { what: 'keys' } } }] });
    });

    it.each(['password_due = 1', "activation_hash = 'aa', activation_expires_at = 9999999999999", 'erase_at = 1'])(
      'counts what a later version added as well: %s',
      async (sql) => {
        await change(sql);
        expect(await person('ben')).toMatchObject({ damaged: true });
      },
    );

    it('is not erased because SQL says that it is due', async () => {
      await change("status = 'deleted', erase_at = 1");
      harness.clock.advance(3_600_000);
      await harness.restart();
      adas = harness.sender;
      await harness.signIn('ada');
      expect(await person('ben')).toMatchObject({ damaged: true });
    });
  });

  describe('sessions', () => {
    it('are listed with what they are, and ended one by one or all at once', async () => {
      const { sessions } = await as(adas).call('sessions.everyone', { ownerId: null, liveOnly: true, offset: 0, limit: 10 });
      expect(sessions).toHaveLength(2);
      const bensOne = sessions.find(({ ownerId }) => ownerId === ben.id);
      expect(bensOne).toMatchObject({ kind: 'desktop', client: 'Test window', current: false, unlocked: true, endedAt: null });
      expect(await as(bens).failure('sessions.end', { id: sessions.find(({ current }) => current)?.id ?? '' })).toMatchObject({
        code: 'notFound',
      });
      await as(adas).call('sessions.endOf', { id: bensOne?.id ?? '' });
      expect(await as(bens).call('session.current', undefined)).toMatchObject({ status: 'signedOut', reason: 'byAdministrator' });
      await as(bens).call('session.signIn', bensSignIn);
      expect(await triggers()).toContain('sessions.ended');
      expect(await as(adas).call('sessions.endAll', undefined)).toEqual({ ended: 1 });
      expect(await as(adas).call('session.current', undefined)).toMatchObject({ status: 'unlocked' });
      const own = await as(adas).call('sessions.own', undefined);
      expect(own.sessions).toMatchObject([{ current: true }]);
      await as(adas).call('sessions.end', { id: own.sessions[0]?.id ?? '' });
      expect(await harness.call('session.current', undefined)).toMatchObject({ status: 'signedOut' });
    });

    it('that ended long ago are cleaned up', async () => {
      await as(bens).call('session.signOut', undefined);
      harness.clock.advance(91 * 86_400_000);
      const left = () => {
        harness.clock.advance(3_600_000);
        return openStored(dataDirectory).all(`SELECT id FROM sessions WHERE owner_id = '${ben.id}'`);
      };
      await expect.poll(left).toEqual([]);
    });
  });
});
