import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { defaultPolicy } from '../../src-shared/policy.ts';
import { AppHarness, passwords } from '../helpers/app-harness.ts';
import { temporaryDirectory } from '../helpers/temporary-directory.ts';

describe('notifications at the window', () => {
  let app: AppHarness;
  let ben: string;

  beforeEach(async () => {
    app = await AppHarness.start({ dataDirectory: temporaryDirectory() });
    onTestFinished(() => app.close());
    await app.setUpAda();
    await app.call('session.signOut', undefined);
    ben = (await app.addBen()).id;
  });

  const list = () => app.call('notifications.list', { before: null, limit: 50 });
  const triggers = async () => (await list()).notifications.map(({ trigger }) => trigger);
  const unreadOf = (session: Awaited<ReturnType<AppHarness['signIn']>>): number | null =>
    session.status === 'unlocked' ? session.unreadNotifications : null;

  it('can’t be asked for, read or dismissed by who is locked', async () => {
    await app.call('session.lock', undefined);
    const ids = { ids: ['00000000-0000-4000-8000-000000000000'] };
    for (const [channel, input] of [
      ['notifications.list', { before: null, limit: 5 }],
      ['notifications.read', ids],
      ['notifications.readAll', undefined],
      ['notifications.dismiss', ids],
    ] as const)
      expect(await app.failure(channel, input), channel).toMatchObject({ code: 'vaultLocked' });
  });

  it('are each person’s own: another’s can neither be read nor dismissed', async () => {
    await app.call('preferences.set', { notifications: { signIns: true, policy: true, people: true, expiry: true, health: true } });
    await app.call('account.changePassword', {
      currentPassword: passwords.ben,
      newPassword: 'another copper meadow of bridges',
      endOtherSessions: true,
    });
    const { notifications } = await list();
    const [mine] = notifications;
    expect(mine).toMatchObject({ trigger: 'password.changed', readAt: null });
    await app.call('session.signOut', undefined);
    await app.signIn('ada');
    await app.call('notifications.dismiss', { ids: [mine?.id ?? ''] });
    await app.call('notifications.read', { ids: [mine?.id ?? ''] });
    expect(await app.failure('notifications.list', { before: mine?.id, limit: 5 })).toMatchObject({ code: 'notFound' });
    await app.call('session.signOut', undefined);
    await app.call('session.signIn', { who: { accountId: ben }, password: 'another copper meadow of bridges', acceptOlder: false });
    expect((await list()).notifications).toContainEqual(mine);
  });

  it('wait for who is away, come with the session, and are gone when dismissed', async () => {
    await app.call('session.signOut', undefined);
    await app.signIn('ada');
    const before = unreadOf(await app.call('session.current', undefined)) ?? 0;
    await app.call('people.act', { act: 'disable', ids: [ben] });
    await app.call('people.act', { act: 'enable', ids: [ben] });
    expect(unreadOf(await app.call('session.current', undefined))).toBe(before);
    await app.call('session.signOut', undefined);
    const arrived = await app.signIn('ben');
    const { notifications } = await list();
    expect(notifications.map(({ trigger, facts }) => [trigger, facts.by])).toEqual(
      expect.arrayContaining([
        ['account.disabled', 'Ada Lovelace'],
        ['account.enabled', 'Ada Lovelace'],
      ]),
    );
    expect(unreadOf(arrived)).toBe(notifications.length);
    await app.call('notifications.readAll', undefined);
    await vi.waitFor(() => expect(app.sender.events).toContainEqual({ event: 'notifications.changed', payload: { unread: 0 } }));
    expect(unreadOf(await app.call('session.current', undefined))).toBe(0);
    await app.call('notifications.dismiss', { ids: notifications.map(({ id }) => id) });
    expect(await triggers()).toEqual([]);
  });

  it('reach the window while it is open', async () => {
    const shown = (await list()).unread;
    app.sender.events.length = 0;
    await app.call('account.changePassword', {
      currentPassword: passwords.ben,
      newPassword: 'another copper meadow of bridges',
      endOtherSessions: false,
    });
    await vi.waitFor(() => expect(app.sender.events).toContainEqual({ event: 'notifications.changed', payload: { unread: shown + 1 } }));
  });

  it('are silenced by their own person’s choice, from then on', async () => {
    await app.call('session.signOut', undefined);
    await app.signIn('ada');
    await app.call('policy.set', { ...defaultPolicy, joining: 'approval' });
    const join = (username: string) =>
      app.call('accounts.create', { username, displayName: username, email: null, password: 'seven quiet lanterns on the quay' });
    await join('cyd');
    expect(await triggers()).toContain('account.joined');
    const { notifications } = await list();
    await app.call('preferences.set', { notifications: { signIns: true, policy: true, people: false, expiry: true, health: true } });
    await join('dan');
    expect((await list()).notifications).toEqual(notifications);
  });
});
