import { MantineProvider } from '@mantine/core';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { NotificationPreferences } from '../../../src-renderer/screens/notifications/notification-preferences.tsx';
import { useAppStore } from '../../../src-renderer/stores/app-store.ts';
import { theme } from '../../../src-renderer/theme/theme.ts';
import { defaultPreferences, type Role } from '../../../src-shared/models.ts';
import { standInForBrowser } from '../dom.ts';
import { FakeVault, refuse } from '../vault/fake-vault.ts';

standInForBrowser();
let main: FakeVault;

beforeEach(() => {
  main = new FakeVault();
  useAppStore.setState({ preferences: defaultPreferences });
});

function show(role: Role) {
  render(
    <MantineProvider theme={theme} env="test">
      <NotificationPreferences role={role} />
    </MantineProvider>,
  );
  return userEvent.setup();
}
const choice = (name: string): HTMLInputElement => screen.getByRole('switch', { name: new RegExp(`^${name}`) });

describe('the choice of notifications', () => {
  it('stays as it was where it can’t be stored, and says so', async () => {
    main.answers['preferences.set'] = () => refuse('diskFull');
    const user = show('user');
    await user.click(choice('Sign-ins'));
    await screen.findByText('The disk is full');
    expect(choice('Sign-ins').checked).toBe(true);
  });

  it('is of sign-ins alone for who is no administrator', () => {
    show('user');
    expect(screen.getAllByRole('switch')).toEqual([choice('Expiry'), choice('Health'), choice('Sign-ins')]);
  });

  it('counts at once, and leaves the others as they are', async () => {
    main.answers['preferences.set'] = (changes) => ({ ...useAppStore.getState().preferences, ...changes }) as typeof defaultPreferences;
    const user = show('administrator');
    await user.click(choice('Policy'));
    await waitFor(() => expect(choice('Policy').checked).toBe(false));
    await user.click(choice('People'));
    await waitFor(() => expect(choice('People').checked).toBe(false));
    expect(main.inputsOf('preferences.set')).toEqual([
      { notifications: { signIns: true, policy: false, people: true, expiry: true, health: true } },
      { notifications: { signIns: true, policy: false, people: false, expiry: true, health: true } },
    ]);
  });
});
