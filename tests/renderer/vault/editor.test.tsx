import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { standInForBrowser } from '../dom.ts';
import { FakeVault, refuse } from './fake-vault.ts';
import { button, heading, row, showVault } from './show-vault.tsx';

standInForBrowser();
let vault: FakeVault;
beforeEach(() => {
  vault = new FakeVault();
});

const nameField = (): Promise<HTMLElement> => screen.findByRole('textbox', { name: 'Name' });

describe('the form of an item', () => {
  it('sends a kept hidden value as null and never fetches it', async () => {
    const alpha = vault.add('Alpha');
    const user = showVault();
    await user.click(await row('Alpha'));
    await user.click(await button('Edit'));
    await screen.findByText('Stored — not shown');
    await user.type(await nameField(), ' renamed');
    await user.click(await button('Save'));
    await heading('Alpha renamed');
    expect(vault.inputsOf('items.update')[0]).toMatchObject({
      id: alpha.id,
      revision: 1,
      draft: {
        name: 'Alpha renamed',
        fields: [
          { id: 'key', value: null },
          { id: 'account', value: 'lab' },
        ],
      },
    });
    expect(vault.inputsOf('items.reveal')).toEqual([]);
    expect(alpha.fields[0]?.value).toBe('secret of Alpha');
  });

  it('keeps a date while its year is typed, and takes the whole one', async () => {
    const expiresAt = new Date(2026, 4, 6, 23, 59, 59, 999).getTime();
    const alpha = vault.add('Alpha', { expiresAt });
    const user = showVault();
    await user.click(await row('Alpha'));
    await user.click(await button('Edit'));
    const field = (await screen.findByLabelText('Expires on')) as HTMLInputElement;
    for (const day of ['0002-05-06', '0020-05-06', '0202-05-06']) {
      fireEvent.change(field, { target: { value: day } });
      expect(field.value).toBe(day);
    }
    await user.click(await button('Save'));
    expect(await screen.findByText(/^Enter a whole date/)).toBeTruthy();
    expect(field.value).toBe('0202-05-06');
    expect(document.activeElement).toBe(field);
    expect(vault.inputsOf('items.update')).toEqual([]);
    expect(alpha.expiresAt).toBe(expiresAt);

    fireEvent.change(field, { target: { value: '2027-05-06' } });
    expect(screen.queryByText(/^Enter a whole date/)).toBeNull();
    await user.click(await button('Save'));
    await heading('Alpha');
    expect(new Date(alpha.expiresAt ?? 0).getFullYear()).toBe(2027);
  });

  it('takes a date away only where the field was cleared', async () => {
    const alpha = vault.add('Alpha', { expiresAt: new Date(2026, 4, 6).getTime() });
    const user = showVault();
    await user.click(await row('Alpha'));
    await user.click(await button('Edit'));
    fireEvent.change(await screen.findByLabelText('Expires on'), { target: { value: '' } });
    await user.click(await button('Save'));
    await heading('Alpha');
    expect(alpha.expiresAt).toBeNull();
  });

  it('leads with Tab from a name to its value, and to the tools behind it', async () => {
    vault.add('Alpha', { kind: 'envSet', fields: [{ id: 'a', name: 'API_TOKEN', type: 'text', value: 'v' }] });
    const user = showVault();
    await user.click(await row('Alpha'));
    await user.click(await button('Edit'));
    await user.click(await nameField());
    await user.tab();
    expect(document.activeElement).toBe(screen.getByLabelText('Field name'));
    await user.tab();
    expect(document.activeElement).toBe(screen.getByLabelText('API_TOKEN'));
    await user.tab();
    expect(document.activeElement).toBe(await button('Choose a reference for API_TOKEN'));
    await user.tab();
    expect(document.activeElement).toBe(await button('Remove API_TOKEN'));
  });

  it('says of an item with nothing but a name that no field is filled in, and leads to the form', async () => {
    vault.add('Alpha', { fields: [] });
    const user = showVault();
    await user.click(await row('Alpha'));
    await screen.findByText('No fields are filled in.');
    await user.click(await button('Fill in'));
    await nameField();
  });

  it('replaces a hidden value only when asked to', async () => {
    const alpha = vault.add('Alpha');
    const user = showVault();
    await user.click(await row('Alpha'));
    await user.click(await button('Edit'));
    await user.click(await button('Replace: Key'));
    await user.type(screen.getByLabelText('Key'), 'new one');
    await user.click(await button('Save'));
    await waitFor(() => expect(alpha.fields[0]?.value).toBe('new one'));
  });

  it('leaves out what was offered and stays empty', async () => {
    vault.add('Other');
    const user = showVault();
    await row('Other');
    await user.keyboard('{Control>}n{/Control}');
    await user.click(await button(/^Login/));
    await user.type(await nameField(), 'Site');
    await user.type(screen.getByLabelText('User name'), 'ada');
    await user.click(await button('Save'));
    await heading('Site');
    expect(vault.inputsOf('items.create')[0]?.fields.map(({ id }) => id)).toEqual(['username']);
  });

  it('says what is missing instead of saving', async () => {
    vault.add('Other');
    const user = showVault();
    await user.click(await button('New item'));
    await user.click(await button(/^Env set/));
    await user.click(await button('Save'));
    await screen.findByText('Give it a name');
    await screen.findByText('Every variable needs a name');
    expect(document.activeElement).toBe(await nameField());
    expect(vault.inputsOf('items.create')).toEqual([]);
  });

  it('keeps variables of an env set in the order they are given', async () => {
    vault.add('Other');
    const user = showVault();
    await user.click(await button('New item'));
    await user.click(await button(/^Env set/));
    await user.type(await nameField(), 'Bot');
    await user.type(screen.getByRole('textbox', { name: 'Field name' }), 'FIRST');
    await user.click(await button('Add variable'));
    await user.type(screen.getAllByRole('textbox', { name: 'Field name' })[1]!, 'SECOND');
    await user.type(screen.getByLabelText('SECOND'), 'two');
    await user.click(await button('Move SECOND up'));
    await user.click(await button('Save'));
    await heading('Bot');
    expect(vault.inputsOf('items.create')[0]?.fields.map(({ name, value, type }) => [name, value, type])).toEqual([
      ['SECOND', 'two', 'hidden'],
      ['FIRST', '', 'hidden'],
    ]);
  });

  it('asks before what was typed is lost, and loses nothing when the person stays', async () => {
    vault.add('Alpha');
    vault.add('Beta');
    const user = showVault();
    await user.click(await row('Alpha'));
    await user.click(await button('Edit'));
    await user.type(await nameField(), ' changed');
    await user.click(await row('Beta'));
    const dialog = await screen.findByRole('dialog', { name: 'Discard your changes?' });
    await user.click(within(dialog).getByRole('button', { name: 'Keep editing' }));
    expect((await nameField()).getAttribute('value')).toBe('Alpha changed');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await user.keyboard('{Escape}');
    await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Discard' }));
    await heading('Alpha');
  });

  it('leaves at once where nothing was changed', async () => {
    vault.add('Alpha');
    const user = showVault();
    await user.click(await row('Alpha'));
    await user.click(await button('Edit'));
    await nameField();
    await user.keyboard('{Escape}');
    await heading('Alpha');
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('explains a conflict, and saves over it only when told to', async () => {
    const alpha = vault.add('Alpha');
    const user = showVault();
    await user.click(await row('Alpha'));
    await user.click(await button('Edit'));
    await user.type(await nameField(), ' mine');
    Object.assign(alpha, { name: 'Theirs', revision: 5 });
    await user.click(await button('Save'));
    await screen.findByText('This item was changed elsewhere since you opened it.');
    expect(alpha.name).toBe('Theirs');
    await user.click(await button('Save mine anyway'));
    await heading('Alpha mine');
    expect(vault.inputsOf('items.update').map(({ revision }) => revision)).toEqual([1, 5]);
  });

  it('loads the stored item instead after a conflict', async () => {
    const alpha = vault.add('Alpha');
    const user = showVault();
    await user.click(await row('Alpha'));
    await user.click(await button('Edit'));
    await user.type(await nameField(), ' mine');
    Object.assign(alpha, { name: 'Theirs', revision: 5 });
    await user.click(await button('Save'));
    await user.click(await button('Load the stored one'));
    await waitFor(async () => expect((await nameField()).getAttribute('value')).toBe('Theirs'));
  });

  it('keeps what was typed when saving fails', async () => {
    vault.add('Alpha');
    vault.answers['items.update'] = () => refuse('diskFull');
    const user = showVault();
    await user.click(await row('Alpha'));
    await user.click(await button('Edit'));
    await user.type(await nameField(), ' mine');
    await user.click(await button('Save'));
    await screen.findByText('The disk is full');
    expect((await nameField()).getAttribute('value')).toBe('Alpha mine');
  });

  it('puts a generated value into the field that asked for it, without showing it', async () => {
    vault.add('Other');
    const user = showVault();
    await user.click(await button('New item'));
    await user.click(await button(/^API key.*token/));
    await user.type(await nameField(), 'New');
    await user.click(await button('Generate: Key'));
    await user.click(await screen.findByRole('radio', { name: 'Hex' }));
    await screen.findByText(/generated/);
    await user.click(await button('Use it'));
    expect(screen.getByLabelText('Key').getAttribute('type')).toBe('password');
    await user.click(await button('Save'));
    await heading('New');
    expect(vault.inputsOf('items.create')[0]?.fields).toMatchObject([{ id: 'key', value: 'generated-hex-2' }]);
  });

  it('copies a value from the generator of the toolbar, and keeps it there', async () => {
    vault.add('Other');
    vault.answers['generator.copy'] = () => ({ clearsAt: Date.now() + 30_000 });
    const user = showVault();
    await user.click(await button('Generator'));
    await screen.findByText('132 bits');
    await user.click(await button('Copy'));
    await screen.findByText('Copied. It is removed from the clipboard in 30 s.');
    expect(vault.inputsOf('generator.copy')).toEqual([{ value: 'generated-password-1' }]);
    expect(screen.getByText('132 bits')).toBeTruthy();
  });

  it('makes a new item around a value from the generator of the toolbar', async () => {
    vault.add('Other');
    const user = showVault();
    await user.click(await button('Generator'));
    await screen.findByText('132 bits');
    await user.click(await button('Save as new item'));
    await user.click(await button(/^Database/));
    await user.type(await nameField(), 'Samples');
    await user.click(await button('Save'));
    await heading('Samples');
    expect(vault.inputsOf('items.create')[0]?.fields).toMatchObject([{ id: 'password', value: 'generated-password-1' }]);
  });
});

describe('an item that asks each time', () => {
  it('is made one in the form, and shows as one in list and detail', async () => {
    vault.add('Alpha');
    const user = showVault();
    await user.click(await row('Alpha'));
    await user.click(await button('Edit'));
    await user.click(await screen.findByRole('switch', { name: /^Ask me each time a program/ }));
    await user.click(await button('Save'));
    await heading('Alpha');
    expect(vault.inputsOf('items.update')[0]).toMatchObject({ draft: { askBeforeUse: true } });
    await waitFor(() => expect(screen.getByRole('article').textContent).toContain('Asks each time'));
    await waitFor(async () => expect((await row('Alpha')).textContent).toContain('Asks each time'));
  });

  it('stays one when something else is edited', async () => {
    vault.add('Alpha', { askBeforeUse: true });
    const user = showVault();
    await user.click(await row('Alpha'));
    await user.click(await button('Edit'));
    expect((await screen.findByRole<HTMLInputElement>('switch', { name: /^Ask me each time a program/ })).checked).toBe(true);
    await user.type(await nameField(), ' renamed');
    await user.click(await button('Save'));
    await heading('Alpha renamed');
    expect(vault.inputsOf('items.update')[0]).toMatchObject({ draft: { askBeforeUse: true } });
  });
});
