import { MantineProvider } from '@mantine/core';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { useAppStore } from '../../../src-renderer/stores/app-store.ts';
import { theme } from '../../../src-renderer/theme/theme.ts';
import { Window } from '../../../src-renderer/window.tsx';
import type { AppStatus } from '../../../src-shared/contract/setup.ts';
import { defaultPreferences, type SessionState, type Tile } from '../../../src-shared/models.ts';
import { standInForBrowser } from '../dom.ts';
import { FakeVault } from '../vault/fake-vault.ts';
import { button, row } from '../vault/show-vault.tsx';

standInForBrowser();

const idOf = (number: number): string => `00000000-0000-4000-8000-00000000000${number}`;
const person = (number: number, name: string) =>
  ({ id: idOf(number), username: name.toLowerCase(), displayName: name, colour: 'teal', role: 'user' }) as const;
const tileOf = (number: number, name: string): Tile => ({
  ...person(number, name),
  ...{ lastUsedAt: null, signedIn: false, lockedUntil: null },
});
const status: AppStatus = {
  ...{ phase: 'ready', problem: null, version: '0', dataDirectory: '/srv/data', suggestedEmail: null, demo: false },
  keychain: { kind: 'os', state: 'available' },
};
const unlocked: SessionState = {
  status: 'unlocked',
  account: { ...person(1, 'Ada'), email: null },
  unconfirmedCodes: [],
  failuresSinceLastSignIn: 0,
};

let vault: FakeVault;
let session: SessionState;
beforeEach(() => {
  vault = new FakeVault();
  session = unlocked;
  Object.assign(vault.answers, {
    'app.status': () => status,
    'session.current': () => session,
    'session.leave': () => session,
    'session.lock': () => session,
    'session.activity': () => undefined,
    'preferences.get': () => defaultPreferences,
    'accounts.tiles': () => [tileOf(1, 'Ada'), tileOf(2, 'Ben')],
    'audit.own': () => [],
  });
  useAppStore.setState({ status: null, session: null, failure: null });
});

function showWindow(): UserEvent {
  render(
    <MantineProvider theme={theme} env="test">
      <Window />
    </MantineProvider>,
  );
  return userEvent.setup();
}

/** Whether the browser would have acted on a key. */
async function reachesBrowser(user: UserEvent, keys: string): Promise<boolean> {
  let reached = false;
  const onKey = (event: KeyboardEvent): void => {
    reached ||= event.key.length === 1 && !event.defaultPrevented;
  };
  window.addEventListener('keydown', onKey);
  await user.keyboard(keys);
  window.removeEventListener('keydown', onKey);
  return reached;
}

describe('keys of the vault on another page', () => {
  it.each(['{Control>}f{/Control}', '/'])('%s goes to the vault and searches there', async (keys) => {
    vault.add('Alpha');
    const user = showWindow();
    await row('Alpha');
    await user.click(await button('Preferences'));
    await screen.findByRole('heading', { name: 'Preferences' });
    expect(await reachesBrowser(user, keys)).toBe(false);
    const search = await screen.findByPlaceholderText('Search, tag: or kind:');
    await waitFor(() => expect(document.activeElement).toBe(search));
    expect((search as HTMLInputElement).value).toBe('');
  });

  it('Ctrl N goes to the vault and asks what to keep', async () => {
    vault.add('Alpha');
    const user = showWindow();
    await row('Alpha');
    await user.click(await button('Preferences'));
    expect(await reachesBrowser(user, '{Control>}n{/Control}')).toBe(false);
    await screen.findByRole('heading', { name: 'What do you want to keep?' });
    await user.click(await button('Cancel'));
    await user.click(await button('Preferences'));
    await user.click(await button('Vault'));
    expect(screen.queryByRole('heading', { name: 'What do you want to keep?' })).toBeNull();
  });

  it('a slash that is typed stays a slash', async () => {
    const user = showWindow();
    await user.click(await button('Preferences'));
    const name = await screen.findByLabelText('Your name');
    await user.type(name, '/');
    expect((name as HTMLInputElement).value).toBe('Ada/');
  });

  it('opens nothing of the browser before a vault is open', async () => {
    session = { status: 'signedOut', reason: null, next: null };
    const user = showWindow();
    await screen.findByRole('heading', { name: 'Who is here?' });
    expect(await reachesBrowser(user, '{Control>}f{/Control}')).toBe(false);
    expect(await reachesBrowser(user, '{Control>}n{/Control}')).toBe(false);
  });
});

describe('numbers of people', () => {
  it('lead to another person, and nowhere from the own vault', async () => {
    vault.add('Alpha');
    const user = showWindow();
    await row('Alpha');
    await user.keyboard('{Control>}1{/Control}');
    await waitFor(() => expect(vault.inputsOf('accounts.tiles')).toHaveLength(1));
    expect(vault.inputsOf('session.leave')).toEqual([]);
    await user.keyboard('{Control>}2{/Control}');
    await waitFor(() => expect(vault.inputsOf('session.leave')).toEqual([{ next: idOf(2) }]));
  });

  it('stand on the tiles', async () => {
    session = { status: 'signedOut', reason: null, next: null };
    showWindow();
    const ben = await button(/Ben/);
    expect(ben.textContent).toContain('2');
    expect(ben.getAttribute('aria-keyshortcuts')).toContain('Control+2');
  });
});
