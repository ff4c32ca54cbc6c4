import { screen, waitFor } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { standInForBrowser } from '../dom.ts';
import { showWindow } from '../shell/show-window.tsx';
import { refuse } from '../vault/fake-vault.ts';
import { button } from '../vault/show-vault.tsx';
import { chooseNewPassword } from './choose-password.ts';
import { account, fakeEntry, longPassword, picture, tile, unlockedState } from './fake-entry.ts';

standInForBrowser();

describe('the tiles', () => {
  it('are narrowed by a name where there are more people than fit', async () => {
    const main = fakeEntry();
    main.answers['accounts.tiles'] = ({ search }) =>
      search === '' ? { tiles: [tile(1, 'Ada'), tile(2, 'Ben')], more: true } : { tiles: [tile(3, 'Cleo')], more: false };
    const user = showWindow();
    const search = await screen.findByRole('textbox', { name: 'Type a name' });
    expect(document.activeElement).toBe(search);
    await user.type(search, 'cle');
    await button(/Cleo/);
    expect(document.activeElement).toBe(search);
    expect(screen.queryByRole('button', { name: /Ada/ })).toBeNull();
    await user.keyboard('{Enter}');
    await screen.findByRole('heading', { name: 'Cleo' });
  });

  it('have no search field where everybody fits', async () => {
    fakeEntry();
    showWindow();
    await button(/Ben/);
    expect(screen.queryByRole('textbox')).toBeNull();
  });

  it('say so where nobody is called that', async () => {
    const main = fakeEntry();
    main.answers['accounts.tiles'] = ({ search }) => ({ tiles: search === '' ? [tile(1, 'Ada')] : [], more: search === '' });
    const user = showWindow();
    await user.type(await screen.findByRole('textbox', { name: 'Type a name' }), 'zed');
    await screen.findByText('Nobody is called that here.');
  });

  it('show pictures', async () => {
    const main = fakeEntry();
    main.answers['accounts.tiles'] = () => ({ tiles: [tile(1, 'Ada', { picture })], more: false });
    showWindow();
    await waitFor(async () => expect((await button(/Ada/)).querySelector('img')?.getAttribute('src')).toBe(picture));
  });

  it('say why they can not be had', async () => {
    fakeEntry().answers['accounts.tiles'] = () => refuse('dataDamaged');
    showWindow();
    await screen.findByText('Something in the stored data is damaged');
  });

  it.each([
    ['byAdministrator', 'An administrator has ended the session.'],
    ['killSwitch', 'An administrator has locked everyone and ended all sessions.'],
  ] as const)('tell whoever was shown out why (%s)', async (reason, text) => {
    fakeEntry().answers['session.current'] = () => ({ status: 'signedOut', reason, next: null });
    showWindow();
    await screen.findByText(text);
  });

  it('give way to the person who is locked here, also to one who is not among them', async () => {
    fakeEntry().answers['session.current'] = () => ({ status: 'locked', account, reason: 'idle' });
    showWindow();
    await screen.findByRole('heading', { name: 'Cleo Quarto' });
    await screen.findByText('Locked, because nobody was active for a while.');
  });
});

describe('a recovery code that was used', () => {
  const recovered = async (user: UserEvent): Promise<void> => {
    await user.click(await button(/Ben/));
    await user.click(await button('Use recovery code'));
    await user.type(await screen.findByLabelText(/^Recovery code/), 'abcd');
    await chooseNewPassword(user, /^New password/);
    await waitFor(async () => expect((await button('Open vault')).hasAttribute('disabled')).toBe(false));
    await user.click(await button('Open vault'));
  };

  it('is followed by a new one, to be written down before the vault shows', async () => {
    const main = fakeEntry();
    main.answers['session.recover'] = () => unlockedState({ unconfirmedCodes: ['personal'] });
    main.answers['recovery.renew'] = () => ({ code: 'AAAA-BBBB', askGroup: 2 });
    main.answers['recovery.confirm'] = () => unlockedState();
    const user = showWindow();
    await recovered(user);
    await screen.findByText(/^The code that you used is no secret/);
    expect(main.inputsOf('recovery.renew')).toEqual([{ kind: 'personal', password: longPassword }]);
    await user.type(await screen.findByLabelText(/^Type group 2/), 'bbbb{Enter}');
    await button('Vault');
    expect(screen.queryByText(/not confirmed yet/)).toBeNull();
  });

  it.each(['put off', 'not to be had'])('is asked about above the vault where a new one was %s', async (how) => {
    const main = fakeEntry();
    main.answers['session.recover'] = () => unlockedState({ unconfirmedCodes: ['personal'] });
    main.answers['recovery.renew'] = () => (how === 'put off' ? { code: 'AAAA-BBBB', askGroup: 2 } : refuse('diskFull'));
    const user = showWindow();
    await recovered(user);
    if (how === 'put off') await user.click(await button(/^Skip/));
    await screen.findByText(/^Your recovery code is not confirmed yet/);
  });
});

describe('typed names', () => {
  it('take the place of the tiles where the policy has it so, also for the recovery code', async () => {
    const main = fakeEntry({ loginScreen: 'names' });
    main.answers['accounts.tiles'] = () => ({ tiles: [], more: false });
    main.answers['session.signIn'] = () => refuse('wrongPassword');
    main.answers['session.recover'] = () => refuse('wrongRecoveryCode');
    const user = showWindow();
    const name = await screen.findByLabelText('User name');
    expect(document.activeElement).toBe(name);
    await user.type(name, 'Cleo{Tab}wrong{Enter}');
    await screen.findByText('User name or password is incorrect');
    expect(main.inputsOf('session.signIn')).toEqual([{ who: { username: 'cleo' }, password: 'wrong', acceptOlder: false }]);
    await user.click(await button('Use recovery code'));
    expect((await screen.findByLabelText<HTMLInputElement>('User name')).value).toBe('Cleo');
    await user.type(await screen.findByLabelText(/^Recovery code/), 'abcd');
    await chooseNewPassword(user, /^New password/);
    await waitFor(async () => expect((await button('Open vault')).hasAttribute('disabled')).toBe(false));
    await user.click(await button('Open vault'));
    await screen.findByText('Recovery code is incorrect');
    expect(main.inputsOf('session.recover')[0]).toMatchObject({ who: { username: 'cleo' }, code: 'ABCD' });
  });

  it('that can be nobody’s are not sent', async () => {
    const main = fakeEntry({ loginScreen: 'names' });
    const user = showWindow();
    await user.type(await screen.findByLabelText('User name'), '*guest{Tab}wrong{Enter}');
    await screen.findByText(/^Small letters, digits/);
    expect(main.inputsOf('session.signIn')).toEqual([]);
  });
});
