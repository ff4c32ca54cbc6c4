import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { useAppStore } from '../../../src-renderer/stores/app-store.ts';
import { standInForBrowser } from '../dom.ts';
import { type FakeVault, refuse } from '../vault/fake-vault.ts';
import { row, showVault } from '../vault/show-vault.tsx';
import { button, fakeAda, field, idOf, sessionView, showPreferences } from './show-preferences.tsx';

standInForBrowser();
let main: FakeVault;
beforeEach(() => {
  main = fakeAda();
});

const offered = async (label: RegExp): Promise<(string | null)[]> =>
  within(await field(label))
    .getAllByRole('option')
    .map((option) => option.textContent);

describe('lock and clipboard', () => {
  it('offer no more than the administrators allow, and say so', async () => {
    main.answers['preferences.limits'] = () => ({
      autoLockMaxMinutes: 12,
      clipboardMaxSeconds: 20,
      deletionGraceDays: 7,
      leaseMaxMinutes: 720,
    });
    useAppStore.setState({ preferences: { ...useAppStore.getState().preferences, clipboardSeconds: 10 } });
    const { user } = showPreferences('safety');
    await screen.findByText('Your administrators allow at most 12 minutes.');
    await screen.findByText('Your administrators allow at most 20 seconds.');
    expect(await offered(/^Lock after/)).toEqual(['1 min', '2 min', '5 min', '10 min', '12 min']);
    expect(await offered(/clipboard after/)).toEqual(['5 s', '10 s', '20 s']);
    await user.selectOptions(await field(/^Lock after/), '12 min');
    await waitFor(() => expect(main.inputsOf('preferences.set')).toEqual([{ autoLockMinutes: 12 }]));
  });

  it('mention no administrators where they leave it open', async () => {
    showPreferences('safety');
    await waitFor(async () => expect(await offered(/^Lock after/)).toContain('240 min'));
    expect(screen.queryByText(/administrators allow/)).toBeNull();
  });

  it('stay as they were where a choice can’t be stored', async () => {
    main.answers['preferences.set'] = () => refuse('diskFull');
    const { user } = showPreferences('safety');
    await waitFor(async () => expect(await offered(/^Lock after/)).toContain('5 min'));
    await user.selectOptions(await field(/^Lock after/), '5 min');
    await screen.findByText('The disk is full');
    expect((await field(/^Lock after/)).value).toBe('10');
  });
});

describe('density', () => {
  it('makes the rows of the vault lower', async () => {
    main.add('Alpha');
    useAppStore.setState({ preferences: { ...useAppStore.getState().preferences, density: 'compact' } });
    showVault();
    const list = await screen.findByRole('listbox');
    expect(list.closest('section')?.dataset['density']).toBe('compact');
    expect((list.firstElementChild as HTMLElement).style.height).toBe('44px');
  });
});

describe('the generator', () => {
  it('opens with the recipe that was kept', async () => {
    main.add('Alpha');
    const user = showVault();
    await row('Alpha');
    await user.click(await button('Generator'));
    await screen.findByText('The generator always starts with these settings.');
    await user.click(screen.getByText('Hex'));
    await user.click(await button('Always start with these settings'));
    await waitFor(() => expect(main.inputsOf('preferences.set')).toEqual([{ generator: { kind: 'hex', bytes: 32 } }]));
    await user.keyboard('{Escape}');
    await user.click(await button('Generator'));
    await waitFor(() => expect(screen.getByRole<HTMLInputElement>('radio', { name: 'Hex' }).checked).toBe(true));
  });
});

describe('my sessions', () => {
  it('mark this window and end another one', async () => {
    const other = sessionView(2, { kind: 'cli', client: 'tty 3' });
    let sessions = [sessionView(1, { current: true }), other];
    main.answers['sessions.own'] = () => ({ sessions, more: false });
    main.answers['sessions.end'] = ({ id }) => {
      sessions = sessions.filter((session) => session.id !== id);
      return undefined;
    };
    const { user } = showPreferences('sessions');
    await screen.findByText('This window');
    await user.click(await button('End session: Terminal, tty 3'));
    await waitFor(() => expect(screen.queryByText('tty 3')).toBeNull());
    expect(main.inputsOf('sessions.end')).toEqual([{ id: idOf(2) }]);
    expect(((await button('End all others')) as HTMLButtonElement).disabled).toBe(true);
  });

  it('ask before all others end', async () => {
    main.answers['sessions.own'] = () => ({ sessions: [sessionView(1, { current: true }), sessionView(2)], more: false });
    main.answers['sessions.endOthers'] = () => undefined;
    const { user } = showPreferences('sessions');
    await screen.findByText('This window');
    await user.click(await button('End all others'));
    expect(main.inputsOf('sessions.endOthers')).toEqual([]);
    await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'End all others' }));
    await screen.findByText('Your other sessions have ended');
  });

  it('say what is wrong and try again', async () => {
    main.answers['sessions.own'] = () => refuse('internal');
    const { user } = showPreferences('sessions');
    await screen.findByText('Something went wrong');
    main.answers['sessions.own'] = () => ({ sessions: [sessionView(1, { current: true })], more: false });
    await user.click(await button('Try again'));
    await screen.findByText('This window');
  });
});
