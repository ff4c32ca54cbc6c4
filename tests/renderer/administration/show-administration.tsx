import { MantineProvider } from '@mantine/core';
import { Notifications, notifications } from '@mantine/notifications';
import { render, screen } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import { AdministrationScreen } from '../../../src-renderer/screens/administration/administration-screen.tsx';
import { type AdministrationPage, useAdministrationStore } from '../../../src-renderer/stores/administration-store.ts';
import { theme } from '../../../src-renderer/theme/theme.ts';
import { meId } from './fake-administration.ts';

/** The administration as the window shows it, on one of its pages, without animations. */
export function showAdministration(page: AdministrationPage = 'people'): UserEvent {
  notifications.clean();
  useAdministrationStore.setState({ page, person: null, draft: {} });
  render(
    <MantineProvider theme={theme} env="test">
      <Notifications />
      <AdministrationScreen meId={meId} />
    </MantineProvider>,
  );
  return userEvent.setup();
}

export const button = (name: string | RegExp): Promise<HTMLElement> => screen.findByRole('button', { name });
export const dialog = (name: string | RegExp): Promise<HTMLElement> => screen.findByRole('dialog', { name });
export const rowOf = async (name: string): Promise<HTMLElement> => (await button(name)).closest('tr') ?? document.body;
