import { MantineProvider } from '@mantine/core';
import { Notifications, notifications } from '@mantine/notifications';
import { render } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import { useAppStore } from '../../../src-renderer/stores/app-store.ts';
import { theme } from '../../../src-renderer/theme/theme.ts';
import { Window } from '../../../src-renderer/window.tsx';
import type { AppStatus } from '../../../src-shared/contract/setup.ts';
import { defaultPreferences, type SessionState, type Tile } from '../../../src-shared/models.ts';
import { FakeVault } from '../vault/fake-vault.ts';

export const idOf = (number: number): string => `00000000-0000-4000-8000-00000000000${number}`;
const person = (number: number, name: string) =>
  ({ id: idOf(number), username: name.toLowerCase(), displayName: name, colour: 'teal', picture: null, role: 'user' }) as const;
const tileOf = (number: number, name: string): Tile => ({
  ...person(number, name),
  ...{ lastUsedAt: null, signedIn: false, lockedUntil: null },
});
const unlocked: SessionState = {
  status: 'unlocked',
  account: { ...person(1, 'Ada'), email: null },
  unconfirmedCodes: [],
  failuresSinceLastSignIn: 0,
  passwordDue: false,
  unreadNotifications: 0,
};

export const ready: AppStatus = {
  ...{ phase: 'ready', problem: null, version: '0', machine: 'lab-7', dataDirectory: '/srv/data', suggestedEmail: null, demo: false },
  keychain: { kind: 'os', state: 'available' },
};

/** Ada's vault is open; Ben has an account here too. */
export function fakeWindow(): FakeVault {
  const vault = new FakeVault();
  Object.assign(vault.answers, {
    'app.status': () => ready,
    'session.current': () => unlocked,
    'session.leave': () => unlocked,
    'session.activity': () => undefined,
    'preferences.get': () => defaultPreferences,
    'accounts.joining': () => ({ joining: 'open', loginScreen: 'tiles', guest: false, passwordMinCharacters: 15 }),
    'accounts.tiles': () => ({ tiles: [tileOf(1, 'Ada'), tileOf(2, 'Ben')], more: false }),
    'accounts.checkPassword': ({ password }: { password: string }) => {
      const acceptable = password.length >= 15;
      return { acceptable, problem: acceptable ? null : 'tooShort', score: acceptable ? 4 : 0 };
    },
  });
  useAppStore.setState({ status: null, session: null, joining: null, failure: null });
  return vault;
}

/** Nobody is here: the window shows the tiles. */
export function signedOut(vault: FakeVault): void {
  vault.answers['session.current'] = () => ({ status: 'signedOut', reason: null, next: null });
}

export function showWindow(): UserEvent {
  notifications.clean();
  render(
    <MantineProvider theme={theme} env="test">
      <Notifications />
      <Window />
    </MantineProvider>,
  );
  return userEvent.setup();
}
