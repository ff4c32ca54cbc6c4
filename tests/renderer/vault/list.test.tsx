import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ItemPage } from '../../../src-shared/items.ts';
import { standInForBrowser } from '../dom.ts';
import { FakeVault, refuse, summaryOf } from './fake-vault.ts';
import { button, heading, row, showVault } from './show-vault.tsx';

standInForBrowser();
let vault: FakeVault;
beforeEach(() => {
  vault = new FakeVault();
});

describe('the list of items', () => {
  it('shows names and counts, and says to assistive technology where each row stands', async () => {
    vault.add('Alpha', { favourite: true });
    vault.add('Beta', { kind: 'login' });
    showVault();
    const beta = await row('Beta');
    expect(beta.getAttribute('aria-posinset')).toBe('2');
    expect(beta.getAttribute('aria-setsize')).toBe('2');
    expect(await row('Alpha.*Favourite')).toBeTruthy();
    const views = screen.getByRole('navigation', { name: 'Views' });
    expect(
      within(views)
        .getByRole('button', { name: /^All items\s*2$/ })
        .getAttribute('aria-current'),
    ).toBe('page');
    expect(within(views).queryByRole('button', { name: /Databases/ })).toBeNull();
  });

  it('asks only for the pages that come into sight, and draws only the rows in sight', async () => {
    for (let number = 0; number < 1000; number += 1) vault.add(`Item ${number}`);
    showVault();
    await row('Item 0$|Item 0\\D');
    expect(screen.getAllByRole('option').length).toBeLessThan(60);
    expect(vault.inputsOf('items.list').map(({ offset }) => offset)).toEqual([0]);
    screen.getByRole('listbox').scrollTo({ top: 900 * 58 });
    await row('Item 900');
    expect(vault.inputsOf('items.list').map(({ offset }) => offset)).toEqual([0, 800]);
  });

  it('keeps the rows in sight when the vault changes elsewhere', async () => {
    for (let number = 0; number < 1000; number += 1) vault.add(`Item ${number}`);
    showVault();
    await row('Item 0\\D');
    screen.getByRole('listbox').scrollTo({ top: 900 * 58 });
    await row('Item 900');
    vault.items[900]!.name = 'Renamed';
    vault.changed();
    expect((await row('Renamed')).getAttribute('aria-posinset')).toBe('901');
    expect(screen.getByRole('option', { name: /Item 901/ })).toBeTruthy();
  });

  it('fetches once more for many changes that follow upon one another', async () => {
    vault.add('Alpha');
    showVault();
    await row('Alpha');
    const before = vault.inputsOf('items.list').length;
    for (let number = 0; number < 100; number += 1) {
      vault.add(`Item ${number}`);
      vault.changed();
    }
    await waitFor(() => expect(vault.inputsOf('items.list').length).toBe(before + 2));
    expect(vault.inputsOf('items.counts').length).toBe(3);
  });

  it('moves with the arrow keys, and opens the editor with Enter', async () => {
    vault.add('Alpha');
    vault.add('Beta');
    const user = showVault();
    await user.click(await row('Alpha'));
    await heading('Alpha');
    await user.keyboard('{ArrowDown}');
    await heading('Beta');
    await user.keyboard('{End}{Home}');
    await heading('Alpha');
    expect(screen.getByRole('listbox').getAttribute('aria-activedescendant')).toBe((await row('Alpha')).id);
    await user.keyboard('{Enter}');
    await screen.findByRole('form', { name: 'Edit' });
  });

  it('finds while typing; a late answer to an older question changes nothing', async () => {
    vault.add('Alpha');
    vault.add('Beta');
    const user = showVault();
    await row('Alpha');
    let answerLate: (page: ItemPage) => void = () => undefined;
    const late = new Promise<ItemPage>((resolve) => {
      answerLate = resolve;
    });
    vault.answers['items.list'] = ({ search }) => (search === 'a' ? late : { total: 1, rows: [summaryOf(vault.items[1]!)] });
    await user.keyboard('/');
    await user.keyboard('al');
    await waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(1));
    answerLate({ total: 2, rows: vault.items.map(summaryOf) });
    await late;
    expect(screen.getAllByRole('option')).toHaveLength(1);
    expect(screen.getByRole('option', { name: /Beta/ })).toBeTruthy();
  });

  it('offers the tags there are behind tag:, and asks for nothing odd while the word is missing', async () => {
    vault.add('Alpha', { tags: ['lab', 'cloud'] });
    const user = showVault();
    await row('Alpha');
    await user.keyboard('/tag:');
    await screen.findByRole('option', { name: 'tag:cloud' });
    expect(vault.inputsOf('items.list').every(({ search }) => !search.endsWith(':'))).toBe(true);
    await user.click(screen.getByRole('option', { name: 'tag:lab' }));
    await waitFor(() => expect(vault.inputsOf('items.list').at(-1)?.search).toBe('tag:lab '));
  });

  it('says that nothing matches, and clears the search with Escape', async () => {
    vault.add('Alpha');
    const user = showVault();
    await row('Alpha');
    await user.keyboard('/zzz');
    await screen.findByText('Nothing matches “zzz”');
    await user.keyboard('{Escape}');
    await row('Alpha');
  });

  it('shows a failure with a way to try again', async () => {
    vault.add('Alpha');
    vault.answers['items.list'] = () => refuse('keeperStopped');
    const user = showVault();
    await screen.findByText('The process that kept your vault open has ended');
    delete vault.answers['items.list'];
    await user.click(await button('Try again'));
    await row('Alpha');
  });

  it('invites to the first item where there is none', async () => {
    const user = showVault();
    await heading('Your vault is empty');
    await user.click(await button(/^API key/));
    await user.type(await screen.findByRole('textbox', { name: 'Name' }), 'First');
    await user.type(screen.getByLabelText('Key'), 's3cret');
    await user.keyboard('{Control>}s{/Control}');
    await heading('First');
    expect(vault.inputsOf('items.create')[0]).toMatchObject({
      kind: 'apiKey',
      name: 'First',
      fields: [{ id: 'key', name: 'Key', value: 's3cret' }],
    });
  });
});
