import { render, screen, waitFor } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { setLanguage } from '../../../src-renderer/i18n/index.ts';
import { Root } from '../../../src-renderer/root.tsx';
import { useAppStore } from '../../../src-renderer/stores/app-store.ts';
import { defaultPreferences } from '../../../src-shared/models.ts';
import { standInForBrowser } from '../dom.ts';
import { ready } from '../shell/show-window.tsx';
import type { FakeVault } from '../vault/fake-vault.ts';
import { button } from '../vault/show-vault.tsx';
import { chooseNewPassword } from './choose-password.ts';
import { account, fakeEntry, unlockedState } from './fake-entry.ts';

standInForBrowser();

let main: FakeVault;
const show = (): UserEvent => {
  render(<Root nonce="" />);
  return userEvent.setup();
};
const theme = (): string | undefined => document.documentElement.dataset['mantineColorScheme'];

beforeEach(() => {
  main = fakeEntry();
  main.answers['preferences.get'] = () => ({ ...defaultPreferences, language: 'de', theme: 'dark' });
});
afterEach(() => {
  localStorage.clear();
  useAppStore.setState({ entryLanguage: 'system', arriving: false });
  setLanguage('en');
});

describe('the screens before anybody is in', () => {
  it('follow the system, whoever was here last', async () => {
    main.answers['session.current'] = () => ({ status: 'locked', account, reason: 'asked' });
    show();
    await screen.findByRole('heading', { name: 'Cleo Quarto' });
    await button('Use recovery code');
    expect(theme()).toBe('light');
    expect(main.inputsOf('preferences.get')).toEqual([]);
  });

  it('turn to the look of a person only once that person is in', async () => {
    main.answers['session.signIn'] = () => unlockedState();
    const user = show();
    await user.click(await button(/Ben/));
    await user.type(await screen.findByTestId('password'), 'right{Enter}');
    await button('Tresor');
    await waitFor(() => expect(theme()).toBe('dark'));
  });

  it('let the language be chosen, and keep it for the next page of this window', async () => {
    const user = show();
    await user.click(await button('Deutsch'));
    await screen.findByRole('heading', { name: 'Wer ist da?' });
    expect((await button('Deutsch')).getAttribute('aria-pressed')).toBe('true');
    expect(localStorage.getItem('language')).toBe('de');
  });

  it('speak one language from the choice to the last code, and make it the newcomer’s', async () => {
    main.answers['accounts.create'] = () => ({
      status: 'entered',
      session: unlockedState({ unconfirmedCodes: ['personal'] }),
      personal: { code: 'AAAA-BBBB', askGroup: 2 },
    });
    main.answers['preferences.get'] = () => ({ ...defaultPreferences, language: 'de' });
    main.answers['preferences.set'] = () => ({ ...defaultPreferences, language: 'de' });
    const user = show();
    await user.click(await button('Deutsch'));
    await user.click(await button('Konto anlegen'));
    await user.type(await screen.findByLabelText(/^Dein Name/), 'Cleo Quarto');
    await chooseNewPassword(user, /^Passwort(?! w)/, /^Passwort wiederholen/);
    await waitFor(async () => expect((await button('Konto anlegen')).hasAttribute('disabled')).toBe(false));
    await user.click(await button('Konto anlegen'));
    await screen.findByRole('heading', { name: 'Dein Wiederherstellungscode' });
    expect(main.inputsOf('preferences.set')).toEqual([{ language: 'de' }]);
    await user.click(await button(/^Überspringen/));
    await button('Tresor');
  });

  it('do the same at the first run', async () => {
    main.answers['app.status'] = () => ({ ...ready, phase: 'firstRun' });
    const user = show();
    await user.click(await button('Deutsch'));
    await screen.findByRole('heading', { name: 'Ein Tresor für alle an diesem Rechner' });
  });
});
