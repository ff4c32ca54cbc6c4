import { screen, waitFor } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { standInForBrowser } from '../dom.ts';
import { showWindow } from '../shell/show-window.tsx';
import { refuse } from '../vault/fake-vault.ts';
import { button } from '../vault/show-vault.tsx';
import { chooseNewPassword } from './choose-password.ts';
import { fakeEntry, longPassword, unlockedState } from './fake-entry.ts';

standInForBrowser();

describe('joining', () => {
  it('with approval sends the form and says what happens next', async () => {
    const main = fakeEntry({ joining: 'approval', passwordMinCharacters: 20 });
    main.answers['accounts.create'] = () => ({ status: 'waiting' });
    const user = showWindow();
    await user.click(await button('Ask to join'));
    await screen.findByText('At least 20 characters: several words are easiest');
    await user.type(await screen.findByLabelText(/^Your name/), 'Cleo Quarto');
    await chooseNewPassword(user, /^Password/);
    await waitFor(async () => expect((await button('Ask to join')).hasAttribute('disabled')).toBe(false));
    await user.click(await button('Ask to join'));
    await screen.findByText(/sign in here as “cleo”/);
    await user.click(await button('To the login screen'));
    await screen.findByRole('heading', { name: 'Who is here?' });
  });

  it.each([
    ['administrators', 'New accounts come from an administrator, with an activation code.'],
    ['closed', 'New accounts are closed until the kill switch is lifted.'],
  ] as const)('offers no form where it is for %s, and says why', async (joining, text) => {
    fakeEntry({ joining });
    showWindow();
    await screen.findByText(text);
    expect(screen.queryByRole('button', { name: /Create account|Ask to join/ })).toBeNull();
    await button('I have an activation code');
  });
});

describe('an activation code', () => {
  const whose = { username: 'cleo', displayName: 'Cleo Quarto', replacesVault: false };
  const toCode = async (user: UserEvent, code: string): Promise<void> => {
    await user.click(await button('I have an activation code'));
    await user.type(await screen.findByLabelText('Activation code'), `${code}{Enter}`);
  };

  it('is grouped as one types, names the account, and leads to the recovery code', async () => {
    const main = fakeEntry();
    main.answers['accounts.checkActivation'] = () => whose;
    main.answers['accounts.activate'] = () => ({
      session: unlockedState({ unconfirmedCodes: ['personal'] }),
      personal: { code: 'AAAA-BBBB', askGroup: 1 },
    });
    const user = showWindow();
    await toCode(user, 'y5ja vrc3kx6j');
    await screen.findByText('Cleo Quarto');
    expect(main.inputsOf('accounts.checkActivation')).toEqual([{ code: 'Y5JA-VRC3-KX6J' }]);
    expect(screen.queryByText('You begin with an empty vault')).toBeNull();
    await chooseNewPassword(user, /^Password/);
    await waitFor(async () => expect((await button('Open my account')).hasAttribute('disabled')).toBe(false));
    await user.click(await button('Open my account'));
    await screen.findByRole('heading', { name: 'Your recovery code' });
    expect(main.inputsOf('accounts.activate')).toEqual([{ code: 'Y5JA-VRC3-KX6J', password: longPassword }]);
  });

  it('of a reset warns that the old vault is put away', async () => {
    const main = fakeEntry();
    main.answers['accounts.checkActivation'] = () => ({ ...whose, replacesVault: true });
    const user = showWindow();
    await toCode(user, 'y5ja');
    await screen.findByText('You begin with an empty vault');
    await screen.findByText(/^The old vault is put away, sealed/);
  });

  it.each([
    ['expired', 'This activation code has run out'],
    ['checksum', 'There is a typing mistake in this code'],
    ['length', 'This code is not as long as it should be'],
    [undefined, 'This activation code does not open an account'],
  ] as const)('that is wrong says what about it (%s)', async (reason, text) => {
    const main = fakeEntry();
    main.answers['accounts.checkActivation'] = () => refuse('wrongActivationCode', reason === undefined ? undefined : { reason });
    const user = showWindow();
    await toCode(user, 'y5ja');
    await screen.findByText(text);
  });

  it('has to wait while the kill switch is on', async () => {
    fakeEntry({ joining: 'closed' }).answers['accounts.checkActivation'] = () => refuse('joiningClosed', { reason: 'closed' });
    const user = showWindow();
    await toCode(user, 'y5ja');
    await screen.findByText('New accounts are closed for now');
  });

  it('keeps the caret where it was when something is put in or a dash is deleted', async () => {
    fakeEntry();
    const user = showWindow();
    await toCode(user, 'ABCDEFGH');
    const field = await screen.findByLabelText<HTMLInputElement>('Activation code');
    expect(field.value).toBe('ABCD-EFGH');
    field.setSelectionRange(2, 2);
    await user.keyboard('x');
    expect([field.value, field.selectionStart]).toEqual(['ABXC-DEFG-H', 3]);
    field.setSelectionRange(5, 5);
    await user.keyboard('{Backspace}');
    expect([field.value, field.selectionStart]).toEqual(['ABXC-DEFG-H', 4]);
    await user.keyboard('{Backspace}');
    expect([field.value, field.selectionStart]).toEqual(['ABXD-EFGH', 3]);
  });
});
