import { MantineProvider } from '@mantine/core';
import { Notifications, notifications } from '@mantine/notifications';
import { render, screen } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import { VaultScreen } from '../../../src-renderer/screens/vault/vault-screen.tsx';
import { theme } from '../../../src-renderer/theme/theme.ts';

/** The vault's screen as the window shows it, without animations. */
export function showVault(): UserEvent {
  notifications.clean();
  render(
    <MantineProvider theme={theme} env="test">
      <Notifications />
      <VaultScreen />
    </MantineProvider>,
  );
  return userEvent.setup();
}

export const row = (name: string): Promise<HTMLElement> => screen.findByRole('option', { name: new RegExp(name) });
export const button = (name: string | RegExp): Promise<HTMLElement> => screen.findByRole('button', { name });
export const heading = (name: string): Promise<HTMLElement> => screen.findByRole('heading', { name });
