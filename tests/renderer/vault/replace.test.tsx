import { screen, waitFor } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import { sizeText } from '../../../src-renderer/screens/vault/file-texts.ts';
import { standInForBrowser } from '../dom.ts';
import { FakeVault } from './fake-vault.ts';
import { button, row, showVault } from './show-vault.tsx';

standInForBrowser();
let vault: FakeVault;
beforeEach(() => {
  vault = new FakeVault();
});

it('replacing a stored value leads the focus to what takes the place of the button, and keeps the value where nothing was typed', async () => {
  const alpha = vault.add('Alpha');
  const before = alpha.fields[0]?.value;
  const user = showVault();
  await user.click(await row('Alpha'));
  await user.click(await button('Edit'));
  await user.click(await button('Replace: Key'));
  expect(document.activeElement).toBe(screen.getByLabelText('Key'));
  await user.click(await button('Keep the stored value'));
  expect(document.activeElement).toBe(await button('Replace: Key'));
  await user.keyboard('{Enter}');
  await user.type(await screen.findByRole('textbox', { name: 'Name' }), ' two');
  await user.click(await button('Save'));
  await waitFor(() => expect(alpha.name).toBe('Alpha two'));
  expect(alpha.fields[0]?.value).toBe(before);
});

it('the size of a file is said in the plural of the language', () => {
  expect([sizeText(29, 'en'), sizeText(1, 'en'), sizeText(29, 'de'), sizeText(1400, 'en')]).toEqual([
    ...['29 bytes', '1 byte', '29 Byte', '1.4 kB'],
  ]);
});
