import { act, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { MenuCommand } from '../../../src-shared/menu-commands.ts';
import { standInForBrowser } from '../dom.ts';
import { showWindow } from '../shell/show-window.tsx';
import type { FakeVault } from '../vault/fake-vault.ts';
import { button } from '../vault/show-vault.tsx';
import { account, fakeEntry, unlockedState } from './fake-entry.ts';

standInForBrowser();

const ask = (main: FakeVault, command: MenuCommand): void => act(() => main.push('command.asked', { command }));
const calls = (main: FakeVault): string[] => main.calls.map(({ channel }) => channel);

describe('what a menu of the system asks for', () => {
  it('brings the tiles up for whoever is locked, and locks the others who are here', async () => {
    const main = fakeEntry();
    const locked = { status: 'locked', account, reason: 'asked' } as const;
    main.answers['session.current'] = () => locked;
    main.answers['session.lockEveryone'] = () => locked;
    showWindow();
    await screen.findByRole('heading', { name: 'Cleo Quarto' });
    ask(main, 'newItem');
    expect(screen.getByRole('heading', { name: 'Cleo Quarto' })).toBeDefined();
    ask(main, 'lockEveryone');
    await waitFor(() => expect(calls(main)).toContain('session.lockEveryone'));
    ask(main, 'handOver');
    await button(/Ben/);
  });

  it('locks whoever has to choose a password first, and does nothing else there', async () => {
    const main = fakeEntry();
    main.answers['session.current'] = () => unlockedState({ passwordDue: true });
    main.answers['session.lock'] = () => ({ status: 'locked', account, reason: 'asked' });
    showWindow();
    await screen.findByLabelText(/^Current password/);
    ask(main, 'preferences');
    ask(main, 'lock');
    await waitFor(() => expect(calls(main)).toContain('session.lock'));
  });
});
