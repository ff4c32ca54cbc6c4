import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { apiKeyDraft, AppHarness, passwords } from '../helpers/app-harness.ts';
import { deviceSecretEntry } from '../../src-main/keychain/keychain.ts';
import { MemoryKeychain } from '../helpers/memory-keychain.ts';
import { temporaryDirectory } from '../helpers/temporary-directory.ts';
import { openStored } from '../helpers/stored.ts';
import { everything } from '../../src-shared/audit.ts';

const newPassword = 'quiet glacier with nine doors';

describe('accounts', () => {
  let harness: AppHarness;
  let keychain: MemoryKeychain;
  let dataDirectory: string;

  beforeEach(async () => {
    dataDirectory = temporaryDirectory();
    keychain = new MemoryKeychain();
    harness = await AppHarness.start({ dataDirectory, keychain });
  });
  afterEach(() => harness.close());

  const wrong = (username = 'ada') =>
    harness.failure('session.signIn', { who: { username }, password: 'not the password', acceptOlder: false });

  it('makes the first administrator and is ready afterwards', async () => {
    expect(await harness.call('app.status', undefined)).toMatchObject({ phase: 'firstRun', keychain: { state: 'available' } });
    await harness.setUpAda();
    expect(await harness.call('app.status', undefined)).toMatchObject({ phase: 'ready' });
    expect(await harness.call('session.current', undefined)).toMatchObject({
      status: 'unlocked',
      unconfirmedCodes: [],
      account: { role: 'administrator' },
    });
  });

  it('stores nothing when the first administrator is refused', async () => {
    const person = { username: 'ada', displayName: 'Ada', email: null, password: 'aaaaaaaaaaaaaaaaaaaa' };
    expect(await harness.failure('setup.createAdministrator', person)).toMatchObject({
      code: 'weakPassword',
      detail: { reason: 'tooCommon' },
    });
    expect(await harness.failure('setup.createAdministrator', { ...person, password: 'Zq8#kP2$' })).toMatchObject({ code: 'weakPassword' });
    expect(new Set(keychain.entries().flatMap((entry) => (entry.startsWith('installation:') ? [entry.split(':')[1]] : []))).size).toBe(1);
    await harness.restart();
    expect(await harness.call('app.status', undefined)).toMatchObject({ phase: 'firstRun' });
  });

  it('says which name is taken', async () => {
    await harness.setUpAda();
    const twin = { username: 'ADA', displayName: 'Ada', email: null, password: passwords.ben };
    expect(await harness.failure('accounts.create', twin)).toMatchObject({ code: 'usernameTaken', detail: { what: 'username' } });
    expect(await harness.failure('accounts.create', { ...twin, username: 'ada2', email: 'ada@example.org' })).toMatchObject({
      detail: { what: 'email' },
    });
  });

  it('answers an unknown name exactly like a wrong password', async () => {
    await harness.setUpAda();
    expect(await wrong('nobody')).toEqual(await wrong('ada'));
  });

  it('delays after five failures, refuses the right password meanwhile, and clears with success', async () => {
    await harness.setUpAda();
    await harness.call('session.signOut', undefined);
    for (let attempt = 1; attempt <= 4; attempt += 1) expect(await wrong()).toEqual({ code: 'wrongPassword' });
    const retryAt = harness.clock.now() + 30_000;
    expect(await wrong()).toEqual({ code: 'wrongPassword', detail: { retryAt } });
    const right = { who: { username: 'ada' }, password: passwords.ada, acceptOlder: false };
    expect(await harness.failure('session.signIn', right)).toEqual({ code: 'tooManyAttempts', detail: { retryAt } });
    expect(await harness.tiles()).toMatchObject([{ lockedUntil: retryAt }]);
    await harness.restart();
    expect(await harness.failure('session.signIn', right)).toMatchObject({ code: 'tooManyAttempts' });
    harness.clock.advance(30_000);
    expect(await harness.signIn('ada')).toMatchObject({ status: 'unlocked', failuresSinceLastSignIn: 5 });
    await harness.call('session.signOut', undefined);
    expect(await wrong()).toEqual({ code: 'wrongPassword' });
  });

  it('is not fooled by a clock that was set back, nor locked out by it', async () => {
    await harness.setUpAda();
    for (let attempt = 1; attempt <= 5; attempt += 1) await wrong();
    harness.clock.set(harness.clock.now() - 365 * 86_400_000);
    const retryAt = harness.clock.now() + 30_000;
    expect(await wrong()).toEqual({ code: 'tooManyAttempts', detail: { retryAt } });
    harness.clock.advance(30_000);
    expect(await harness.signIn('ada')).toMatchObject({ status: 'unlocked' });
  });

  it('gives a forgotten password a way back with every item in place', async () => {
    const ada = await harness.setUpAda();
    const { id } = await harness.call('items.create', apiKeyDraft('Exchange', 'k-123'));
    await harness.call('session.signOut', undefined);
    const recover = { who: { accountId: ada.id }, code: ada.personal, newPassword, acceptOlder: false };
    expect(await harness.failure('session.recover', { ...recover, newPassword: 'short' })).toMatchObject({ code: 'weakPassword' });
    expect(await harness.failure('session.recover', { ...recover, code: ada.installation })).toEqual({ code: 'wrongRecoveryCode' });
    expect(await harness.failure('session.recover', { ...recover, code: 'AAAA-BBBB' })).toMatchObject({ code: 'wrongRecoveryCode' });
    expect(await harness.call('session.recover', { ...recover, code: ada.personal.toLowerCase().replaceAll('-', ' ') })).toMatchObject({
      status: 'unlocked',
      unconfirmedCodes: ['personal'],
    });
    expect(await harness.call('items.reveal', { id, fieldId: 'key' })).toEqual({ value: 'k-123' });
    await harness.call('session.signOut', undefined);
    expect(
      await harness.failure('session.signIn', { who: { username: 'ada' }, password: passwords.ada, acceptOlder: false }),
    ).toMatchObject({ code: 'wrongPassword' });
    await harness.call('session.signIn', { who: { username: 'ada' }, password: newPassword, acceptOlder: false });
  });

  it('keeps the old slot and its keychain entry until the next sign-in after a recovery, and no longer', async () => {
    const ada = await harness.setUpAda();
    const entries = () => keychain.entries().filter((entry) => entry.startsWith('device:'));
    await harness.call('session.recover', { who: { accountId: ada.id }, code: ada.personal, newPassword, acceptOlder: false });
    expect(entries()).toHaveLength(2);
    await harness.call('session.signOut', undefined);
    await harness.call('session.signIn', { who: { username: 'ada' }, password: newPassword, acceptOlder: false });
    expect(entries()).toHaveLength(1);
  });

  it('names a lost keychain entry and lets the recovery code mend it', async () => {
    const ada = await harness.setUpAda();
    const { id } = await harness.call('items.create', apiKeyDraft('Exchange', 'k-123'));
    await harness.call('session.signOut', undefined);
    for (const entry of keychain.entries()) if (entry.startsWith('device:')) keychain.lose(entry);
    const signIn = { who: { username: 'ada' }, password: passwords.ada, acceptOlder: false };
    expect(await harness.failure('session.signIn', signIn)).toEqual({ code: 'keychainEntryMissing' });
    await harness.call('session.recover', { who: { accountId: ada.id }, code: ada.personal, newPassword, acceptOlder: false });
    expect(await harness.call('items.reveal', { id, fieldId: 'key' })).toEqual({ value: 'k-123' });
  });

  it.each(['keychainUnavailable', 'keychainLocked'] as const)('says %s, counts no failure and goes on when it is mended', async (code) => {
    await harness.setUpAda();
    await harness.call('session.signOut', undefined);
    keychain.fail(code);
    const signIn = { who: { username: 'ada' }, password: passwords.ada, acceptOlder: false };
    for (let attempt = 1; attempt <= 6; attempt += 1) expect(await harness.failure('session.signIn', signIn)).toEqual({ code });
    await harness.restart();
    expect(await harness.call('app.status', undefined)).toMatchObject({ phase: 'problem', problem: { code } });
    keychain.mend();
    expect(await harness.call('setup.checkKeychain', undefined)).toMatchObject({ state: 'available' });
    expect(await harness.call('session.signIn', signIn)).toMatchObject({ status: 'unlocked' });
  });

  it('changes the password, refuses a wrong present one, and leaves nothing of the old slot', async () => {
    await harness.setUpAda();
    const change = { currentPassword: passwords.ada, newPassword, endOtherSessions: true };
    expect(await harness.failure('account.changePassword', { ...change, currentPassword: 'nope' })).toMatchObject({
      code: 'wrongPassword',
    });
    expect(await harness.failure('account.changePassword', { ...change, newPassword: 'nope' })).toMatchObject({ code: 'weakPassword' });
    const before = openStored(dataDirectory).get<{ wrapped: Uint8Array }>("SELECT wrapped FROM slots WHERE kind = 'password'");
    await harness.call('account.changePassword', change);
    expect(openStored(dataDirectory).bytesContain(before.wrapped)).toBe(false);
    await harness.call('session.signOut', undefined);
    expect(
      await harness.failure('session.signIn', { who: { username: 'ada' }, password: passwords.ada, acceptOlder: false }),
    ).toMatchObject({ code: 'wrongPassword' });
    await harness.call('session.signIn', { who: { username: 'ada' }, password: newPassword, acceptOlder: false });
  });

  it('throttles guesses of the present password inside an open session too', async () => {
    await harness.setUpAda();
    for (let attempt = 1; attempt <= 5; attempt += 1) await harness.failure('recovery.renew', { kind: 'personal', password: 'guess' });
    expect(await harness.failure('recovery.renew', { kind: 'personal', password: passwords.ada })).toMatchObject({
      code: 'tooManyAttempts',
    });
  });

  it('renews the recovery code; the previous one opens until the new one is confirmed', async () => {
    const ada = await harness.setUpAda();
    const renewed = await harness.renew('personal', passwords.ada);
    expect(await harness.failure('recovery.confirm', { kind: 'personal', group: '----' })).toEqual({ code: 'recoveryCodeMismatch' });
    const recover = (code: string) => ({ who: { accountId: ada.id }, code, newPassword, acceptOlder: false });
    expect(await harness.failure('session.recover', recover(renewed.code))).toMatchObject({ code: 'wrongRecoveryCode' });
    await harness.confirm('personal', renewed);
    expect(await harness.failure('session.recover', recover(ada.personal))).toMatchObject({ code: 'wrongRecoveryCode' });
    expect(await harness.call('session.recover', recover(renewed.code))).toMatchObject({ status: 'unlocked' });
  });

  it('keeps asking for a code that was never confirmed, also after a restart', async () => {
    await harness.call('setup.createAdministrator', { username: 'ada', displayName: 'Ada', email: null, password: passwords.ada });
    await harness.restart();
    expect(await harness.signIn('ada')).toMatchObject({ unconfirmedCodes: ['personal', 'installation'] });
    expect(await harness.failure('recovery.confirm', { kind: 'personal', group: 'AAAA' })).toMatchObject({ code: 'notFound' });
    await harness.confirm('installation', await harness.renew('installation', passwords.ada));
    expect(await harness.call('session.current', undefined)).toMatchObject({ unconfirmedCodes: ['personal'] });
  });

  it('gives nobody but an administrator a new installation code', async () => {
    await harness.setUpAda();
    await harness.addBen();
    expect(await harness.failure('recovery.renew', { kind: 'installation', password: passwords.ben })).toEqual({ code: 'denied' });
  });

  it.each([
    ['role', "UPDATE accounts SET role = 'administrator' WHERE username = 'ben'"],
    ['status', "UPDATE accounts SET status = 'disabled' WHERE username = 'ben'"],
    [
      'slot',
      "UPDATE accounts SET password_slot_id = (SELECT password_slot_id FROM accounts WHERE username = 'ada') WHERE username = 'ben'",
    ],
    ['key', "UPDATE accounts SET identity_public = zeroblob(32) WHERE username = 'ben'"],
  ])('calls an account row whose %s was changed by SQL damaged', async (_what, sql) => {
    await harness.setUpAda();
    await harness.addBen();
    await harness.close();
    openStored(dataDirectory).run(sql);
    await harness.open();
    const signIn = { who: { username: 'ben' }, password: passwords.ben, acceptOlder: false };
    expect(await harness.failure('session.signIn', signIn)).toEqual({ code: 'dataDamaged', detail: { what: 'account' } });
    expect(await harness.signIn('ada')).toMatchObject({ status: 'unlocked' });
  });

  it('begins a new audit epoch and signs the rows anew when the installation keys are lost', async () => {
    const ada = await harness.setUpAda();
    await harness.close();
    for (const entry of keychain.entries()) if (!entry.startsWith('device:')) keychain.lose(entry);
    await harness.open();
    expect(await harness.signIn('ada')).toMatchObject({ status: 'unlocked', unconfirmedCodes: ['installation'] });
    const { rows } = await harness.call('audit.own', { before: null, limit: 50 });
    expect(rows.map((row) => row.action)).toContain('session.signedIn');
    expect(await harness.call('audit.everyone', { filter: everything, before: null, limit: 50 })).toMatchObject({
      rows: expect.arrayContaining([expect.objectContaining({ action: 'audit.epochStarted' })]),
    });
    expect(keychain.entries()).toContain(deviceEntryOf(keychain, ada.id));
  });

  it('tells in the log that the rows were signed anew where their key alone is lost', async () => {
    await harness.setUpAda();
    await harness.close();
    for (const entry of keychain.entries()) if (entry.endsWith(':account-rows')) keychain.lose(entry);
    await harness.open();
    expect(await harness.signIn('ada')).toMatchObject({ status: 'unlocked', unconfirmedCodes: [] });
    const { rows } = await harness.call('audit.everyone', { filter: everything, before: null, limit: 50 });
    expect(rows.map((row) => row.action)).toContain('accounts.signedAnew');
    expect(rows.map((row) => row.action)).not.toContain('audit.epochStarted');
  });

  const deviceEntryOf = (chain: MemoryKeychain, ownerId: string): string => {
    const [, installationId = '', , secretId = ''] =
      chain
        .entries()
        .find((entry) => entry.startsWith('device:'))
        ?.split(':') ?? [];
    return deviceSecretEntry(installationId, ownerId, secretId);
  };
});
