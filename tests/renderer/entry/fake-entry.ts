import { type AccountView, defaultPreferences, type SessionState, type Tile } from '../../../src-shared/models.ts';
import { defaultPolicy, type JoiningView } from '../../../src-shared/policy.ts';
import type { FakeVault } from '../vault/fake-vault.ts';
import { fakeWindow, idOf, signedOut } from '../shell/show-window.tsx';

export const longPassword = 'violet harbour seven lanterns';
export const picture =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
export const account: AccountView = {
  ...{ id: idOf(3), username: 'cleo', displayName: 'Cleo Quarto', email: null },
  ...{ colour: 'teal', picture: null, role: 'user' },
};
export const unlockedState = (changes: Partial<Extract<SessionState, { status: 'unlocked' }>> = {}): SessionState => ({
  ...{ status: 'unlocked', account, unconfirmedCodes: [] },
  ...{ failuresSinceLastSignIn: 0, passwordDue: false, unreadNotifications: 0 },
  ...changes,
});
export const guestState = (): SessionState => ({ status: 'guest', account: { ...account, role: 'guest' } });

export const tile = (number: number, displayName: string, changes: Partial<Tile> = {}): Tile => ({
  ...{ id: idOf(number), username: displayName.toLowerCase(), displayName, colour: 'teal', picture: null, role: 'user' },
  ...{ lastUsedAt: null, signedIn: false, lockedUntil: null },
  ...changes,
});

/** Nobody is here, and the policy is the default one but for what is given. */
export function fakeEntry(joining: Partial<JoiningView> = {}): FakeVault {
  const main = fakeWindow();
  signedOut(main);
  const { loginScreen, guest, passwordMinCharacters } = defaultPolicy;
  Object.assign(main.answers, {
    'accounts.joining': () => ({ joining: 'open', loginScreen, guest, passwordMinCharacters, ...joining }),
    'preferences.get': () => defaultPreferences,
    'session.signOut': () => ({ status: 'signedOut', reason: null, next: null }),
  });
  return main;
}
