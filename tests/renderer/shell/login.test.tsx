import { screen } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { standInForBrowser } from '../dom.ts';
import type { FakeVault } from '../vault/fake-vault.ts';
import { button } from '../vault/show-vault.tsx';
import { fakeWindow, showWindow, signedOut } from './show-window.tsx';

standInForBrowser();

let vault: FakeVault;
beforeEach(() => {
  vault = fakeWindow();
  signedOut(vault);
});

describe('the login screens', () => {
  it('say whose vault the recovery code is to open', async () => {
    const user = showWindow();
    await user.click(await button(/Ben/));
    await user.click(await button('Use recovery code'));
    await screen.findByRole('heading', { name: 'Open with the recovery code' });
    await screen.findByRole('heading', { name: 'Ben' });
  });

  it('let the eye of a password be reached with Tab', async () => {
    const user = showWindow();
    await user.click(await button(/Ben/));
    const password = await screen.findByTestId('password');
    expect(document.activeElement).toBe(password);
    await user.tab();
    expect(document.activeElement).toBe(await button('Show'));
    await user.keyboard(' ');
    expect(password.getAttribute('type')).toBe('text');
  });

  it('say how long a password has to be before anything is typed', async () => {
    const user = showWindow();
    await user.click(await button('Create account'));
    const password = await screen.findByLabelText(/^Password/);
    const rule = await screen.findByText('At least 15 characters: several words are easiest');
    expect(password.getAttribute('aria-describedby')).toContain(rule.id);
    await user.type(password, 'short');
    await screen.findByText('Too short');
  });

  it('call an address wrong only once it has been left', async () => {
    const user = showWindow();
    await user.click(await button('Create account'));
    await user.type(await screen.findByLabelText(/^E-mail/), 'ada@');
    expect(screen.queryByText(/^Enter an e-mail address/)).toBeNull();
    await user.tab();
    await screen.findByText(/^Enter an e-mail address/);
  });
});
