import axe from 'axe-core';
import { MantineProvider } from '@mantine/core';
import { act, render, screen, waitFor, within } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { setLanguage } from '../../../src-renderer/i18n/index.ts';
import { NotificationBell } from '../../../src-renderer/screens/notifications/notification-bell.tsx';
import { followNotifications, useNotificationsStore } from '../../../src-renderer/stores/notifications-store.ts';
import { theme } from '../../../src-renderer/theme/theme.ts';
import { standInForBrowser } from '../dom.ts';
import { refuse } from '../vault/fake-vault.ts';
import { FakeNotifications, idOf } from './fake-notifications.ts';

standInForBrowser();
let main: FakeNotifications;
let stop: () => void;

beforeEach(() => {
  main = new FakeNotifications();
  stop = followNotifications();
});
afterEach(() => stop());

function showBell(): UserEvent {
  render(
    <MantineProvider theme={theme} env="test">
      <NotificationBell unread={main.unread} />
      <button type="button">elsewhere</button>
    </MantineProvider>,
  );
  return userEvent.setup();
}
const bell = (): HTMLElement => screen.getByRole('button', { name: /^Notifications/ });
const bellName = (): string | null => bell().getAttribute('aria-label');
const panel = (): Promise<HTMLElement> => screen.findByRole('dialog', { name: 'Notifications' });
const titles = async (): Promise<(string | null | undefined)[]> =>
  within(await panel())
    .queryAllByRole('listitem')
    .map((row) => row.querySelector('p')?.textContent);

async function opened(): Promise<UserEvent> {
  const user = showBell();
  await user.click(bell());
  await within(await panel()).findAllByRole('listitem');
  return user;
}

describe('the bell', () => {
  it('says nothing of a number where nothing is unread', () => {
    showBell();
    expect(bellName()).toBe('Notifications');
    expect(main.calls).toEqual([]);
  });

  it('names how many are unread, also those that come in, and says so to who can’t see it', async () => {
    main.tell({});
    showBell();
    expect(bellName()).toBe('Notifications, 1 unread');
    expect(screen.getByRole('status').textContent).toBe('');
    main.tell({});
    main.tell({});
    act(() => main.push('notifications.changed', { unread: 3 }));
    expect(bellName()).toBe('Notifications, 3 unread');
    expect(screen.getByRole('status').textContent).toBe('2 new notifications, 3 unread');
    act(() => main.push('notifications.changed', { unread: 0 }));
    expect(bellName()).toBe('Notifications');
    expect(screen.getByRole('status').textContent).toBe('');
  });

  it('shows no more than 99 in the badge', () => {
    main.rows = Array.from({ length: 120 }, (_, at) => ({ id: idOf(at), trigger: null, facts: {}, createdAt: 1, readAt: null }));
    showBell();
    screen.getByText('99+');
    expect(bellName()).toBe('Notifications, 120 unread');
  });
});

describe('the list', () => {
  it('says what went wrong, and tries again', async () => {
    let broken = true;
    const list = main.answers['notifications.list'];
    main.answers['notifications.list'] = (input) => (broken ? refuse('dataDamaged') : list!(input));
    const user = showBell();
    await user.click(bell());
    const retry = await within(await panel()).findByRole('button', { name: 'Try again' });
    broken = false;
    await user.click(retry);
    await within(await panel()).findByText('Nothing new');
    expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
  });

  it('keeps a notification that could not be dismissed', async () => {
    main.tell({});
    main.answers['notifications.dismiss'] = () => refuse('notWritable');
    const user = await opened();
    await user.click(await screen.findByRole('button', { name: /^Dismiss/ }));
    await screen.findByRole('button', { name: 'Try again' });
    expect(await titles()).toHaveLength(1);
  });

  it('says that nothing is new', async () => {
    const user = showBell();
    await user.click(bell());
    await within(await panel()).findByText('Nothing new');
    expect(screen.queryByRole('button', { name: 'Mark all as read' })).toBeNull();
  });

  it('shows what happened, by whom and when, newest first', async () => {
    main.tell({ trigger: 'account.roleChanged', facts: { by: 'Ada', what: 'administrator' }, createdAt: Date.now() - 5 * 60_000 });
    main.tell({ trigger: 'signIn.failures', facts: { count: 3 } });
    await opened();
    expect(await titles()).toEqual(['Failed sign-ins', 'Your role was changed']);
    screen.getByText('Ada changed your role to: Administrator.');
    screen.getByText(/^3 sign-ins to your account failed/);
    screen.getByText('5 minutes ago');
    screen.getByText('just now');
  });

  it('shows that one can’t be opened, and lets it be dismissed', async () => {
    main.tell({ trigger: null, facts: { what: 'dataDamaged' } });
    main.tell({ trigger: null, facts: { what: 'dataFromNewerVersion' } });
    await opened();
    screen.getByText(/It was changed after it was written/);
    screen.getByText(/A newer version of Strongroom wrote it/);
  });

  it('marks one as read without losing the focus, then all', async () => {
    for (let told = 0; told < 3; told += 1) main.tell({});
    const user = await opened();
    const [first] = await screen.findAllByRole('button', { name: /^Mark as read/ });
    await user.click(first!);
    await waitFor(() => expect(screen.getAllByRole('button', { name: /^Mark as read/ })).toHaveLength(2));
    expect(main.inputsOf('notifications.read')).toEqual([{ ids: [idOf(3)] }]);
    expect(document.activeElement).toBe(screen.getAllByRole('button', { name: /^Dismiss/ })[0]);
    expect(bellName()).toBe('Notifications, 2 unread');
    await user.click(screen.getByRole('button', { name: 'Mark all as read' }));
    await waitFor(() => expect(screen.queryByRole('button', { name: /^Mark as read/ })).toBeNull());
    expect(bellName()).toBe('Notifications');
    expect(await titles()).toHaveLength(3);
  });

  it('dismisses with the keyboard alone, one after the other, and goes back to the bell on Escape', async () => {
    main.tell({ trigger: 'account.enabled' });
    main.tell({ trigger: 'account.unlocked' });
    main.tell({ trigger: 'account.disabled' });
    const user = await opened();
    screen.getAllByRole('button', { name: /^Dismiss/ })[1]!.focus();
    await user.keyboard('{Enter}');
    await waitFor(async () => expect(await titles()).toEqual(['Your account was disabled', 'Your account was enabled']));
    expect(document.activeElement).toBe(screen.getAllByRole('button', { name: /^Dismiss/ })[1]);
    await user.keyboard('{Enter}');
    await waitFor(async () => expect(await titles()).toEqual(['Your account was disabled']));
    await user.keyboard('{Enter}');
    await screen.findByText('Nothing new');
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(document.activeElement).toBe(bell());
  });

  it('shows what comes in while it is open', async () => {
    main.tell({});
    await opened();
    main.tell({ trigger: 'killSwitch.on' });
    act(() => main.announce());
    await waitFor(async () => expect(await titles()).toEqual(['The kill switch was turned on', 'Your account was enabled']));
  });

  it('goes on page by page, and starts over where its last one is gone', async () => {
    for (let told = 0; told < 70; told += 1) main.tell({});
    const user = await opened();
    expect(await titles()).toHaveLength(30);
    await user.click(screen.getByRole('button', { name: 'Show older' }));
    await waitFor(async () => expect(await titles()).toHaveLength(60));
    main.rows = main.rows.filter(({ id }) => id !== idOf(11));
    await user.click(screen.getByRole('button', { name: 'Show older' }));
    await waitFor(() => expect(main.inputsOf('notifications.list').at(-1)).toEqual({ before: null, limit: 60 }));
    await user.click(await screen.findByRole('button', { name: 'Show older' }));
    await waitFor(async () => expect(await titles()).toHaveLength(69));
    expect(screen.queryByRole('button', { name: 'Show older' })).toBeNull();
  });

  it('keeps nothing once it is closed', async () => {
    main.tell({ facts: { by: 'Ada' } });
    const user = await opened();
    await user.click(screen.getByRole('button', { name: 'elsewhere' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(useNotificationsStore.getState()).toMatchObject({ open: false, rows: null, unread: 1 });
  });

  it('drops an answer that comes when it is closed again', async () => {
    main.tell({});
    const { promise: gate, resolve: answer } = Promise.withResolvers<void>();
    const list = main.answers['notifications.list'];
    main.answers['notifications.list'] = async (input) => {
      await gate;
      return list!(input);
    };
    const user = showBell();
    await user.click(bell());
    await screen.findByRole('status', { name: 'Loading notifications …' });
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await act(async () => answer());
    expect(useNotificationsStore.getState().rows).toBeNull();
  });

  it('speaks German', async () => {
    main.tell({ trigger: 'policy.changed', facts: { what: 'guest, passwordMinCharacters, somethingNewer' } });
    setLanguage('de');
    try {
      const user = showBell();
      await user.click(screen.getByRole('button', { name: 'Mitteilungen, 1 ungelesen' }));
      await screen.findByText('Ein Administrator hat geändert: Gäste, Länge der Passwörter.');
      screen.getByText('gerade eben');
    } finally {
      act(() => setLanguage('en'));
    }
  });

  it('has nothing that axe would find wrong', async () => {
    main.tell({ readAt: 5 });
    main.tell({ trigger: null });
    await opened();
    const { violations } = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false }, region: { enabled: false } } });
    expect(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`))).toEqual([]);
  });
});
