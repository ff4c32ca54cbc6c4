import axe from 'axe-core';
import { act, screen, waitFor } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { followSession } from '../../../src-renderer/stores/app-store.ts';
import { standInForBrowser } from '../dom.ts';
import { idOf, showWindow } from '../shell/show-window.tsx';
import { refuse } from '../vault/fake-vault.ts';
import { button } from '../vault/show-vault.tsx';
import { chooseNewPassword } from './choose-password.ts';
import { account, fakeEntry, guestState, longPassword, picture, tile, unlockedState } from './fake-entry.ts';

standInForBrowser();

describe('a guest', () => {
  it('gets a generator, the looks of the window and the way out, and stores nothing', async () => {
    const main = fakeEntry({ guest: true });
    main.answers['session.enterAsGuest'] = () => guestState();
    main.answers['generator.copy'] = () => ({ clearsAt: Date.now() + 30_000 });
    const user = showWindow();
    await user.click(await button('Go on as guest'));
    await screen.findByRole('heading', { name: 'Guest' });
    await screen.findByText(/generated/);
    await waitFor(async () => expect((await button('Copy')).hasAttribute('disabled')).toBe(false));
    await user.click(await button('Copy'));
    await waitFor(() => expect(main.inputsOf('generator.copy')).toHaveLength(1));
    await user.click(screen.getByRole('radio', { name: 'Dark' }));
    expect(screen.getByRole<HTMLInputElement>('radio', { name: 'Dark' }).checked).toBe(true);
    expect(screen.queryByRole('button', { name: /Preferences|Activity|Use this/ })).toBeNull();
    await user.click(await button('Leave'));
    await screen.findByRole('heading', { name: 'Who is here?' });
    expect(main.calls.filter(({ channel }) => /^(?:preferences|items|notifications)\./.test(channel))).toEqual([]);
  });

  it('is not offered where the policy has none', async () => {
    fakeEntry();
    showWindow();
    await button(/Ben/);
    expect(screen.queryByRole('button', { name: 'Go on as guest' })).toBeNull();
  });

  it('leads out with the keys that lock and switch', async () => {
    const main = fakeEntry({ guest: true });
    main.answers['session.current'] = () => guestState();
    main.answers['session.leave'] = () => ({ status: 'signedOut', reason: 'switched', next: idOf(2) });
    const user = showWindow();
    await screen.findByRole('heading', { name: 'Guest' });
    await user.keyboard('{Control>}2{/Control}');
    await screen.findByRole('heading', { name: 'Ben' });
    expect(main.inputsOf('session.leave')).toEqual([{ next: idOf(2) }]);
  });
});

describe('where no administrator is left', () => {
  const fill = async (user: UserEvent): Promise<void> => {
    await user.click(await button('No administrator left?'));
    await user.type(await screen.findByLabelText('Installation recovery code'), 'aaaabbbb');
    await user.type(await screen.findByLabelText('User name'), 'Cleo{Enter}');
  };

  it('the installation recovery code makes somebody one', async () => {
    const main = fakeEntry();
    main.answers['accounts.restoreAdministrator'] = () => ({ displayName: 'Cleo Quarto' });
    const user = showWindow();
    await fill(user);
    await screen.findByRole('heading', { name: 'Cleo Quarto is an administrator now' });
    await screen.findByText(/should be made anew/);
    expect(main.inputsOf('accounts.restoreAdministrator')[0]).toMatchObject({ code: 'AAAA-BBBB' });
  });

  it.each([
    ['notFound', 'Nobody here has this user name'],
    ['notAllowedNow', 'This person has never signed in'],
    ['wrongRecoveryCode', 'Recovery code is incorrect'],
  ] as const)('a refusal is explained (%s)', async (code, text) => {
    fakeEntry().answers['accounts.restoreAdministrator'] = () => refuse(code);
    const user = showWindow();
    await fill(user);
    await screen.findByText(text);
  });
});

describe('a new password that is due', () => {
  it('is all that goes on until it is chosen', async () => {
    const main = fakeEntry();
    main.answers['session.current'] = () => unlockedState({ passwordDue: true });
    main.answers['account.changePassword'] = () => unlockedState();
    const user = showWindow();
    await screen.findByRole('heading', { name: 'Choose a new password' });
    expect(screen.queryByRole('navigation')).toBeNull();
    await user.type(await screen.findByLabelText(/^Current password/), 'the old one');
    await chooseNewPassword(user, /^New password/);
    await waitFor(async () => expect((await button('Change password')).hasAttribute('disabled')).toBe(false));
    await user.click(await button('Change password'));
    await button('Vault');
    expect(main.inputsOf('account.changePassword')).toEqual([
      { currentPassword: 'the old one', newPassword: longPassword, endOtherSessions: true },
    ]);
  });

  it('counts down after too many wrong present ones, and lets the person sign out', async () => {
    const main = fakeEntry();
    main.answers['session.current'] = () => unlockedState({ passwordDue: true });
    main.answers['account.changePassword'] = () => refuse('wrongPassword', { retryAt: Date.now() + 30_000 });
    const user = showWindow();
    await user.type(await screen.findByLabelText(/^Current password/), 'wrong');
    await chooseNewPassword(user, /^New password/);
    await waitFor(async () => expect((await button('Change password')).hasAttribute('disabled')).toBe(false));
    await user.click(await button('Change password'));
    await screen.findByText('Password is incorrect');
    await screen.findByText(/Next attempt possible in 0:/);
    await user.click(await button('Sign out'));
    await screen.findByRole('heading', { name: 'Who is here?' });
  });
});

describe('a change that main tells of', () => {
  it('is fetched: a former administrator loses the page at once', async () => {
    const main = fakeEntry();
    let role: 'administrator' | 'user' = 'administrator';
    main.answers['session.current'] = () => unlockedState({ account: { ...account, role } });
    const stop = followSession();
    showWindow();
    await button('Administration');
    role = 'user';
    act(() => main.push('session.changed', {}));
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Administration' })).toBeNull());
    stop();
  });
});

it('axe finds nothing wrong with any of it', async () => {
  const rules = { 'color-contrast': { enabled: false }, region: { enabled: false } };
  const check = async (): Promise<void> => expect((await axe.run(document.body, { rules })).violations).toEqual([]);
  const main = fakeEntry({ guest: true, joining: 'closed' });
  main.answers['accounts.tiles'] = () => ({ tiles: [tile(1, 'Ada', { picture })], more: true });
  main.answers['accounts.checkActivation'] = () => ({ username: 'cleo', displayName: 'Cleo', replacesVault: true });
  main.answers['session.enterAsGuest'] = () => guestState();
  const user = showWindow();
  await button(/Ada/);
  await check();
  await user.click(await button('No administrator left?'));
  await check();
  await user.click(await button('Back'));
  await user.click(await button('I have an activation code'));
  await user.type(await screen.findByLabelText('Activation code'), 'aaaa{Enter}');
  await screen.findByText('You begin with an empty vault');
  await check();
  await user.click(await button('Back'));
  await user.click(await button('Back'));
  await user.click(await button('Go on as guest'));
  await screen.findByRole('heading', { name: 'Guest' });
  await check();
});
