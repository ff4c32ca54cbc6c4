import { act, screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ItemPage } from '../../../src-shared/items.ts';
import { standInForBrowser } from '../dom.ts';
import { FakeVault, summaryOf } from './fake-vault.ts';
import { button, heading, row, showVault } from './show-vault.tsx';

standInForBrowser();
let vault: FakeVault;
beforeEach(() => {
  vault = new FakeVault();
  for (const name of ['Alpha', 'Beta', 'Gamma']) vault.add(name);
});

const empty = (): Promise<HTMLElement> => screen.findByText('Choose an item to see it');

describe('the keyboard in the vault', () => {
  it('begins in the list: nothing is chosen, and the first key down takes the first item', async () => {
    const user = showVault();
    await row('Alpha');
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('listbox')));
    await empty();
    await user.keyboard('{ArrowDown}');
    await heading('Alpha');
    await user.keyboard('{ArrowDown}');
    await heading('Beta');
  });

  it('takes no focus from where the person has put it', async () => {
    let answer: (page: ItemPage) => void = () => undefined;
    vault.answers['items.list'] = () =>
      new Promise((resolve) => {
        answer = resolve;
      });
    const user = showVault();
    await user.keyboard('/');
    act(() => answer({ total: 3, rows: vault.items.map(summaryOf) }));
    await row('Alpha');
    expect(document.activeElement).toBe(screen.getByPlaceholderText('Search'));
  });

  it.each(['{ArrowDown}', '{Enter}'])('shows the first hit with one %s from the search, whatever was chosen before', async (key) => {
    const user = showVault();
    await user.click(await row('Alpha'));
    await heading('Alpha');
    await user.keyboard('/a');
    await user.keyboard('{Backspace}gam');
    await user.keyboard(key);
    await heading('Gamma');
    expect(document.activeElement).toBe(screen.getByRole('listbox'));
  });

  it('waits for the hits of what was typed last', async () => {
    const user = showVault();
    await row('Alpha');
    let answer: (page: ItemPage) => void = () => undefined;
    vault.answers['items.list'] = () =>
      new Promise((resolve) => {
        answer = resolve;
      });
    await user.keyboard('/b{Enter}');
    await empty();
    act(() => answer({ total: 1, rows: [summaryOf(vault.items[1]!)] }));
    await heading('Beta');
  });

  it('goes on in the list once a form is saved or left', async () => {
    const user = showVault();
    await user.click(await row('Alpha'));
    await user.keyboard('{Enter}');
    await user.type(await screen.findByRole('textbox', { name: 'Name' }), ' two');
    await user.keyboard('{Control>}s{/Control}');
    await heading('Alpha two');
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('listbox')));
    await user.keyboard('{ArrowDown}');
    await heading('Beta');
    await user.keyboard('{Enter}');
    await screen.findByRole('textbox', { name: 'Name' });
    await user.keyboard('{Escape}');
    await heading('Beta');
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('listbox')));
  });

  it('stays in the search where nothing matches', async () => {
    const user = showVault();
    await row('Alpha');
    await user.keyboard('/zzz{Enter}');
    await screen.findByText('Nothing matches “zzz”');
    expect(document.activeElement).toBe(screen.getByPlaceholderText('Search'));
  });
});

describe('the item beside a list that does not hold it', () => {
  it('goes with a search that leaves it out, and comes back with it', async () => {
    const user = showVault();
    await user.click(await row('Alpha'));
    await heading('Alpha');
    await user.keyboard('/beta');
    await empty();
    expect(screen.queryByRole('heading', { name: 'Alpha' })).toBeNull();
    await user.keyboard('{Escape}');
    await heading('Alpha');
  });

  it('goes where nothing matches at all, and is not copied either', async () => {
    const user = showVault();
    await user.click(await row('Alpha'));
    await heading('Alpha');
    await user.keyboard('/zzz');
    await empty();
    await user.click(screen.getByText('Nothing matches “zzz”'));
    await user.keyboard('{Control>}c{/Control}');
    expect(vault.inputsOf('items.copy')).toEqual([]);
  });

  it('stays with a search that finds it', async () => {
    const user = showVault();
    await user.click(await row('Alpha'));
    await heading('Alpha');
    await user.keyboard('/alp');
    await waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(1));
    await heading('Alpha');
  });

  it('stays when it was just made, though the view has no place for it', async () => {
    vault.add('Site', { kind: 'login' });
    const user = showVault();
    await user.click(await button(/^Logins/));
    await row('Site');
    await user.keyboard('{Control>}n{/Control}');
    await user.click(await button(/^API key.*token/));
    await user.type(await screen.findByRole('textbox', { name: 'Name' }), 'Delta');
    await user.click(await button('Save'));
    await heading('Delta');
    await waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(1));
    await heading('Delta');
  });
});
