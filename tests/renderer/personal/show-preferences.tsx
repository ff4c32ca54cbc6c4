import { MantineProvider } from '@mantine/core';
import { Notifications, notifications } from '@mantine/notifications';
import { render, screen } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import { PreferencesScreen } from '../../../src-renderer/screens/preferences/preferences-screen.tsx';
import type { CodesToConfirm } from '../../../src-renderer/screens/codes/codes-screen.tsx';
import { useAppStore } from '../../../src-renderer/stores/app-store.ts';
import { type PreferencesPage, usePreferencesStore } from '../../../src-renderer/stores/preferences-store.ts';
import { theme } from '../../../src-renderer/theme/theme.ts';
import { defaultPreferences, type Role, type SessionState } from '../../../src-shared/models.ts';
import type { SessionView } from '../../../src-shared/people.ts';
import { FakeVault } from '../vault/fake-vault.ts';

export const idOf = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

export const adaAs = (role: Role): Extract<SessionState, { status: 'unlocked' }> => ({
  status: 'unlocked',
  account: { id: idOf(1), username: 'ada', displayName: 'Ada', email: null, colour: 'teal', picture: null, role },
  unconfirmedCodes: [],
  failuresSinceLastSignIn: 0,
  passwordDue: false,
  unreadNotifications: 0,
});

export const sessionView = (number: number, more: Partial<SessionView> = {}): SessionView => ({
  ...{ id: idOf(number), ownerId: idOf(1), ownerName: 'Ada', kind: 'desktop', client: 'Strongroom on lab-7' },
  ...{ createdAt: 1, lastActivityAt: 1, expiresAt: Date.now() + 86_400_000, endedAt: null, current: false, unlocked: true },
  ...more,
});

/** Ada's account in memory: what she sets is what she gets. */
export function fakeAda(): FakeVault {
  const main = new FakeVault();
  Object.assign(main.answers, {
    'app.status': () => ({
      ...{ phase: 'ready', problem: null, version: '0', machine: 'lab-7', dataDirectory: '/srv/data', suggestedEmail: null, demo: false },
      keychain: { kind: 'os', state: 'available' },
    }),
    'accounts.joining': () => ({ joining: 'open', loginScreen: 'tiles', guest: false, passwordMinCharacters: 15 }),
    'session.current': () => adaAs('user'),
    'preferences.get': () => useAppStore.getState().preferences,
    'preferences.set': (changes: object) => ({ ...useAppStore.getState().preferences, ...changes }),
    'preferences.limits': () => ({ autoLockMaxMinutes: 240, clipboardMaxSeconds: 300, deletionGraceDays: 7, leaseMaxMinutes: 720 }),
    'account.oldVaults': () => [],
    'account.updateProfile': (profile: object) => ({ ...adaAs('user').account, ...profile }),
    'sessions.own': () => ({ sessions: [sessionView(1, { current: true })], more: false }),
  });
  useAppStore.setState({ preferences: defaultPreferences, session: null });
  return main;
}

/** One page of Ada's preferences; `codes` gathers the recovery codes that are to be shown. */
export function showPreferences(
  page: PreferencesPage,
  role: Role = 'user',
): { readonly user: UserEvent; readonly codes: CodesToConfirm[] } {
  notifications.clean();
  usePreferencesStore.setState({ page });
  const codes: CodesToConfirm[] = [];
  render(
    <MantineProvider theme={theme} env="test">
      <Notifications />
      <main>
        <PreferencesScreen session={adaAs(role)} onNewCode={(made) => codes.push(made)} />
      </main>
    </MantineProvider>,
  );
  return { user: userEvent.setup(), codes };
}

export const button = (name: string | RegExp): Promise<HTMLElement> => screen.findByRole('button', { name });
export const field = (name: string | RegExp): Promise<HTMLInputElement> => screen.findByLabelText<HTMLInputElement>(name);
