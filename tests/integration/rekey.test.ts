import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../src-shared/errors.ts';
import { apiKeyDraft, AppHarness, passwords } from '../helpers/app-harness.ts';
import { MemoryKeychain } from '../helpers/memory-keychain.ts';
import { openStored } from '../helpers/stored.ts';
import { temporaryDirectory } from '../helpers/temporary-directory.ts';

describe('a vault that gets another key', () => {
  let harness: AppHarness;
  let dataDirectory: string;
  let keychain: MemoryKeychain;
  let ada: { id: string; personal: string };
  let itemId: string;

  beforeEach(async () => {
    dataDirectory = temporaryDirectory();
    keychain = new MemoryKeychain();
    harness = await AppHarness.start({ dataDirectory, keychain });
    ada = await harness.setUpAda();
    itemId = (await harness.call('items.create', apiKeyDraft('Exchange', 'k-123'))).id;
    const { id } = await harness.call('items.create', apiKeyDraft('Old one', 'k-old'));
    await harness.call('items.trash', { ids: [id] });
  });
  afterEach(() => harness.close());

  const stored = () => openStored(dataDirectory).get<{ secret: Uint8Array }>(`SELECT secret FROM items WHERE id = '${itemId}'`).secret;
  const key = () => harness.call('items.reveal', { id: itemId, fieldId: 'key' });

  it('keeps every item, also after a restart, and nothing that was sealed before', async () => {
    const before = stored();
    const renewed = await harness.call('account.rekey', { password: passwords.ada });
    expect(await key()).toEqual({ value: 'k-123' });
    expect(await harness.call('items.counts', undefined)).toMatchObject({ all: 1, trash: 1 });
    expect(openStored(dataDirectory).bytesContain(before)).toBe(false);
    await harness.call('items.update', { id: itemId, revision: 1, draft: apiKeyDraft('Exchange', 'k-456') });
    await harness.confirm('personal', renewed);
    await harness.restart();
    await harness.signIn('ada');
    expect(await key()).toEqual({ value: 'k-456' });
    expect(await harness.call('audit.verify', undefined)).toMatchObject({ status: 'intact' });
    const { notifications } = await harness.call('notifications.list', { before: null, limit: 5 });
    expect(notifications.map(({ trigger }) => trigger)).toContain('vault.rekeyed');
  });

  it('leaves no timer that belonged to it under the key before', async () => {
    const timersAfterRekey = async (): Promise<number> => {
      await harness.call('account.rekey', { password: passwords.ada });
      harness.clock.advance(2000);
      return harness.clock.pending;
    };
    const once = await timersAfterRekey();
    expect(await timersAfterRekey()).toBe(once);
  });

  it('leaves nothing in the keychain of a password that a recovery had replaced', async () => {
    const devices = () => keychain.entries().filter((entry) => entry.startsWith('device:'));
    await harness.call('session.signOut', undefined);
    const recovery = { who: { username: 'ada' }, code: ada.personal, newPassword: passwords.ben, acceptOlder: false };
    await harness.call('session.recover', recovery);
    expect(devices()).toHaveLength(2);
    await harness.call('account.rekey', { password: passwords.ben });
    expect(devices()).toHaveLength(1);
    await harness.call('session.signOut', undefined);
    const signIn = { who: { username: 'ada' }, password: passwords.ben, acceptOlder: false };
    expect(await harness.call('session.signIn', signIn)).toMatchObject({ status: 'unlocked' });
    expect(devices()).toHaveLength(1);
  });

  it('is done although the keychain keeps an entry that nothing needs any more', async () => {
    await harness.call('session.signOut', undefined);
    const recovery = { who: { username: 'ada' }, code: ada.personal, newPassword: passwords.ben, acceptOlder: false };
    await harness.call('session.recover', recovery);
    keychain.remove = () => Promise.reject(new AppError('keychainUnavailable'));
    await harness.call('account.rekey', { password: passwords.ben });
    expect(await key()).toEqual({ value: 'k-123' });
  });

  it('opens with the new recovery code and not with the previous one', async () => {
    const renewed = await harness.call('account.rekey', { password: passwords.ada });
    await harness.call('session.signOut', undefined);
    const recover = (code: string) => ({
      who: { username: 'ada' },
      code,
      newPassword: 'quiet glacier with nine doors',
      acceptOlder: false,
    });
    expect(await harness.failure('session.recover', recover(ada.personal))).toMatchObject({ code: 'wrongRecoveryCode' });
    expect(await harness.call('session.recover', recover(renewed.code))).toMatchObject({
      status: 'unlocked',
      unconfirmedCodes: ['personal'],
    });
    expect(await key()).toEqual({ value: 'k-123' });
  });

  it('takes the password', async () => {
    expect(await harness.failure('account.rekey', { password: 'not the password' })).toEqual({ code: 'wrongPassword' });
  });

  it('is left as it is where one of its items is damaged', async () => {
    openStored(dataDirectory).run(`UPDATE items SET secret = zeroblob(64) WHERE id = '${itemId}'`);
    const { generation } = openStored(dataDirectory).get<{ generation: number }>('SELECT generation FROM vaults');
    expect(await harness.failure('account.rekey', { password: passwords.ada })).toMatchObject({ code: 'dataDamaged' });
    expect(openStored(dataDirectory).get('SELECT generation FROM vaults')).toEqual({ generation });
    expect(await harness.call('items.counts', undefined)).toMatchObject({ all: 1 });
  });

  it('is closed where it was locked meanwhile, and opens with the same password', async () => {
    const rekeying = harness.app.call(harness.sender, 'account.rekey', { password: passwords.ada });
    await harness.call('session.lock', undefined);
    await rekeying;
    expect(await harness.call('session.current', undefined)).toMatchObject({ status: 'locked' });
    await harness.signIn('ada');
    expect(await key()).toEqual({ value: 'k-123' });
  });

  it('stands open at the same window and no other', async () => {
    await harness.call('account.rekey', { password: passwords.ada });
    const before = harness.sender;
    harness.openWindow();
    expect(await harness.failure('items.counts', undefined)).toMatchObject({ code: 'notSignedIn' });
    harness.sender = before;
    expect(await harness.call('items.counts', undefined)).toMatchObject({ all: 1 });
  });
});
