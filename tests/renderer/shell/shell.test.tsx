import { screen, waitFor } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { standInForBrowser } from '../dom.ts';
import type { FakeVault } from '../vault/fake-vault.ts';
import { button, row } from '../vault/show-vault.tsx';
import { fakeWindow, idOf, ready, showWindow, signedOut } from './show-window.tsx';

standInForBrowser();

let vault: FakeVault;
beforeEach(() => {
  vault = fakeWindow();
});

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
    const search = await screen.findByPlaceholderText('Search');
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
    signedOut(vault);
    const user = showWindow();
    await screen.findByRole('heading', { name: 'Who is here?' });
    expect(await reachesBrowser(user, '{Control>}f{/Control}')).toBe(false);
    expect(await reachesBrowser(user, '{Control>}n{/Control}')).toBe(false);
  });
});

describe('numbers of people', () => {
  it('lead to another person, and nowhere from their own vault', async () => {
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
    signedOut(vault);
    showWindow();
    const ben = await button(/Ben/);
    expect(ben.textContent).toContain('2');
    expect(ben.getAttribute('aria-keyshortcuts')).toContain('Control+2');
  });
});

describe('reduced protection', () => {
  it('stays in sight as long as a file takes the place of the keychain, and is explained in the preferences', async () => {
    vault.answers['app.status'] = () => ({ ...ready, keychain: { kind: 'file', state: 'available' } });
    const user = showWindow();
    await user.click(await button('Reduced protection: the keychain is a file'));
    await screen.findByText('File, reduced protection');
    await screen.findByText(/lies in a file beside the data/);
  });

  it('is not mentioned where the keychain of the system is used', async () => {
    const user = showWindow();
    await user.click(await button('Preferences'));
    await user.click(await button('Lock and clipboard'));
    await screen.findByText('System keychain');
    expect(screen.queryByRole('button', { name: /Reduced protection/ })).toBeNull();
  });
});
