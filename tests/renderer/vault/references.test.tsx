import { screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { referenceOf } from '../../../src-renderer/screens/vault/references.ts';
import { parseReference } from '../../../src-shared/agent/references.ts';
import type { FieldView, ItemDetail } from '../../../src-shared/items.ts';
import { standInForBrowser } from '../dom.ts';
import { FakeVault, refuse, summaryOf } from './fake-vault.ts';
import { button, heading, row, showVault } from './show-vault.tsx';
import { plainDetail } from '../../helpers/plain-item.ts';

standInForBrowser();
let vault: FakeVault;
beforeEach(() => {
  vault = new FakeVault();
});

const copied = () => vault.inputsOf('generator.copy').map(({ value }) => value);

describe('copying a field as a reference', () => {
  it('copies what stands for the value, by the simple name that leads to it alone', async () => {
    vault.add('github.token');
    const user = showVault();
    await user.click(await row('github.token'));
    await user.click(await button('Copy Key as reference'));
    await screen.findByText('Reference copied: strongroom://github.token/key');
    expect(copied()).toEqual(['strongroom://github.token/key']);
    expect(vault.inputsOf('items.copy')).toEqual([]);
    expect(vault.inputsOf('items.reveal')).toEqual([]);
  });

  it('copies the id where two items have the name, or nobody can say', async () => {
    const alpha = vault.add('Alpha');
    vault.add('Alpha');
    const user = showVault();
    await user.click((await screen.findAllByRole('option'))[0]!);
    await user.click(await button('Copy Key as reference'));
    await waitFor(() => expect(copied()).toEqual([`strongroom://${alpha.id}/key`]));
    vault.answers['items.find'] = () => refuse('internal');
    await user.click(await button('Copy Account as reference'));
    await waitFor(() => expect(copied()).toEqual([`strongroom://${alpha.id}/key`, `strongroom://${alpha.id}/account`]));
  });

  it('is told where the clipboard can not be used', async () => {
    vault.add('Alpha');
    vault.answers['generator.copy'] = () => refuse('clipboardUnavailable');
    const user = showVault();
    await user.click(await row('Alpha'));
    await user.click(await button('Copy Key as reference'));
    await screen.findByText('The clipboard cannot be used');
  });

  it('is not offered in the trash, where no program looks', async () => {
    vault.add('Alpha').trashedAt = 1;
    const user = showVault();
    await user.click(await button(/^Trash/));
    await user.click(await row('Alpha'));
    await heading('Alpha');
    expect(screen.queryByRole('button', { name: /as reference/ })).toBeNull();
  });
});

describe('a reference', () => {
  const fieldOf = (id: string, name: string): FieldView => ({ id, name, type: 'hidden', value: null, filled: true });
  const itemOf = (name: string, fields: readonly FieldView[], kind: ItemDetail['kind'] = 'envSet'): ItemDetail => ({
    ...summaryOf(new FakeVault().add(name, { kind, fields: [] })),
    ...plainDetail,
    fields: [...fields],
  });

  it('names what a file can hold as it is, and the id of the rest', () => {
    const token = fieldOf('field-1', 'API_TOKEN');
    const odd = fieldOf('field-2', 'Zweites Wort');
    expect(referenceOf(itemOf('bot', [token, odd]), token, true)).toBe('strongroom://bot/API_TOKEN');
    expect(referenceOf(itemOf('bot', [token, odd]), odd, true)).toBe('strongroom://bot/field-2');
    const item = itemOf('My bot / test', [token]);
    expect(parseReference(referenceOf(item, token, true))).toEqual({ item: item.id, field: 'API_TOKEN' });
  });

  it('takes the id of a field whose name another one answers to', () => {
    const first = fieldOf('field-1', 'Token');
    const second = fieldOf('field-2', 'token');
    const third = fieldOf('field-3', 'field-1');
    const item = itemOf('bot', [first, second, third]);
    expect([first, second, third].map((field) => referenceOf(item, field, true))).toEqual([
      'strongroom://bot/field-1',
      'strongroom://bot/field-2',
      'strongroom://bot/field-3',
    ]);
  });

  it('takes the id of the fields that the app itself offers, whose names change with the language', () => {
    const key = fieldOf('private-key', 'Privater-Schluessel');
    expect(referenceOf(itemOf('host', [key], 'sshKey'), key, true)).toBe('strongroom://host/private-key');
  });
});
