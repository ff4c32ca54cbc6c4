import { act, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { standInForBrowser } from '../dom.ts';
import { FakeVault, refuse } from './fake-vault.ts';
import { button, heading, row, showVault } from './show-vault.tsx';
import { plainDetail } from '../../helpers/plain-item.ts';

standInForBrowser();
let vault: FakeVault;
beforeEach(() => {
  vault = new FakeVault();
});
afterEach(() => {
  vi.useRealTimers();
});

const keyText = (): string => screen.getByRole('group', { name: 'Key' }).textContent;

describe('an item on the screen', () => {
  it('shows dots of one length for every hidden value and the shown ones as they are', async () => {
    vault.add('Alpha');
    vault.add('Beta', { fields: [{ id: 'key', name: 'Key', type: 'hidden', value: 'a much, much longer secret value' }] });
    const user = showVault();
    await user.click(await row('Alpha'));
    await heading('Alpha');
    const dots = screen.getByRole('img', { name: 'hidden' }).textContent;
    expect(screen.getByRole('group', { name: 'Account' }).textContent).toContain('lab');
    await user.click(await row('Beta'));
    await heading('Beta');
    expect(screen.getByRole('img', { name: 'hidden' }).textContent).toBe(dots);
    expect(vault.inputsOf('items.reveal')).toEqual([]);
  });

  it('reveals one value at a time, and none of it stays after the next item', async () => {
    vault.add('Alpha', {
      fields: [
        { id: 'key', name: 'Key', type: 'hidden', value: 'first value' },
        { id: 'secret', name: 'Secret', type: 'hidden', value: 'second value' },
      ],
    });
    vault.add('Beta');
    const user = showVault();
    await user.click(await row('Alpha'));
    await user.click(await button('Show Key'));
    await screen.findByText('first value');
    await user.click(await button('Show Secret'));
    await screen.findByText('second value');
    expect(screen.queryByText('first value')).toBeNull();
    await user.click(await row('Beta'));
    await heading('Beta');
    await user.click(await row('Alpha'));
    await heading('Alpha');
    expect(document.body.textContent).not.toMatch(/first value|second value/);
  });

  it('hides a value again after half a minute', async () => {
    vault.add('Alpha');
    const user = showVault();
    await user.click(await row('Alpha'));
    await button('Show Key');
    vi.useFakeTimers();
    act(() => screen.getByRole('button', { name: 'Show Key' }).click());
    await act(() => vi.advanceTimersByTimeAsync(1));
    await act(() => vi.advanceTimersByTimeAsync(29_000));
    expect(keyText()).toContain('secret of Alpha');
    await act(() => vi.advanceTimersByTimeAsync(1001));
    expect(keyText()).not.toContain('secret of Alpha');
  });

  it('hides a value when the stored item changes', async () => {
    const alpha = vault.add('Alpha');
    const user = showVault();
    await user.click(await row('Alpha'));
    await user.click(await button('Show Key'));
    await screen.findByText('secret of Alpha');
    alpha.revision = 2;
    act(() => vault.changed());
    await waitFor(() => expect(screen.queryByText('secret of Alpha')).toBeNull());
  });

  it('copies through main and says for how long; the first hidden value with the keyboard alone', async () => {
    const alpha = vault.add('Alpha');
    const user = showVault();
    await user.click(await row('Alpha'));
    await user.click(await button('Copy Account'));
    await screen.findByText('Copied. It is removed from the clipboard in 30 s.');
    await user.click(await row('Alpha'));
    await user.keyboard('{Control>}c{/Control}');
    await waitFor(() =>
      expect(vault.inputsOf('items.copy')).toEqual([
        { id: alpha.id, fieldId: 'account' },
        { id: alpha.id, fieldId: 'key' },
      ]),
    );
  });

  it('tells why a value could not be copied', async () => {
    vault.add('Alpha');
    vault.answers['items.copy'] = () => refuse('clipboardUnavailable');
    const user = showVault();
    await user.click(await row('Alpha'));
    await user.click(await button('Copy Key'));
    await screen.findByText('The clipboard cannot be used');
  });

  it('moves to the trash, goes on to the next item, and brings it back with Undo', async () => {
    const alpha = vault.add('Alpha');
    vault.add('Beta');
    const user = showVault();
    await user.click(await row('Alpha'));
    await heading('Alpha');
    await user.keyboard('{Delete}');
    await heading('Beta');
    await waitFor(() => expect(screen.queryByRole('option', { name: /Alpha/ })).toBeNull());
    await user.click(await button('Undo'));
    await row('Alpha');
    expect(alpha.trashedAt).toBeNull();
  });

  it('asks before it deletes for good, with the harmless answer as the default', async () => {
    const alpha = vault.add('Alpha');
    const beta = vault.add('Beta');
    alpha.trashedAt = 1;
    const user = showVault();
    await user.click(await button(/^Trash/));
    await user.click(await row('Alpha'));
    await user.click(await button('Delete for good'));
    const dialog = await screen.findByRole('dialog', { name: 'Delete “Alpha” for good?' });
    await waitFor(() => expect(document.activeElement).toBe(within(dialog).getByRole('button', { name: 'Cancel' })));
    await user.keyboard('{Enter}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(vault.inputsOf('items.purge')).toEqual([]);
    await user.click(await button('Delete for good'));
    await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Delete for good' }));
    await screen.findByText('The trash is empty');
    expect(vault.items).toEqual([beta]);
  });

  it('marks as favourite and duplicates', async () => {
    const alpha = vault.add('Alpha');
    const user = showVault();
    await user.click(await row('Alpha'));
    await user.click(await button('Add to favourites'));
    await button('Remove from favourites');
    expect(alpha.favourite).toBe(true);
    await user.click(await button('More'));
    await user.click(await screen.findByRole('menuitem', { name: 'Duplicate' }));
    await heading('Alpha 2');
  });

  it('says what is damaged, and the rest stays usable', async () => {
    const alpha = vault.add('Alpha');
    vault.add('Beta');
    vault.answers['items.get'] = ({ id }) => {
      if (id === alpha.id) return refuse('dataDamaged');
      const { fields, ...summary } = vault.stored(id);
      return { ...summary, ...plainDetail, fields: fields.map((field) => ({ ...field, value: null, filled: true })) };
    };
    const user = showVault();
    await user.click(await row('Alpha'));
    await screen.findByText('Something in the stored data is damaged');
    await screen.findByText('Only this item is affected; the others are as they were.');
    await user.click(await row('Beta'));
    await heading('Beta');
  });

  it('says when an item expires, and when it has expired', async () => {
    vault.add('Alpha', { expiresAt: Date.now() - 3 * 86_400_000 });
    vault.add('Beta', { expiresAt: Date.now() + 6 * 86_400_000 });
    const user = showVault();
    await user.click(await row('Alpha'));
    await screen.findByText(/Expired .* · 3 days ago/);
    await user.click(await row('Beta'));
    await screen.findByText(/Expires .* · in 6 days/);
  });
});
