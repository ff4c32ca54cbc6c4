import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { signedRow } from '../../src-main/accounts/account-rows.ts';
import type { AccountRow } from '../../src-main/accounts/accounts-entity.ts';
import { openDatabase } from '../../src-main/database/open-database.ts';
import { installationKeyEntry } from '../../src-main/keychain/keychain.ts';
import { apiKeyDraft, AppHarness, passwords, TestSender } from '../helpers/app-harness.ts';
import { inProcessKeeper } from '../helpers/keeper-in-process.ts';
import { MemoryKeychain } from '../helpers/memory-keychain.ts';
import { openStored } from '../helpers/stored.ts';
import { temporaryDirectory } from '../helpers/temporary-directory.ts';
import { everything } from '../../src-shared/audit.ts';

const newPassword = 'quiet glacier with nine doors';
const signIn = { who: { username: 'ada' }, password: passwords.ada, acceptOlder: false };

describe('when something breaks underneath', () => {
  let dataDirectory: string;
  let keychain: MemoryKeychain;
  let harness: AppHarness;
  let ada: { id: string; personal: string };
  let broken = false;
  const sql = (text: string, ...values: unknown[]): void => openStored(dataDirectory).run(text, ...values);

  beforeEach(async () => {
    broken = false;
    dataDirectory = temporaryDirectory();
    keychain = new MemoryKeychain();
    const forkKeeper = () => {
      const channel = inProcessKeeper();
      if (broken) queueMicrotask(() => channel.kill());
      return channel;
    };
    harness = await AppHarness.start({ dataDirectory, keychain, forkKeeper });
    ada = await harness.setUpAda();
  });
  afterEach(() => harness.close());

  it('a keeper that ends while an account is made leaves no half of it behind', async () => {
    await harness.call('session.signOut', undefined);
    await harness.restart();
    broken = true;
    const ben = { username: 'ben', displayName: 'Ben', email: null, password: passwords.ben };
    expect(await harness.failure('accounts.create', ben)).toEqual({ code: 'keeperStopped' });
    broken = false;
    expect(await harness.tiles()).toHaveLength(1);
    expect(await harness.call('accounts.create', ben)).toMatchObject({ session: { status: 'unlocked' } });
  });

  it('a keeper that ends at the first sign-in attempt leaves the next one free', async () => {
    await harness.restart();
    broken = true;
    expect(await harness.failure('session.signIn', signIn)).toEqual({ code: 'keeperStopped' });
    broken = false;
    expect(await harness.signIn('ada')).toMatchObject({ status: 'unlocked' });
  });

  it('a log that can not be written stops what it must record, and never a lock', async () => {
    sql('ALTER TABLE audit RENAME TO audit_gone');
    expect(await harness.failure('items.create', apiKeyDraft('Exchange', 'k'))).toEqual({ code: 'internal' });
    expect(await harness.call('items.counts', undefined)).toMatchObject({ all: 0 });
    expect(await harness.call('session.lock', undefined)).toMatchObject({ status: 'locked' });
    await vi.waitFor(() => expect(harness.log.map(({ event }) => event)).toContain('audit.notWritten'));
    sql('ALTER TABLE audit_gone RENAME TO audit');
    expect(await harness.signIn('ada')).toMatchObject({ status: 'unlocked' });
  });

  it('an error that nobody named tells nothing but its class', async () => {
    const { id } = await harness.call('items.create', apiKeyDraft('Exchange', 'k-secret'));
    harness.clipboard.broken = true;
    expect(await harness.failure('items.copy', { id, fieldId: 'key' })).toEqual({ code: 'internal' });
    expect(harness.log.at(-1)).toEqual({ event: 'router.internal', facts: { channel: 'items.copy', error: 'Error' } });
    expect(JSON.stringify(harness.log)).not.toContain('k-secret');
  });

  it.each([
    ['has lost its keychain entry', "UPDATE slots SET secret_id = NULL WHERE kind = 'password'"],
    ['is gone', "DELETE FROM slots WHERE kind = 'password'"],
    ['is named by no account', 'UPDATE accounts SET password_slot_id = NULL'],
  ])('a password slot that %s is damage, also inside an open session', async (_what, damage) => {
    sql(damage);
    expect(await harness.failure('recovery.renew', { kind: 'personal', password: passwords.ada })).toEqual({
      code: 'dataDamaged',
      detail: { what: 'slot' },
    });
    expect(
      await harness.failure('account.changePassword', { currentPassword: passwords.ada, newPassword, endOtherSessions: false }),
    ).toMatchObject({ code: 'dataDamaged' });
    await harness.restart();
    expect(await harness.failure('session.signIn', signIn)).toMatchObject({ code: 'dataDamaged' });
  });

  it('a sign-in that can not be finished leaves the vault closed', async () => {
    await harness.restart();
    sql('ALTER TABLE preferences RENAME TO preferences_gone');
    expect(await harness.failure('session.signIn', signIn)).toEqual({ code: 'internal' });
    sql('ALTER TABLE preferences_gone RENAME TO preferences');
    expect(await harness.failure('items.counts', undefined)).toEqual({ code: 'notSignedIn' });
    expect(await harness.signIn('ada')).toMatchObject({ status: 'unlocked' });
  });

  it('keys that are gone are damage', async () => {
    await harness.close();
    sql('DELETE FROM person_keys');
    await harness.open();
    expect(await harness.failure('session.signIn', signIn)).toEqual({ code: 'dataDamaged', detail: { what: 'keys' } });
  });

  it('an account that SQL took away while its person was signed in is not found', async () => {
    const renewed = await harness.renew('personal', passwords.ada);
    sql('PRAGMA foreign_keys = OFF');
    sql('DELETE FROM accounts');
    expect(await harness.failure('session.current', undefined)).toMatchObject({ code: 'notFound' });
    expect(await harness.failure('audit.everyone', { filter: everything, before: null, limit: 5 })).toMatchObject({ code: 'notFound' });
    expect(await harness.failure('recovery.renew', { kind: 'personal', password: passwords.ada })).toMatchObject({ code: 'notFound' });
    const group = renewed.code.split('-')[renewed.askGroup - 1] ?? '';
    expect(await harness.failure('recovery.confirm', { kind: 'personal', group })).toMatchObject({ code: 'notFound' });
    const recover = { who: { accountId: ada.id }, code: ada.personal, newPassword, acceptOlder: false };
    expect(await harness.failure('session.recover', recover)).toEqual({ code: 'wrongRecoveryCode' });
  });

  it('a disabled account is told so only after the right password or code', async () => {
    await harness.close();
    const database = await openDatabase({ dataDirectory, clock: harness.clock, log: () => undefined });
    const installation = await database.repositories.installation.find();
    const key = await keychain.read(installationKeyEntry(installation?.id ?? '', 'account-rows'));
    const row = (await database.repositories.accounts.find(ada.id)) as AccountRow;
    const { mac } = signedRow(key, { ...row, status: 'disabled' });
    await database.repositories.accounts.update(ada.id, { status: 'disabled', mac });
    await database.close();
    await harness.open();
    expect(await harness.failure('session.signIn', { ...signIn, password: 'wrong' })).toEqual({ code: 'wrongPassword' });
    expect(await harness.failure('session.signIn', signIn)).toEqual({ code: 'accountDisabled' });
    const recover = { who: { accountId: ada.id }, code: ada.personal, newPassword, acceptOlder: false };
    expect(await harness.failure('session.recover', recover)).toEqual({ code: 'accountDisabled' });
    expect(await harness.tiles()).toEqual([]);
  });

  it('a recovery whose code is wrong leaves no keychain entry behind', async () => {
    const devices = (): string[] => keychain.entries().filter((entry) => entry.startsWith('device:'));
    const other = ada.personal.startsWith('0') ? `1${ada.personal.slice(1)}` : `0${ada.personal.slice(1)}`;
    expect(
      await harness.failure('session.recover', { who: { accountId: ada.id }, code: other, newPassword, acceptOlder: false }),
    ).toMatchObject({
      code: 'wrongRecoveryCode',
    });
    const installation = await harness.renew('installation', passwords.ada);
    expect(
      await harness.failure('session.recover', { who: { accountId: ada.id }, code: installation.code, newPassword, acceptOlder: false }),
    ).toEqual({ code: 'wrongRecoveryCode' });
    expect(devices()).toHaveLength(1);
  });
});

describe('what somebody at the machine might try', () => {
  let dataDirectory: string;
  let harness: AppHarness;
  let keychain: MemoryKeychain;

  beforeEach(async () => {
    dataDirectory = temporaryDirectory();
    keychain = new MemoryKeychain();
    harness = await AppHarness.start({ dataDirectory, keychain });
    await harness.setUpAda();
  });
  afterEach(() => harness.close());

  it('a role that SQL raised is never signed by the app, whatever its owner changes', async () => {
    await harness.addBen();
    const renewed = await harness.renew('personal', passwords.ben);
    openStored(dataDirectory).run("UPDATE accounts SET role = 'administrator' WHERE username = 'ben'");
    const change = { currentPassword: passwords.ben, newPassword, endOtherSessions: false };
    expect(await harness.failure('account.changePassword', change)).toEqual({ code: 'dataDamaged', detail: { what: 'account' } });
    const group = renewed.code.split('-')[renewed.askGroup - 1] ?? '';
    expect(await harness.failure('recovery.confirm', { kind: 'personal', group })).toMatchObject({ code: 'dataDamaged' });
    expect(await harness.failure('recovery.renew', { kind: 'installation', password: passwords.ben })).toMatchObject({
      code: 'dataDamaged',
    });
    expect(await harness.failure('audit.everyone', { filter: everything, before: null, limit: 5 })).toEqual({ code: 'denied' });
  });

  it('guesses made all at once count one by one', async () => {
    await harness.call('session.signOut', undefined);
    const guesses = Array.from({ length: 12 }, (_, at) => harness.failure('session.signIn', { ...signIn, password: `guess ${at}` }));
    const codes = (await Promise.all(guesses)).map(({ code }) => code);
    expect(codes.filter((code) => code === 'wrongPassword')).toHaveLength(5);
    expect(codes.filter((code) => code === 'tooManyAttempts')).toHaveLength(7);
  });

  it('guesses of the present password made all at once count one by one', async () => {
    const guesses = Array.from({ length: 12 }, (_, at) => harness.failure('recovery.renew', { kind: 'personal', password: `guess ${at}` }));
    const codes = (await Promise.all(guesses)).map(({ code }) => code);
    expect(codes.filter((code) => code === 'wrongPassword')).toHaveLength(5);
  });

  it('a second window of the same person is locked until it is opened by itself', async () => {
    const other = new TestSender();
    harness.app.attach(other);
    expect(await harness.app.call(other, 'session.current', undefined)).toMatchObject({ ok: true, value: { status: 'locked' } });
    expect(await harness.app.call(other, 'items.counts', undefined)).toEqual({ ok: false, error: { code: 'vaultLocked' } });
    expect(await harness.call('items.counts', undefined)).toMatchObject({ all: 0 });
  });

  it('a lock of everyone stops a sign-in that is under way', async () => {
    await harness.call('session.lock', undefined);
    keychain.onRead = (entry) => void (entry.startsWith('device:') && harness.app.system('suspend'));
    expect(await harness.failure('session.signIn', signIn)).toEqual({ code: 'vaultLocked' });
    expect(await harness.call('session.current', undefined)).toMatchObject({ status: 'locked' });
  });

  it('a window that goes away during a sign-in leaves no vault open', async () => {
    await harness.call('session.lock', undefined);
    const arriving = harness.app.call(harness.sender, 'session.signIn', signIn);
    await harness.app.detach(harness.sender);
    expect(await arriving).toMatchObject({ ok: false });
    harness.openWindow();
    expect(await harness.call('session.current', undefined)).toMatchObject({ status: 'locked' });
  });

  it('a value copied while the person locks is taken off again', async () => {
    const { id } = await harness.call('items.create', apiKeyDraft('Exchange', 'k-123'));
    harness.clipboard.delayed = true;
    const copying = harness.app.call(harness.sender, 'items.copy', { id, fieldId: 'key' });
    await vi.waitFor(() => expect(harness.clipboard.waiting).toBe(1));
    await harness.call('session.lock', undefined);
    harness.clipboard.release();
    expect(await copying).toEqual({ ok: false, error: { code: 'vaultLocked' } });
    expect(harness.clipboard.text).toBe('');
  });

  it('a log that was cut keeps nobody out', async () => {
    await harness.close();
    openStored(dataDirectory).run('DELETE FROM audit WHERE sequence > 1');
    await harness.open();
    expect(await harness.signIn('ada')).toMatchObject({ status: 'unlocked' });
    expect(await harness.call('audit.verify', undefined)).toMatchObject({ status: 'damaged' });
  });
});

describe('before there is an installation', () => {
  it('the file keychain can be chosen, and says that protection is reduced', async () => {
    const keychain = new MemoryKeychain();
    keychain.fail('keychainUnavailable');
    const dataDirectory = temporaryDirectory();
    const harness = await AppHarness.start({ dataDirectory, keychain });
    expect(await harness.call('app.status', undefined)).toMatchObject({
      phase: 'firstRun',
      keychain: { kind: 'os', state: 'unavailable' },
    });
    const person = { username: 'ada', displayName: 'Ada', email: null, password: passwords.ada };
    expect(await harness.failure('setup.createAdministrator', person)).toEqual({ code: 'keychainUnavailable' });
    expect(await harness.call('setup.checkKeychain', undefined)).toEqual({ kind: 'os', state: 'unavailable' });
    expect(await harness.call('setup.useFileKeychain', undefined)).toEqual({ kind: 'file', state: 'available' });
    await harness.setUpAda();
    await harness.restart();
    expect(await harness.call('app.status', undefined)).toMatchObject({ phase: 'ready', keychain: { kind: 'file', state: 'available' } });
    await harness.signIn('ada');
    const { rows } = await harness.call('audit.own', { before: null, limit: 50 });
    expect(rows.map((row) => row.action)).toContain('keychain.fileChosen');
    await harness.close();
  });
});
