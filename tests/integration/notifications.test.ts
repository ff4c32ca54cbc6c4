import { randomBytes, randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { signedRow } from '../../src-main/accounts/account-rows.ts';
import type { Database, Repositories } from '../../src-main/database/database.ts';
import { openDatabase } from '../../src-main/database/open-database.ts';
import { createNotificationService, type NotificationService } from '../../src-main/notifications/notification-service.ts';
import type { OpenVault } from '../../src-main/vault/open-vault.ts';
import { accountRowsKey } from '../helpers/audit-log.ts';
import { FakeClock } from '../helpers/fake-clock.ts';
import { newVault, type TestVault } from '../helpers/keeper-vault.ts';
import { accountRow } from '../helpers/rows.ts';
import { openStored } from '../helpers/stored.ts';
import { temporaryDirectory } from '../helpers/temporary-directory.ts';

/** An open vault as far as notifications need one. */
const openVault = ({ person, logic }: TestVault): OpenVault =>
  ({ ownerId: person.ownerId, keeper: { call: logic.handle } }) as unknown as OpenVault;

describe('notifications', () => {
  let dataDirectory: string;
  let database: Database;
  let clock: FakeClock;
  let service: NotificationService;
  let ada: TestVault;
  let log: { event: string; facts: unknown }[];
  let heard: [string, number][];
  let newIds: string[];

  beforeEach(async () => {
    dataDirectory = temporaryDirectory();
    clock = new FakeClock();
    [log, heard, newIds] = [[], [], []];
    database = await openDatabase({ dataDirectory, clock, log: () => undefined });
    onTestFinished(() => database.close());
    service = createNotificationService({
      ...{ database, clock, random: randomBytes, accountRowsKey },
      log: (event, facts) => void log.push({ event, facts }),
      newId: () => newIds.shift() ?? randomUUID(),
    });
    service.onChanged((ownerId, unread) => void heard.push([ownerId, unread]));
    ada = await person('ada');
    await person('witness');
  });

  async function person(id: string, changes: Partial<ReturnType<typeof accountRow>> = {}): Promise<TestVault> {
    const vault = await newVault(id);
    const dropBoxPublic = Buffer.from(vault.person.keys.dropBoxPublic);
    await database.repositories.accounts.insert(signedRow(accountRowsKey, { ...accountRow(id), dropBoxPublic, ...changes }));
    return vault;
  }
  const inTransaction = (work: (r: Repositories) => Promise<void>): Promise<void> => database.transaction(work);
  const tell = (...told: Parameters<NotificationService['tell']> extends [Repositories, ...infer Rest] ? Rest : never): Promise<void> =>
    inTransaction((r) => service.tell(r, ...told));
  const listed = (vault = ada, before: string | null = null, limit = 50) => service.list(openVault(vault), before, limit);
  /** Everything that was announced, once somebody who was told later has heard of it. */
  const settled = async (): Promise<[string, number][]> => {
    const before = heard.filter(([ownerId]) => ownerId === 'witness').length;
    await tell('witness', 'account.enabled', {});
    await vi.waitFor(() => expect(heard.filter(([ownerId]) => ownerId === 'witness').length).toBeGreaterThan(before));
    return heard.filter(([ownerId]) => ownerId !== 'witness');
  };

  describe('are not written', () => {
    it('where the act that they tell of is taken back, and nobody hears of them', async () => {
      const failed = inTransaction(async (r) => {
        await service.tell(r, 'ada', 'account.disabled', {});
        throw new Error('taken back');
      });
      await expect(failed).rejects.toThrow('taken back');
      expect(await settled()).toEqual([]);
      expect(await listed()).toEqual({ notifications: [], unread: 0, more: false });
    });

    it('to accounts without a vault, and to accounts that are not there', async () => {
      await person('guest', { dropBoxPublic: Buffer.alloc(0), role: 'guest' });
      await tell('guest', 'account.enabled', {});
      await tell('nobody-at-all', 'account.enabled', {});
      expect(await settled()).toEqual([]);
      expect(await service.unread('guest')).toBe(0);
    });

    it('to an account whose stored key is none, and the act goes on', async () => {
      await person('ben', { dropBoxPublic: Buffer.alloc(32) });
      await inTransaction(async (r) => {
        await service.tell(r, 'ben', 'account.disabled', {});
        await r.accounts.update('ben', { status: 'disabled' });
      });
      expect((await database.repositories.accounts.find('ben'))?.status).toBe('disabled');
      expect(await service.unread('ben')).toBe(0);
      expect(log).toEqual([{ event: 'notifications.notSealed', facts: { ownerId: 'ben', code: 'dataDamaged' } }]);
    });

    it('where the person chose not to be told; what happened to the account is told all the same', async () => {
      const none = { signIns: false, policy: false, people: false };
      await database.transaction((r) => r.preferences.write('ada', { notifications: none }));
      for (const trigger of ['session.new', 'policy.changed', 'account.joined'] as const) await tell('ada', trigger, {});
      for (const trigger of ['account.disabled', 'sessions.ended', 'killSwitch.on', 'password.changed'] as const)
        await tell('ada', trigger, {});
      const { notifications } = await listed();
      expect(notifications.map(({ trigger }) => String(trigger)).toSorted((a, b) => a.localeCompare(b))).toEqual([
        'account.disabled',
        'killSwitch.on',
        'password.changed',
        'sessions.ended',
      ]);
    });

    it('by anyone else: a choice silences its own triggers only, and one that is damaged silences nothing', async () => {
      await database.transaction((r) => r.preferences.write('ada', { notifications: { signIns: false, policy: true, people: true } }));
      await tell('ada', 'signIn.failures', { count: 3 });
      await tell('ada', 'policy.changed', {});
      expect(await service.unread('ada')).toBe(1);
      await database.transaction((r) => r.preferences.write('ada', { notifications: 'none' }));
      await tell('ada', 'signIn.failures', { count: 3 });
      expect(await service.unread('ada')).toBe(2);
    });
  });

  describe('that were changed behind our back', () => {
    it('say so, and hide no other', async () => {
      newIds = ['one', 'two', 'three'];
      for (const by of ['Eve', 'Frank', 'Grace']) {
        await tell('ada', 'account.enabled', { by });
        clock.advance(1);
      }
      const sql = openStored(dataDirectory);
      sql.run("UPDATE notifications SET sealed = (SELECT sealed FROM notifications WHERE id = 'three') WHERE id = 'two'");
      const { notifications, unread } = await listed();
      expect(unread).toBe(3);
      expect(notifications.map(({ id, trigger, facts }) => [id, trigger, facts])).toEqual([
        ['three', 'account.enabled', { by: 'Grace' }],
        ['two', null, { what: 'dataDamaged' }],
        ['one', 'account.enabled', { by: 'Eve' }],
      ]);
      await service.dismiss('ada', ['two']);
      expect((await listed()).notifications.map(({ id }) => id)).toEqual(['three', 'one']);
    });

    it('don’t open for the person to whom they were moved', async () => {
      const ben = await person('ben');
      newIds = ['one'];
      await tell('ada', 'account.enabled', {});
      openStored(dataDirectory).run("UPDATE notifications SET owner_id = 'ben'");
      expect((await listed(ben)).notifications).toMatchObject([{ id: 'one', trigger: null }]);
    });
  });

  describe('are told', () => {
    it('sealed: nothing on the disk says what or of whom', async () => {
      await tell('ada', 'account.roleChanged', { by: 'canary-of-a-name', what: 'administrator' });
      await database.truncateWal();
      const stored = openStored(dataDirectory);
      for (const canary of ['canary-of-a-name', 'roleChanged']) expect(stored.bytesContain(canary)).toBe(false);
      expect((await listed()).notifications).toMatchObject([{ trigger: 'account.roleChanged', facts: { by: 'canary-of-a-name' } }]);
    });

    it('to windows after the transaction, once for each person', async () => {
      await person('ben');
      await inTransaction(async (r) => {
        await service.tell(r, 'ada', 'account.disabled', {});
        await service.tell(r, 'ben', 'account.disabled', {});
        await service.tell(r, 'ada', 'sessions.ended', {});
        expect(heard).toEqual([]);
      });
      await vi.waitFor(() => expect(heard).toHaveLength(2));
      expect(await settled()).toEqual([
        ['ada', 2],
        ['ben', 1],
      ]);
    });

    it('to every active administrator but the one who did it', async () => {
      const carol = await person('carol', { role: 'administrator' });
      await person('dave', { role: 'administrator' });
      await person('erin', { role: 'administrator', status: 'disabled' });
      await inTransaction((r) => service.tellAdministrators(r, 'account.joined', { person: 'Ben' }, 'dave'));
      expect(await settled()).toEqual([['carol', 1]]);
      expect((await listed(carol)).notifications).toMatchObject([{ trigger: 'account.joined', facts: { person: 'Ben' }, readAt: null }]);
    });

    it('although nobody could be told of it: a listener that fails is noted', async () => {
      service.onChanged(() => {
        throw new Error('the window is gone');
      });
      await tell('ada', 'account.enabled', {});
      await vi.waitFor(() => expect(log).toEqual([{ event: 'notifications.notAnnounced', facts: { code: 'internal' } }]));
      expect(await service.unread('ada')).toBe(1);
    });
  });

  describe('are listed', () => {
    it('newest first, page by page, also where many came in the same instant', async () => {
      const everything: string[] = [];
      for (let number = 0; number < 7; number += 1) {
        await tell('ada', 'account.enabled', { count: number });
        if (number % 3 === 0) clock.advance(1);
      }
      for (let before: string | null = null, more = true; more;) {
        const page: Awaited<ReturnType<typeof listed>> = await listed(ada, before, 3);
        everything.push(...page.notifications.map(({ id }) => id));
        more = page.more;
        before = everything.at(-1) ?? null;
      }
      const all = (await listed()).notifications;
      expect(everything).toEqual(all.map(({ id }) => id));
      expect(new Set(everything).size).toBe(7);
      expect(all.map(({ createdAt }) => createdAt)).toEqual(all.map(({ createdAt }) => createdAt).toSorted((a, b) => b - a));
    });

    it('never from a place that is gone, nor from another person’s', async () => {
      const ben = await person('ben');
      newIds = ['one'];
      await tell('ada', 'account.enabled', {});
      await expect(listed(ben, 'one')).rejects.toMatchObject({ code: 'notFound' });
      await service.dismiss('ada', ['one']);
      await expect(listed(ada, 'one')).rejects.toMatchObject({ code: 'notFound' });
    });
  });

  describe('are read and dismissed', () => {
    beforeEach(async () => {
      newIds = ['one', 'two', 'three'];
      for (let told = 0; told < 3; told += 1) await tell('ada', 'account.enabled', {});
      await settled();
      heard.length = 0;
    });

    it('by their own person only', async () => {
      await person('ben');
      await service.markRead('ben', ['one']);
      await service.dismiss('ben', ['one', 'two']);
      expect(await service.unread('ada')).toBe(3);
    });

    it('some or all, and windows hear how many are left', async () => {
      await service.markRead('ada', ['one', 'not-there']);
      await service.markRead('ada', null);
      await service.dismiss('ada', ['two']);
      expect(heard).toEqual([
        ['ada', 2],
        ['ada', 0],
        ['ada', 0],
      ]);
      const { notifications } = await listed();
      expect(notifications.map(({ id, readAt }) => [id, readAt] as const).toSorted(([a], [b]) => a.localeCompare(b))).toEqual([
        ['one', clock.now()],
        ['three', clock.now()],
      ]);
    });
  });

  it('are kept to the number of a thousand: what was read goes first, then the oldest', async () => {
    newIds = ['oldest', 'read', 'third'];
    await inTransaction(async (r) => {
      for (let number = 0; number < 1000; number += 1) {
        await service.tell(r, 'ada', 'account.enabled', {});
        clock.advance(1);
      }
    });
    await service.markRead('ada', ['read']);
    await tell('ada', 'account.enabled', {});
    const stored = async (id: string) => (await database.repositories.notifications.find('ada', id)) !== null;
    expect(await Promise.all(['oldest', 'read', 'third'].map(stored))).toEqual([true, false, true]);
    clock.advance(1);
    await tell('ada', 'account.enabled', {});
    expect(await Promise.all(['oldest', 'read', 'third'].map(stored))).toEqual([false, false, true]);
    expect(await service.unread('ada')).toBe(1000);
  });
});
