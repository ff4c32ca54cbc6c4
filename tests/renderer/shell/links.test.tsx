import { screen } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { standInForBrowser } from '../dom.ts';
import type { FakeVault } from '../vault/fake-vault.ts';
import { button, row } from '../vault/show-vault.tsx';
import { fakeWindow, showWindow, signedOut } from './show-window.tsx';

standInForBrowser();

let vault: FakeVault;
let waiting: string[];

beforeEach(() => {
  vault = fakeWindow();
  waiting = [];
  vault.answers['links.take'] = () => {
    const item = waiting.shift();
    return item === undefined ? null : { item };
  };
});

function link(item: string): void {
  waiting.push(item);
  vault.push('link.waiting', {});
}

const detail = (name: string) => screen.findByRole('heading', { name });

describe('a link to an item', () => {
  it('that waited for the vault to be opened shows the item', async () => {
    vault.add('Exchange');
    waiting.push('Exchange');
    showWindow();
    expect(await detail('Exchange')).toBeDefined();
  });

  it('that comes while another page shows brings the vault up', async () => {
    const item = vault.add('Exchange');
    const user = showWindow();
    await user.click(await screen.findByRole('button', { name: 'Activity' }));
    link(item.id);
    expect(await detail('Exchange')).toBeDefined();
    expect(screen.getByRole('button', { name: 'Vault' }).getAttribute('aria-current')).toBe('page');
  });

  it('to what is not there says so and what may be the reason', async () => {
    vault.add('Exchange');
    showWindow();
    await screen.findByRole('button', { name: 'Vault' });
    link('Bank');
    expect(await screen.findByText('There is no “Bank” in this vault')).toBeDefined();
  });

  it('of a name that several have lists them and asks to choose', async () => {
    vault.add('Exchange');
    vault.add('Exchange');
    vault.add('Bank');
    showWindow();
    await screen.findByRole('button', { name: 'Vault' });
    link('Exchange');
    expect(await screen.findByText('Several items are called “Exchange”')).toBeDefined();
    expect(screen.getByPlaceholderText('Search')).toHaveProperty('value', 'Exchange');
  });

  it('asks before what is being typed goes away', async () => {
    vault.add('Exchange');
    const user = showWindow();
    await row('Exchange');
    await user.keyboard('{Control>}n{/Control}');
    await user.click(await button(/^API key A key/));
    await user.type(await screen.findByRole('textbox', { name: 'Name' }), 'Half');
    link('Exchange');
    expect(await screen.findByRole('dialog')).toBeDefined();
    expect(screen.getByRole('textbox', { name: 'Name', hidden: true })).toHaveProperty('value', 'Half');
  });

  it('is not asked for while nobody is in', async () => {
    signedOut(vault);
    showWindow();
    await screen.findByText('Ada');
    link('Exchange');
    expect(waiting).toEqual(['Exchange']);
  });
});
