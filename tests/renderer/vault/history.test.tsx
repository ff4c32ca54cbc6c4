import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import type { VersionView } from '../../../src-shared/history.ts';
import type { ItemDetail } from '../../../src-shared/items.ts';
import { plainDetail } from '../../helpers/plain-item.ts';
import { standInForBrowser } from '../dom.ts';
import { FakeVault, refuse, summaryOf } from './fake-vault.ts';
import { button, row, showVault } from './show-vault.tsx';

standInForBrowser();
let vault: FakeVault;

const version = (revision: number, more: Partial<VersionView> = {}): VersionView => ({
  ...{ revision, at: Date.UTC(2026, 0, revision), name: 'Alpha' },
  fields: [{ id: 'key', name: 'Key', type: 'hidden', value: null, filled: true, difference: 'value' }],
  absent: ['Account'],
  ...more,
});

beforeEach(() => {
  vault = new FakeVault();
  const alpha = vault.add('Alpha');
  vault.answers['items.get'] = ({ id }): ItemDetail => ({ ...summaryOf(vault.stored(id)), ...plainDetail, fields: [], versions: 2 });
  vault.answers['history.list'] = () => [version(2), version(1, { name: 'Alpha before' })];
  vault.answers['history.reveal'] = ({ version: of }) => ({ value: `value of ${of}` });
  vault.answers['history.copy'] = () => ({ clearsAt: Date.now() + 30_000 });
  vault.answers['history.restore'] = () => ({ ...summaryOf(alpha), revision: 4 });
  vault.answers['history.clear'] = () => summaryOf(alpha);
});

async function openHistory() {
  const user = showVault();
  await user.click(await row('Alpha'));
  await user.click(await button('2 earlier versions'));
  return { user, dialog: await screen.findByRole('dialog', { name: /Earlier versions of “Alpha”/ }) };
}

describe('the history of an item', () => {
  it('says what is different, shows one value at a time, and none after another version is chosen', async () => {
    const { user, dialog } = await openHistory();
    await within(dialog).findByText('Another value than now');
    expect(within(dialog).getByText('Not in this version: Account')).toBeTruthy();
    await user.click(within(dialog).getByRole('button', { name: 'Show Key' }));
    await within(dialog).findByText('value of 2');
    await user.click(within(dialog).getByRole('button', { name: /Alpha before/ }));
    await waitFor(() => expect(dialog.textContent).not.toContain('value of 2'));
  });

  it('copies an earlier value by its version', async () => {
    const { user, dialog } = await openHistory();
    await user.click(await within(dialog).findByRole('button', { name: 'Copy Key' }));
    expect(vault.inputsOf('history.copy')).toEqual([{ id: vault.items[0]!.id, version: 2, fieldId: 'key' }]);
  });

  it('brings the chosen version back, and offers the way back from there', async () => {
    const { user, dialog } = await openHistory();
    await user.click(await within(dialog).findByRole('button', { name: /Alpha before/ }));
    await user.click(within(dialog).getByRole('button', { name: 'Bring this version back' }));
    await user.click(await button('Undo'));
    const { id } = vault.items[0]!;
    expect(vault.inputsOf('history.restore')).toEqual([
      { id, revision: 1, version: 1 },
      { id, revision: 4, version: 1 },
    ]);
  });

  it('is taken back by the key of every other change, and says so', async () => {
    const { user, dialog } = await openHistory();
    await user.click(await within(dialog).findByRole('button', { name: 'Bring this version back' }));
    await screen.findByText(/The earlier version is back/);
    await user.keyboard('{Control>}z{/Control}');
    await screen.findByText('Taken back.');
    expect(vault.inputsOf('history.restore')).toHaveLength(2);
  });

  it('stays open and says why where a version can not come back', async () => {
    vault.answers['history.restore'] = () => refuse('conflict');
    const { user, dialog } = await openHistory();
    await user.click(await within(dialog).findByRole('button', { name: 'Bring this version back' }));
    await within(dialog).findByText('It was changed meanwhile');
  });

  it('is deleted only after a question', async () => {
    const { user, dialog } = await openHistory();
    await user.click(await within(dialog).findByRole('button', { name: 'Delete history' }));
    const question = await screen.findByRole('dialog', { name: 'Delete the earlier versions of “Alpha”?' });
    expect(vault.inputsOf('history.clear')).toEqual([]);
    await user.click(within(question).getByRole('button', { name: 'Delete history' }));
    await waitFor(() => expect(vault.inputsOf('history.clear')).toHaveLength(1));
  });

  it('that can not be read says so', async () => {
    vault.answers['history.list'] = () => refuse('dataDamaged');
    const { dialog } = await openHistory();
    await within(dialog).findByText('Something in the stored data is damaged');
  });
});
