import { MantineProvider, Modal } from '@mantine/core';
import { Notifications, notifications } from '@mantine/notifications';
import { act, render, screen, waitFor } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, expect, vi } from 'vitest';
import { ApprovalPrompt } from '../../../src-renderer/screens/approvals/approval-prompt.tsx';
import { theme } from '../../../src-renderer/theme/theme.ts';
import type { Approval } from '../../../src-shared/agent/programs.ts';
import { standInForBrowser } from '../dom.ts';
import { fakeAda } from '../personal/show-preferences.tsx';
import type { FakeVault } from '../vault/fake-vault.ts';
import { FakePrograms } from './fake-programs.ts';

standInForBrowser();
export let main: FakeVault;
export let programs: FakePrograms;
export const closeOther = vi.fn();
beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  main = fakeAda();
  programs = new FakePrograms(main);
  notifications.clean();
  closeOther.mockReset();
});
afterEach(() => {
  vi.useRealTimers();
});

/** The prompt beside an open dialog of the app, with these questions waiting. */
export async function ask(...questions: Approval[]): Promise<UserEvent> {
  programs.approvals = questions;
  render(
    <MantineProvider theme={theme} env="test">
      <Notifications />
      <ApprovalPrompt />
      <Modal opened onClose={closeOther} title="Other">
        <input aria-label="Other field" data-autofocus />
      </Modal>
    </MantineProvider>,
  );
  await prompt();
  return userEvent.setup({ advanceTimers: (milliseconds) => vi.advanceTimersByTime(milliseconds) });
}

export const prompt = (): Promise<HTMLElement> => screen.findByRole('dialog', { name: /^A program wants/ });
export const button = (name: string | RegExp): HTMLButtonElement => screen.getByRole<HTMLButtonElement>('button', { name });
export const pass = (milliseconds: number): Promise<void> => act(async () => void (await vi.advanceTimersByTimeAsync(milliseconds)));
export const answers = () => main.inputsOf('approvals.answer');
export const isGone = (): Promise<void> => waitFor(() => expect(screen.queryByRole('dialog', { name: /^A program wants/ })).toBeNull());
