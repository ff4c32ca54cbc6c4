import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ImportLine, ImportPreview } from '../../../src-shared/people.ts';
import { standInForBrowser } from '../dom.ts';
import { FakeAdministration, idOf, refuse } from './fake-administration.ts';
import { button, dialog, showAdministration } from './show-administration.tsx';

standInForBrowser();
let main: FakeAdministration;

const line = (number: number, more: Partial<ImportLine> = {}): ImportLine => ({
  ...{ line: number, username: `person${number}`, displayName: `Person ${number}`, email: null, role: 'user' },
  ...{ outcome: 'password', problem: null, ...more },
});
const lines = [
  line(2),
  line(3, { outcome: 'activation', problem: 'unknownHash' }),
  line(4, { outcome: 'skipped', problem: 'usernameTaken', displayName: '=HYPERLINK("x")' }),
];
const preview: ImportPreview = {
  ...{ id: idOf(700), format: 'sqlite', tables: ['users', 'members'], table: 'users', columns: ['login', 'mail', 'hash'] },
  mapping: { username: 'login', displayName: null, email: 'mail', passwordHash: 'hash', role: null, active: null },
  lines,
  totals: { password: 1, activation: 1, skipped: 1 },
};

beforeEach(() => {
  main = new FakeAdministration();
  main.answers['people.previewImport'] = ({ table }) => ({ ...preview, table: table ?? 'users' });
  main.answers['people.import'] = () => ({
    imported: 2,
    activations: [{ accountId: idOf(3), username: 'person3', code: 'WAXB-F4MN-7CWB-M1M4-YM80', expiresAt: Date.UTC(2030, 0, 1) }],
    skipped: [lines[2]!],
  });
});

const file = new File(['login;mail\n'], 'users.db');
async function openImport() {
  const user = showAdministration();
  await user.click(await button('Import'));
  return { user, shown: await dialog('Import people') };
}

describe('importing people', () => {
  it('shows what becomes of each line before anything is stored', async () => {
    const { user, shown } = await openImport();
    await user.upload(document.querySelector<HTMLInputElement>('input[type=file]')!, file);
    await within(shown).findByText('1 gets an activation code');
    expect(main.inputsOf('people.previewImport')).toEqual([{ content: btoa('login;mail\n'), table: null, mapping: null }]);
    expect(within(shown).getByRole('row', { name: /^4 person4 =HYPERLINK\("x"\).*Left out\s*User name is taken$/ })).toBeTruthy();
    await user.click(within(shown).getByRole('checkbox', { name: 'Only lines with a note' }));
    expect(within(shown).getAllByRole('row')).toHaveLength(3);
    expect(main.inputsOf('people.import')).toEqual([]);
  });

  it('takes another table and another column for what was guessed', async () => {
    const { user, shown } = await openImport();
    fireEvent.drop(within(shown).getByTestId('drop'), { dataTransfer: { files: [file] } });
    await user.selectOptions(await within(shown).findByRole('combobox', { name: 'Table' }), 'members');
    await waitFor(() => expect(main.inputsOf('people.previewImport').at(-1)).toMatchObject({ table: 'members', mapping: null }));
    await waitFor(() => expect(within(shown).getByRole('combobox', { name: 'Name' }).hasAttribute('disabled')).toBe(false));
    await user.selectOptions(within(shown).getByRole('combobox', { name: 'Name' }), 'login');
    await waitFor(() =>
      expect(main.inputsOf('people.previewImport').at(-1)).toMatchObject({
        table: 'members',
        mapping: { username: 'login', displayName: 'login' },
      }),
    );
  });

  it('reports with the codes to hand over and what was left out', async () => {
    const { user, shown } = await openImport();
    await user.upload(document.querySelector<HTMLInputElement>('input[type=file]')!, file);
    await user.click(await within(shown).findByRole('button', { name: 'Import 2 people' }));
    await within(shown).findByText('2 people were imported.');
    expect(main.inputsOf('people.import')).toEqual([{ id: preview.id }]);
    expect(within(shown).getByTestId('activation-code').textContent).toContain('F4MN');
    expect(within(shown).getByRole('row', { name: /^4 person4/ })).toBeTruthy();
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('dialog')).not.toBeNull();
    await user.click(within(shown).getByRole('button', { name: 'I have handed it over' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('says why a file is refused, and at which line', async () => {
    main.answers['people.previewImport'] = () => refuse('fileRefused', { reason: 'brokenQuotes', what: '17' });
    const { user, shown } = await openImport();
    await user.upload(document.querySelector<HTMLInputElement>('input[type=file]')!, file);
    expect((await within(shown).findByText(/quotation mark/)).textContent).toBe('Line 17: A quotation mark is open or in the wrong place.');
    expect(within(shown).getByRole('button', { name: 'Choose file' })).toBeTruthy();
  });

  it('refuses a file that is too large before reading it', async () => {
    const { user, shown } = await openImport();
    const large = new File(['x'], 'large.csv');
    Object.defineProperty(large, 'size', { value: 17 * 1024 * 1024 });
    await user.upload(document.querySelector<HTMLInputElement>('input[type=file]')!, large);
    await within(shown).findByText(/This file is too large/);
    expect(main.inputsOf('people.previewImport')).toEqual([]);
  });
});
