import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sealUnderInstallationCode } from '../../src-main/crypto/installation-slot.ts';
import { makeRecoveryCode } from '../../src-main/crypto/recovery-code.ts';
import { defaultPolicy, type Policy } from '../../src-shared/policy.ts';
import { apiKeyDraft, AppHarness, passwords, type TestSender } from '../helpers/app-harness.ts';
import { MemoryKeychain } from '../helpers/memory-keychain.ts';
import { openStored } from '../helpers/stored.ts';
import { temporaryDirectory } from '../helpers/temporary-directory.ts';
import { WatchedKeepers } from '../helpers/watched-keeper.ts';

const chosen = 'amber staircase beneath two rivers';

describe('what somebody might try against people and administrators', () => {
  let harness: AppHarness;
  let keepers: WatchedKeepers;
  let dataDirectory: string;
  let ada: { id: string };
  let ben: { id: string };
  let adas: TestSender;
  let bens: TestSender;

  beforeEach(async () => {
    dataDirectory = temporaryDirectory();
    keepers = new WatchedKeepers();
    harness = await AppHarness.start({ dataDirectory, keychain: new MemoryKeychain(), forkKeeper: keepers.fork });
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
  const sql = (text: string, ...values: unknown[]): void => openStored(dataDirectory).run(text, ...values);
  const setPolicy = (changes: Partial<Policy>) => as(adas).call('policy.set', { ...defaultPolicy, ...changes });
  const person = async (username: string) =>
    (await as(adas).call('people.list', { search: username, status: null, role: null, sort: 'name', offset: 0, limit: 5 })).people[0];
  const reopenAsAda = async (): Promise<void> => {
    await harness.open();
    adas = harness.sender;
    await harness.signIn('ada');
  };

  it('an installation code that SQL has put in makes nobody an administrator', async () => {
    const random = (bytes: number): Uint8Array => new Uint8Array(bytes).fill(9);
    const { text, bytes } = makeRecoveryCode(random);
    const { id: installationId } = openStored(dataDirectory).get<{ id: string }>('SELECT id FROM installation');
    const own = sealUnderInstallationCode({ installationId, code: bytes, backupKey: random(32), random });
    sql('UPDATE installation SET recovery_blob = ?', own);
    expect(await as(bens).failure('accounts.restoreAdministrator', { code: text, username: 'ben' })).toMatchObject({
      code: 'dataDamaged',
    });
    expect(await person('ben')).toMatchObject({ role: 'user' });
  });

  it('a due password is not met by the same password again', async () => {
    await as(adas).call('people.act', { act: 'requirePassword', ids: [ben.id] });
    await as(bens).call('session.signOut', undefined);
    await harness.signIn('ben');
    const same = { currentPassword: passwords.ben, newPassword: passwords.ben, endOtherSessions: false };
    expect(await harness.failure('account.changePassword', same)).toMatchObject({ code: 'weakPassword', detail: { reason: 'unchanged' } });
    expect(await harness.call('session.current', undefined)).toMatchObject({ passwordDue: true });
  });

  it('under the rule of two nobody makes a second administrator alone', async () => {
    const invited = await as(adas).call('people.create', { username: 'cleo', displayName: 'Cleo', email: null, role: 'administrator' });
    harness.openWindow();
    const cleos = harness.sender;
    await harness.call('accounts.activate', { code: invited.code, password: chosen });
    await setPolicy({ twoAdministrators: true });
    const another = { username: 'dora', displayName: 'Dora', email: null, role: 'administrator' } as const;
    expect(await as(adas).failure('people.create', another)).toEqual({ code: 'secondAdministratorNeeded' });
    expect(await harness.call('people.act', { act: 'makeAdministrator', ids: [ben.id] })).toMatchObject({ requested: [ben.id] });
    expect(await person('ben')).toMatchObject({ role: 'user' });
    const [request] = await as(cleos).call('requests.list', undefined);
    await harness.call('requests.confirm', { id: request?.id ?? '' });
    expect(await person('ben')).toMatchObject({ role: 'administrator' });
  });

  it('a policy that SQL has spoiled leaves the rule of two, and nothing is removed meanwhile', async () => {
    const { accountId } = await as(adas).call('people.create', { username: 'cleo', displayName: 'Cleo', email: null, role: 'user' });
    await harness.call('people.act', { act: 'delete', ids: [accountId] });
    const { id: item } = await harness.call('items.create', apiKeyDraft('Old one', 'k-1'));
    await harness.call('items.trash', { ids: [item] });
    await harness.call('people.act', { act: 'makeAdministrator', ids: [ben.id] });
    await setPolicy({ twoAdministrators: true });
    await as(bens).call('session.signOut', undefined);
    await harness.close();
    sql("UPDATE policy SET value = '{}'");
    const begun = harness.clock.now();
    const count = (rows: string) => openStored(dataDirectory).get<{ count: number }>(`SELECT count(*) AS count FROM ${rows}`).count;
    const left = () => ({
      accounts: count("accounts WHERE status = 'deleted'"),
      items: count('items'),
      sessions: count(`sessions WHERE created_at <= ${begun}`),
    });
    const before = left();
    expect(before).toEqual({ accounts: 1, items: 1, sessions: 2 });
    // Longer than any policy keeps anything. Housekeeping runs at the start and every hour, a trash is emptied after the sign-in.
    harness.clock.advance(4000 * 86_400_000);
    await reopenAsAda();
    expect(await harness.call('policy.get', undefined)).toMatchObject({ damaged: true, policy: { twoAdministrators: true } });
    expect(await harness.call('people.act', { act: 'delete', ids: [ben.id] })).toMatchObject({ requested: [ben.id] });
    harness.clock.advance(3_600_000);
    await harness.close();
    expect(left()).toEqual(before);
    await reopenAsAda();
    await setPolicy({ twoAdministrators: true });
    await harness.close();
    await reopenAsAda();
    harness.clock.advance(2000);
    await expect.poll(left).toEqual({ accounts: 0, items: 0, sessions: 0 });
  });

  it('a spoiled policy can be saved anew by the only administrator there is', async () => {
    await harness.close();
    sql("UPDATE policy SET value = '{}'");
    await reopenAsAda();
    expect(await setPolicy({})).toMatchObject({ damaged: false, policy: { twoAdministrators: false } });
  });

  it('a change of policy under way does not lift the kill switch', async () => {
    await Promise.all([
      harness.app.call(adas, 'policy.set', { ...defaultPolicy, trashDays: 60 }),
      harness.app.call(adas, 'killSwitch.turnOn', undefined),
    ]);
    expect(await as(adas).call('accounts.joining', undefined)).toMatchObject({ joining: 'closed' });
    await harness.restart();
    expect(await harness.call('accounts.joining', undefined)).toMatchObject({ joining: 'closed' });
  });

  it.each(['disable', 'delete'] as const)('an activation under way does not undo it: %s', async (act) => {
    const { code, accountId } = await as(adas).call('people.create', { username: 'cleo', displayName: 'Cleo', email: null, role: 'user' });
    keepers.onCall = (call) => {
      if (call === 'createVault') void harness.app.call(adas, 'people.act', { act, ids: [accountId] });
    };
    harness.openWindow();
    expect((await harness.app.call(harness.sender, 'accounts.activate', { code, password: chosen })).ok).toBe(false);
    expect(await person('cleo')).toMatchObject({ status: act === 'disable' ? 'disabled' : 'deleted', hasVault: false });
  });

  it('nobody joins with an activation code while the kill switch is on', async () => {
    const { code } = await as(adas).call('people.create', { username: 'cleo', displayName: 'Cleo', email: null, role: 'user' });
    await harness.call('killSwitch.turnOn', undefined);
    expect(await harness.failure('accounts.activate', { code, password: chosen })).toMatchObject({ code: 'joiningClosed' });
  });

  it('a person whom SQL has made a guest is mended into a user, and nobody enters there as guest', async () => {
    await setPolicy({ guest: true });
    await harness.close();
    sql("UPDATE accounts SET role = 'guest' WHERE username = 'ben'");
    await reopenAsAda();
    const enter = async () => {
      harness.openWindow();
      return harness.call('session.enterAsGuest', undefined);
    };
    expect(await enter()).toMatchObject({
      status: 'guest',
      account: { username: '*guest', id: expect.not.stringContaining(ben.id) as string },
    });
    as(adas);
    await harness.call('people.act', { act: 'mend', ids: [ben.id] });
    expect(await person('ben')).toMatchObject({ role: 'user', status: 'disabled' });
    await harness.call('people.act', { act: 'enable', ids: [ben.id] });
    expect(await person('ben')).toMatchObject({ status: 'active' });
    expect(await enter()).toMatchObject({
      status: 'guest',
      account: { username: '*guest', id: expect.not.stringContaining(ben.id) as string },
    });
  });

  it('nobody enters as guest where SQL has put a person in the place of the guest', async () => {
    await setPolicy({ guest: true });
    await harness.close();
    sql("DELETE FROM accounts WHERE username = '*guest'");
    sql("UPDATE accounts SET role = 'guest', username = '*guest' WHERE username = 'ben'");
    await harness.open();
    expect(await harness.failure('session.enterAsGuest', undefined)).toMatchObject({ code: 'dataDamaged' });
    expect(await harness.call('session.current', undefined)).not.toMatchObject({ status: 'guest' });
  });

  it('a drop-box key that was swapped everywhere keeps the vault shut', async () => {
    await harness.close();
    for (const table of ['accounts', 'person_keys'])
      sql(`UPDATE ${table} SET drop_box_public = zeroblob(32) WHERE ${table === 'accounts' ? 'id' : 'owner_id'} = '${ben.id}'`);
    await reopenAsAda();
    await harness.call('people.act', { act: 'mend', ids: [ben.id] });
    await harness.call('people.act', { act: 'enable', ids: [ben.id] });
    harness.openWindow();
    const signIn = { who: { username: 'ben' }, password: passwords.ben, acceptOlder: false };
    expect(await harness.failure('session.signIn', signIn)).toMatchObject({ code: 'dataDamaged' });
  });

  it('an account that was restored at the last moment is not erased', async () => {
    await as(adas).call('people.act', { act: 'delete', ids: [ben.id] });
    harness.clock.advance(7 * 86_400_000 - 60_000);
    await harness.signIn('ada');
    await harness.call('people.act', { act: 'restore', ids: [ben.id] });
    harness.clock.advance(3_600_000 * 2);
    await harness.restart();
    adas = harness.sender;
    await harness.signIn('ada');
    expect(await person('ben')).toMatchObject({ status: 'active' });
  });

  it.each(["role = 'user'", "status = 'disabled'", 'password_due = 1'])(
    'an administrator whose row SQL has changed calls nothing any more: %s',
    async (change) => {
      sql(`UPDATE accounts SET ${change} WHERE id = '${ada.id}'`);
      expect(await as(adas).failure('policy.get', undefined)).toEqual({ code: 'dataDamaged', detail: { what: 'account' } });
    },
  );
});
