import axe from 'axe-core';
import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { setLanguage } from '../../../src-renderer/i18n/index.ts';
import { useAppStore } from '../../../src-renderer/stores/app-store.ts';
import { preferencesPages } from '../../../src-renderer/stores/preferences-store.ts';
import { standInForBrowser } from '../dom.ts';
import { type FakeVault, refuse } from '../vault/fake-vault.ts';
import { adaAs, button, fakeAda, field, idOf, showPreferences } from './show-preferences.tsx';

standInForBrowser();
let main: FakeVault;
beforeEach(() => {
  main = fakeAda();
});

describe('a new vault key', () => {
  const rekey = async () => within(await screen.findByRole('region', { name: 'New vault key' }));

  it('takes the password, and stays where it is wrong', async () => {
    main.answers['account.rekey'] = () => refuse('wrongPassword');
    const { user, codes } = showPreferences('security');
    const section = await rekey();
    expect(section.getByRole<HTMLButtonElement>('button', { name: 'Make a new key' }).disabled).toBe(true);
    await user.type(section.getByLabelText('Current password'), 'wrong{Enter}');
    await section.findByText('Password is incorrect');
    expect(codes).toEqual([]);
  });

  it('has the new recovery code shown, and knows that it is not confirmed', async () => {
    main.answers['account.rekey'] = () => ({ code: 'AAAA-BBBB', askGroup: 2 });
    main.answers['session.current'] = () => ({ ...adaAs('user'), unconfirmedCodes: ['personal'] });
    const { user, codes } = showPreferences('security');
    await user.type((await rekey()).getByLabelText('Current password'), 'right{Enter}');
    await waitFor(() => expect(useAppStore.getState().session).toMatchObject({ unconfirmedCodes: ['personal'] }));
    expect(codes).toEqual([[{ kind: 'personal', code: { code: 'AAAA-BBBB', askGroup: 2 } }]]);
    expect(main.inputsOf('account.rekey')).toEqual([{ password: 'right' }]);
  });

  it('shows the new code even where nothing else answers any more', async () => {
    main.answers['account.rekey'] = () => ({ code: 'AAAA-BBBB', askGroup: 2 });
    main.answers['session.current'] = () => refuse('internal');
    const { user, codes } = showPreferences('security');
    await user.type((await rekey()).getByLabelText('Current password'), 'right{Enter}');
    await waitFor(() => expect(codes).toHaveLength(1));
  });
});

describe('a new installation code', () => {
  it('waits for a second administrator where the policy says so', async () => {
    main.answers['recovery.renew'] = () => null;
    const { user, codes } = showPreferences('security', 'administrator');
    const section = within(await screen.findByRole('region', { name: 'Recovery code' }));
    await user.type(section.getByLabelText('Current password'), 'right');
    await user.click(section.getByRole('button', { name: 'Make a new installation code' }));
    await section.findByText(/^Another administrator has to confirm this/);
    expect(codes).toEqual([]);
    expect(main.inputsOf('recovery.renew')).toEqual([{ kind: 'installation', password: 'right' }]);
  });
});

describe('vaults put away', () => {
  it('are not spoken of where there are none', async () => {
    showPreferences('security');
    await screen.findByText('New vault key');
    await waitFor(() => expect(main.inputsOf('account.oldVaults')).toHaveLength(1));
    expect(screen.queryByText('Vaults put away')).toBeNull();
  });

  it('are discarded only after the name was typed', async () => {
    let vaults = [{ id: idOf(7), putAwayAt: Date.UTC(2026, 0, 5), items: 12 }];
    main.answers['account.oldVaults'] = () => vaults;
    main.answers['account.discardOldVault'] = () => {
      vaults = [];
      return undefined;
    };
    const { user } = showPreferences('security');
    await user.click(await button(/^Discard the vault/));
    const dialog = within(await screen.findByRole('dialog'));
    dialog.getByText(/12 items/);
    const go = dialog.getByRole<HTMLButtonElement>('button', { name: 'Discard' });
    await user.type(dialog.getByLabelText('Type ada to confirm'), 'ad');
    expect(go.disabled).toBe(true);
    await user.type(dialog.getByLabelText('Type ada to confirm'), 'a');
    await user.click(go);
    await waitFor(() => expect(screen.queryByText('Vaults put away')).toBeNull());
    expect(main.inputsOf('account.discardOldVault')).toEqual([{ id: idOf(7) }]);
  });
});

describe('deleting the own account', () => {
  it('explains to the last administrator why it can’t be', async () => {
    main.answers['account.delete'] = () => refuse('lastAdministrator');
    const { user } = showPreferences('leaving', 'administrator');
    await screen.findByText(/The last one cannot leave/);
    await user.type(await field('Current password'), 'right');
    await user.type(await field('Type ada to confirm'), 'ada{Enter}');
    await screen.findByText('This is the last administrator');
  });

  it('asks nothing of main until password and name are there', async () => {
    const { user } = showPreferences('leaving');
    await user.type(await field('Type ada to confirm'), 'ada{Enter}');
    await user.clear(await field('Type ada to confirm'));
    await user.type(await field('Current password'), 'right{Enter}');
    expect(main.inputsOf('account.delete')).toEqual([]);
  });

  it('says what is lost and until when it can come back, then leaves', async () => {
    main.add('Alpha');
    main.add('Beta').trashedAt = 1;
    main.answers['account.delete'] = () => ({ status: 'signedOut', reason: null, next: null });
    const { user } = showPreferences('leaving');
    await screen.findByText(/Your vault with its 2 items/);
    const last = new Intl.DateTimeFormat('en', { dateStyle: 'medium' }).format(Date.now() + 7 * 86_400_000);
    await screen.findByText(new RegExp(`Until ${last}, for 7 days`));
    await user.type(await field('Current password'), 'right');
    await user.type(await field('Type ada to confirm'), 'ada');
    await user.click(await button('Delete my account'));
    await waitFor(() => expect(useAppStore.getState().session?.status).toBe('signedOut'));
    expect(main.inputsOf('account.delete')).toEqual([{ password: 'right' }]);
  });
});

describe('the pages of the preferences', () => {
  it('are gone through with the arrow keys', async () => {
    const { user } = showPreferences('profile');
    (await button('Profile')).focus();
    await user.keyboard('{ArrowDown}{Enter}');
    expect((await button('Appearance')).getAttribute('aria-current')).toBe('page');
    await screen.findByText('Density');
  });

  it.each(preferencesPages)('have nothing wrong for axe: %s', async (page) => {
    main.answers['account.oldVaults'] = () => [{ id: idOf(7), putAwayAt: 1, items: 1 }];
    showPreferences(page, 'administrator');
    await screen.findByRole('heading', { level: 2 }, { timeout: 2000 }).catch(() => screen.findAllByRole('heading', { level: 2 }));
    const { violations } = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false }, region: { enabled: false } } });
    expect(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`))).toEqual([]);
  });

  it('are there in German', async () => {
    setLanguage('de');
    try {
      showPreferences('leaving');
      await button('Mein Konto löschen');
      await field('Zum Bestätigen ada eingeben');
    } finally {
      setLanguage('en');
    }
  });
});
