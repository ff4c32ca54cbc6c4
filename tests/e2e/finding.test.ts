import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ItemDraft } from '../../src-shared/items.ts';
import { apiKeyDraft } from '../helpers/app-harness.ts';
import { temporaryDirectory } from '../helpers/temporary-directory.ts';
import { setUpAdaAndBen } from './ada-and-ben.ts';
import { adaPassword, type PersonAtWindow } from './people.ts';
import { openWindow, type TestWindow } from './window.ts';
import { serious } from './axe.ts';

const day = 86_400_000;

/** One window; each test goes on where the one before it stopped, in Ada's vault. */
describe('finding things in the real window', () => {
  let window: TestWindow;
  let ada: PersonAtWindow;

  const press = (keys: string): Promise<void> => window.page.keyboard.press(keys);
  const type = (text: string): Promise<void> => window.page.keyboard.type(text);
  const palette = () => window.page.getByRole('dialog', { name: 'Find or do anything' });
  const combobox = () => palette().getByRole('combobox');
  /** What the combobox says is active, as a screen reader finds it. */
  const active = (): Promise<string> =>
    window.page.evaluate(() => {
      const id = document.activeElement?.getAttribute('aria-activedescendant') ?? '';
      return document.getElementById(id)?.textContent ?? '';
    });
  const rows = (): Promise<string[]> => window.page.getByRole('listbox', { name: 'Items' }).getByRole('option').allInnerTexts();
  const search = async (text: string): Promise<void> => {
    await press('Control+f');
    await window.page.getByPlaceholder('Search').fill(text);
  };
  const create = (name: string, more: Partial<ItemDraft> = {}) =>
    ada.call('items.create', { ...apiKeyDraft(name, `${name} value`), ...more });

  beforeAll(async () => {
    window = await openWindow({ dataDirectory: temporaryDirectory() });
    ada = await setUpAdaAndBen(window);
    await ada.signInAs('Ada', adaPassword);
    await create('Bitget trading bot', { tags: ['trading'], expiresAt: Date.now() + 10 * day });
    await create('GitHub token', { tags: ['code'], favourite: true });
    await create('Digital hub', { kind: 'note', tags: [], fields: [{ id: 'text', name: 'Text', type: 'multiline', value: 'words' }] });
    await window.page.getByRole('option', { name: /GitHub/ }).waitFor();
  });
  afterAll(() => window.close());

  it('opens the palette with one key, finds an item by typing and opens it with Enter', async () => {
    await press('Control+k');
    await combobox().waitFor();
    expect(await combobox().evaluate((input) => input === document.activeElement)).toBe(true);
    await type('git');
    await expect.poll(active).toContain('GitHub token');
    await expect.poll(() => palette().getByRole('option').count()).toBeGreaterThan(1);
    expect(await serious(window)).toEqual([]);
    await press('Enter');
    await palette().waitFor({ state: 'detached' });
    await window.page.getByRole('heading', { name: 'GitHub token' }).waitFor();
    expect(await window.page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('listbox');
  });

  it('offers what can be done with an item, and copies its value without showing it', async () => {
    await press('Control+k');
    await type('bitget');
    await expect.poll(active).toContain('Bitget trading bot');
    await press('ArrowRight');
    await palette().getByRole('option', { name: 'Copy Key', exact: true }).waitFor();
    expect(await palette().getByRole('option').allInnerTexts()).toEqual([
      'Open',
      'Copy Key',
      'Copy Account',
      'Copy Key as reference',
      'Edit',
    ]);
    await press('ArrowDown');
    await press('Enter');
    await expect.poll(() => window.clipboardText()).toBe('Bitget trading bot value');
    expect(await window.page.locator('body').innerText()).not.toContain('Bitget trading bot value');
    await press('Control+k');
    await type('bitget');
    await expect.poll(active).toContain('Bitget trading bot');
    await press('Control+Shift+c');
    await expect.poll(() => window.clipboardText()).toMatch(/^strongroom:\/\/.+\/key$/);
  });

  it('does things, leads to settings and says when nothing matches; Escape gives the focus back', async () => {
    await press('Control+k');
    await type('keyboard');
    await palette().getByRole('option', { name: 'Preferences: Keyboard' }).waitFor();
    await palette().getByRole('option', { name: 'Preferences: Keyboard' }).click();
    await window.page.getByRole('region', { name: 'People' }).waitFor();
    await press('Control+k');
    await type('new item');
    await expect.poll(active).toContain('New item');
    await press('Enter');
    await window.page.getByRole('heading', { name: 'What do you want to keep?' }).waitFor();
    await ada.button('Cancel');
    await search('');
    await press('Control+k');
    await type('zzzz');
    await palette().getByText('Nothing matches “zzzz”').waitFor();
    await press('Escape');
    await palette().waitFor({ state: 'detached' });
    expect(await window.page.evaluate(() => document.activeElement?.getAttribute('placeholder'))).toBe('Search');
  });

  it('narrows by operators, offers them by keyboard, and explains what it does not understand', async () => {
    await search('expires:<30d');
    await expect.poll(rows).toEqual([expect.stringContaining('Bitget')]);
    await search('-bitget -kind:note');
    await expect.poll(rows).toEqual([expect.stringContaining('GitHub')]);
    await search('is:nice');
    await window.page.getByText(/“is:nice” is not known\. After is: comes favourite/).waitFor();
    await expect.poll(async () => (await rows()).length).toBe(3);
    await search('');
    await press('ArrowDown');
    await window.page.getByRole('option', { name: /^is:/ }).waitFor();
    await press('ArrowDown');
    await press('ArrowDown');
    await expect.poll(active).toContain('is:');
    await press('Enter');
    await window.page.getByRole('option', { name: /is:favourite/ }).waitFor();
    await press('ArrowDown');
    await press('Enter');
    await expect.poll(rows).toEqual([expect.stringContaining('GitHub')]);
    await press('Enter');
    await window.page.getByRole('heading', { name: 'GitHub token' }).waitFor();
    await search('');
  });

  it('keeps a search under a name, in the sidebar and in the palette', async () => {
    await search('tag:trading');
    await press('Control+d');
    const dialog = window.page.getByRole('dialog', { name: 'Save this search' });
    await dialog.getByLabel('Name').fill('Bots');
    await press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await search('');
    const entry = window.page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name: 'Bots' });
    await entry.click();
    await expect.poll(rows).toEqual([expect.stringContaining('Bitget')]);
    expect(await entry.getAttribute('aria-current')).toBe('page');
    await press('Control+k');
    await type('manage saved');
    await expect.poll(active).toContain('Manage saved searches');
    await press('Enter');
    const manage = window.page.getByRole('dialog', { name: 'Saved searches' });
    await manage.getByRole('button', { name: 'Rename “Bots”' }).click();
    await press('Control+a');
    await type('Trading bots');
    await press('Enter');
    await manage.getByRole('button', { name: 'Take “Trading bots” out of the sidebar' }).click();
    await manage.getByRole('button', { name: 'Show “Trading bots” in the sidebar' }).waitFor();
    await press('Escape');
    await manage.waitFor({ state: 'detached' });
    await expect.poll(() => entry.count()).toBe(0);
    await ada.button('Manage saved searches');
    await manage.getByRole('button', { name: 'Delete “Trading bots”' }).click();
    await manage.getByText(/Nothing saved yet/).waitFor();
    await press('Escape');
    await manage.waitFor({ state: 'detached' });
  });

  it('shows what was used last, in the sidebar and first in the palette', async () => {
    await ada.call('items.opened', { id: (await ada.call('items.find', { item: 'Digital hub' }))[0]?.id ?? '' });
    await ada.button('Recently used');
    await expect.poll(async () => (await rows())[0]).toContain('Digital hub');
    await press('Control+k');
    await expect.poll(active).toContain('Digital hub');
    await press('Escape');
    await ada.button('All items');
  });

  it('shows every key on a question mark, and lets a person change them', async () => {
    await window.page.getByRole('listbox', { name: 'Items' }).focus();
    await press('?');
    const sheet = window.page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await sheet.getByText('Hand over the keyboard').waitFor();
    expect(await serious(window)).toEqual([]);
    await sheet.getByRole('button', { name: 'Change the keys in the preferences' }).click();
    const change = (command: string) => window.page.getByRole('button', { name: new RegExp(`Change the keys for “${command}”`) });
    await change('Generate a password').click();
    await press('Control+c');
    await window.page.getByText('Ctrl + C is for editing text. Choose other keys.').waitFor();
    await press('Control+n');
    await window.page.getByText('Ctrl + N is taken by “New item”.').waitFor();
    await press('Control+Shift+g');
    await expect.poll(() => change('Generate a password').textContent()).toContain('Ctrl + Shift + G');
    await press('Control+Shift+g');
    await window.page.getByRole('dialog', { name: 'Generator' }).waitFor();
    await press('Escape');
    await ada.button('Preferences');
    await change('New item').click();
    await press('Control+k');
    await window.page.getByText('Ctrl + K is taken by “Find or do anything”.').waitFor();
    await press('Enter');
    await expect.poll(() => change('New item').textContent()).toContain('Ctrl + K');
    expect(await change('Find or do anything').textContent()).toContain('No keys');
    await ada.button('Reset all');
    await expect.poll(() => change('Find or do anything').textContent()).toContain('Ctrl + K');
    await ada.button('Vault');
  });

  it('runs what a menu of the system asks for', async () => {
    window.desktop.shell.push('command.asked', { command: 'palette' });
    await combobox().waitFor();
    await press('Escape');
    window.desktop.shell.push('command.asked', { command: 'newItem' });
    await window.page.getByRole('heading', { name: 'What do you want to keep?' }).waitFor();
    await ada.button('Cancel');
  });

  it('switches people from the palette, and leaves nothing of it', async () => {
    await press('Control+k');
    await type('ben bitd');
    await expect.poll(active).toContain('Switch to Ben Bitdiddle');
    await press('Enter');
    await window.page.getByTestId('password').waitFor();
    await window.page.getByText('Ben Bitdiddle').waitFor();
    expect(await window.page.getByRole('dialog').count()).toBe(0);
    for (const trace of ['ben bitd', 'Bitget trading bot']) expect(await window.heapContains(trace), trace).toBe(false);
  });
});
