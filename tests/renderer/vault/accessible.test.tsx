import axe from 'axe-core';
import { screen } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { standInForBrowser } from '../dom.ts';
import { FakeVault } from './fake-vault.ts';
import { button, heading, row, showVault } from './show-vault.tsx';

standInForBrowser();
let vault: FakeVault;
beforeEach(() => {
  vault = new FakeVault();
});

/** What axe finds wrong; colours need a real window, and the page's frame isn't part of this screen. */
async function found(): Promise<string[]> {
  const { violations } = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false }, region: { enabled: false } } });
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
}

describe('axe finds nothing wrong', () => {
  it('with an empty vault', async () => {
    showVault();
    await heading('Your vault is empty');
    expect(await found()).toEqual([]);
  });

  it('with list, item, form and generator', async () => {
    vault.add('Alpha', { tags: ['lab'], favourite: true, expiresAt: Date.now() + 86_400_000 });
    const user = showVault();
    await user.click(await row('Alpha'));
    await heading('Alpha');
    expect(await found()).toEqual([]);
    await user.click(await button('Edit'));
    await user.click(await button('Replace: Key'));
    expect(await found()).toEqual([]);
    await user.click(await button('Generate: Key'));
    await screen.findByText(/generated/);
    expect(await found()).toEqual([]);
  });

  it('with a question on top', async () => {
    const alpha = vault.add('Alpha');
    alpha.trashedAt = 1;
    const user = showVault();
    await user.click(await button(/^Trash/));
    await user.click(await row('Alpha'));
    await user.keyboard('{Delete}');
    await screen.findByRole('dialog');
    expect(await found()).toEqual([]);
  });
});
