import { act, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { useAppStore } from '../../../src-renderer/stores/app-store.ts';
import { defaultPreferences } from '../../../src-shared/models.ts';
import { standInForBrowser } from '../dom.ts';
import { FakeVault } from './fake-vault.ts';
import { button, heading, row, showVault } from './show-vault.tsx';

standInForBrowser();
let vault: FakeVault;
beforeEach(() => {
  vault = new FakeVault();
  for (const name of ['Alpha', 'Beta', 'Gamma', 'Delta']) vault.add(name, { tags: ['lab'] });
});

const names = (): (string | undefined)[] =>
  screen.getAllByRole('option', { selected: true }).map((option) => /Alpha|Beta|Gamma|Delta/.exec(option.textContent)?.[0]);

describe('several items at once', () => {
  it('are chosen by keys alone: a range, one more, all, none', async () => {
    const user = showVault();
    await user.click(await row('Alpha'));
    await user.keyboard('{Shift>}{ArrowDown}{ArrowDown}{/Shift}');
    await screen.findByText('3 items selected');
    await user.keyboard('{Shift>}{ArrowUp}{/Shift}');
    await screen.findByText('2 items selected');
    expect(names()).toEqual(['Alpha', 'Beta']);
    await user.keyboard('{ArrowDown}{ArrowDown} ');
    await screen.findByText('3 items selected');
    expect(names()).toEqual(['Alpha', 'Beta', 'Delta']);
    await user.keyboard('{Control>}a{/Control}');
    await screen.findByText('4 items selected');
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByText(/selected$/)).toBeNull());
  });

  it('are chosen by tapping where that was asked for, and no longer in another view', async () => {
    const user = showVault();
    await user.click(await button('Select several'));
    await user.click(await row('Beta'));
    await user.click(await row('Delta'));
    await screen.findByText('2 items selected');
    await user.click(await button(/^Favourites/));
    await waitFor(() => expect(screen.queryByText(/selected$/)).toBeNull());
  });

  it('are deleted for good only once their number was confirmed', async () => {
    for (const item of vault.items) item.trashedAt = 1;
    const user = showVault();
    await user.click(await button(/^Trash/));
    await row('Alpha');
    await user.click(await button('Select several'));
    await user.click(await row('Alpha'));
    await user.click(await row('Beta'));
    await user.click(await button('Delete for good'));
    const dialog = await screen.findByRole('dialog', { name: 'Delete 2 items for good?' });
    expect(vault.items).toHaveLength(4);
    await user.click(within(dialog).getByRole('button', { name: 'Delete 2 for good' }));
    await waitFor(() => expect(vault.items).toHaveLength(2));
  });
});

describe('undo', () => {
  it('takes back a favourite and a renamed tag with the key, the newest first', async () => {
    const user = showVault();
    await user.click(await row('Alpha'));
    await heading('Alpha');
    await user.click(await button('Add to favourites'));
    await user.click(await button('More for tag lab'));
    await user.click(await screen.findByRole('menuitem', { name: 'Rename' }));
    const field = await screen.findByRole('textbox', { name: 'New name' });
    await user.clear(field);
    await user.type(field, 'home{Enter}');
    await waitFor(() => expect(vault.items.every(({ tags }) => tags.join() === 'home')).toBe(true));
    screen.getByRole('listbox').focus();
    await user.keyboard('{Control>}z{/Control}');
    await waitFor(() => expect(vault.items.every(({ tags }) => tags.join() === 'lab')).toBe(true));
    expect(vault.items[0]?.favourite).toBe(true);
    await user.keyboard('{Control>}z{/Control}');
    await waitFor(() => expect(vault.items[0]?.favourite).toBe(false));
  });

  it('leaves the key to the text that is being typed, and takes another key that a person has chosen', async () => {
    const user = showVault();
    await user.click(await row('Alpha'));
    await heading('Alpha');
    await user.click(await button('Add to favourites'));
    await waitFor(() => expect(vault.items[0]?.favourite).toBe(true));
    const list = screen.getByRole('listbox');
    await user.click(screen.getByPlaceholderText('Search'));
    await user.keyboard('{Control>}z{/Control}');
    list.focus();
    act(() => useAppStore.setState({ preferences: { ...defaultPreferences, shortcuts: { undo: 'Mod+J' } } }));
    await user.keyboard('{Control>}z{/Control}');
    expect(vault.items[0]?.favourite).toBe(true);
    await user.keyboard('{Control>}j{/Control}');
    await waitFor(() => expect(vault.items[0]?.favourite).toBe(false));
    act(() => useAppStore.setState({ preferences: defaultPreferences }));
  });
});
