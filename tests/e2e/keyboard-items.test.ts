import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiKeyDraft } from '../helpers/app-harness.ts';
import { temporaryDirectory } from '../helpers/temporary-directory.ts';
import { Keyboard } from './keyboard.ts';
import { adaPassword, PersonAtWindow } from './people.ts';
import { openWindow, type TestWindow } from './window.ts';

/** One window; each test goes on where the one before it stopped, and leaves the focus where the next key goes. */
describe('by keyboard alone, in the vault', () => {
  const exports = join(temporaryDirectory(), 'Documents');
  let window: TestWindow;
  let ada: PersonAtWindow;
  let keys: Keyboard;
  let exchange = '';

  const list = async (view: 'all' | 'trash' = 'all') =>
    (await ada.call('items.list', { view: { type: view }, search: '', sort: 'name', offset: 0, limit: 50 })).rows;
  const dialog = () => window.page.getByRole('dialog');
  const closed = (): Promise<void> => dialog().waitFor({ state: 'detached' });
  /** The item whose name begins so, by the search. */
  const open = async (name: string): Promise<void> => {
    await keys.press('Control+f', 'Control+a');
    await keys.type(name);
    await keys.press('Enter');
    await window.page.getByRole('article', { name }).waitFor();
    await keys.waitsFor(/^listbox/);
  };

  beforeAll(async () => {
    mkdirSync(exports, { recursive: true });
    window = await openWindow({ dataDirectory: temporaryDirectory(), host: (host) => ({ ...host, exportsDirectory: exports }) });
    ada = new PersonAtWindow(window.page);
    keys = new Keyboard(window);
    await ada.call('setup.createAdministrator', { username: 'ada', displayName: 'Ada', email: null, password: adaPassword });
    await ada.call('preferences.set', { language: 'en', gettingStarted: false });
    ({ id: exchange } = await ada.call('items.create', { ...apiKeyDraft('Exchange', 'the first value'), tags: ['lab'] }));
    await ada.call('items.update', { id: exchange, revision: 1, draft: { ...apiKeyDraft('Exchange', 'the second value'), tags: ['lab'] } });
    for (const name of ['Router', 'Printer']) await ada.call('items.create', { ...apiKeyDraft(name, `k-${name}`), tags: [] });
    await window.page.reload();
    await ada.waitForVault();
  });
  afterAll(() => window.close());

  it('a .env is pasted, looked at, taken over, taken back and taken over again', async () => {
    await keys.waitsFor(/^listbox/);
    await keys.press('Control+n');
    await keys.enter(/^button Env set/);
    await keys.waitsFor(/^input Name/);
    await keys.type('Bot');
    await keys.enter(/^button Paste or open a \.env/);
    await keys.waitsFor(/^textarea Text of the \.env/);
    await keys.press('Escape');
    await closed();
    await keys.waitsFor(/^button Paste or open a \.env/);
    await keys.press('Enter');
    await keys.waitsFor(/^textarea Text of the \.env/);
    await keys.type('MODE=live\nTOKEN=abc\n');
    await keys.enter(/^button Take over 2 variables/);
    await closed();
    await keys.waitsFor(/^button Paste or open a \.env/);
    await keys.enter(/^button Take back/, 'Shift+Tab');
    await window.page.getByText('2 variables taken over.').waitFor({ state: 'detached' });
    await keys.waitsFor(/^button Paste or open a \.env/);
    await keys.press('Enter');
    await keys.waitsFor(/^textarea/);
    await keys.type('MODE=live\nTOKEN=abc\n');
    await keys.enter(/^button Take over 2 variables/);
    await closed();
    await keys.press('Control+s');
    await window.page.getByRole('article', { name: 'Bot' }).waitFor();
    await keys.waitsFor(/^listbox/);
    const bot = (await list()).find(({ name }) => name === 'Bot')!;
    expect((await ada.call('items.get', { id: bot.id })).fields.map(({ name }) => name)).toEqual(['MODE', 'TOKEN']);
  });

  it('a value is renewed and the renewal confirmed', async () => {
    await open('Exchange');
    await keys.enter(/^button Renew/);
    await keys.waitsFor(/^input New value/);
    await keys.press('Escape');
    await closed();
    await keys.waitsFor(/^button Renew/);
    await keys.press('Enter');
    await keys.waitsFor(/^input New value/);
    await keys.type('the third value');
    await keys.press('Enter');
    await closed();
    const running = window.page.getByRole('region', { name: 'Renewal' });
    await running.getByText(/is being renewed/).waitFor();
    await keys.somewhere();
    await keys.enter(/^button Done, the old one is revoked/);
    await dialog().waitFor();
    await keys.press('Escape');
    await closed();
    await keys.waitsFor(/^button Done, the old one is revoked/);
    await keys.press('Enter');
    await dialog().waitFor();
    await keys.waitsFor(/^button Cancel/);
    await keys.enter(/^button Done, the old one is revoked/);
    await closed();
    await running.getByRole('button', { name: /^Renew/ }).waitFor();
    await keys.somewhere();
    expect(await ada.call('items.reveal', { id: exchange, fieldId: 'key' })).toEqual({ value: 'the third value' });
  });

  it('an earlier version is brought back', async () => {
    await open('Exchange');
    await keys.enter(/^button \d+ earlier versions/);
    await dialog().waitFor();
    // The last of them is the oldest.
    const versions = await dialog().getByRole('group', { name: 'Versions' }).getByRole('button').count();
    await keys.tabTo(/^button Until/);
    for (let at = 1; at < versions; at += 1) await keys.press('Tab');
    await keys.press('Enter');
    await keys.enter(/^button Bring this version back/);
    await closed();
    await expect.poll(() => ada.call('items.reveal', { id: exchange, fieldId: 'key' })).toEqual({ value: 'the first value' });
    await keys.somewhere();
  });

  it('a file is kept beside the item and saved elsewhere', async () => {
    await open('Exchange');
    const chosen = window.page.waitForEvent('filechooser');
    await keys.enter(/^button Add file/);
    await (await chosen).setFiles({ name: 'plan.txt', mimeType: 'text/plain', buffer: Buffer.from('what is planned') });
    await window.page.getByRole('button', { name: 'Save plan.txt' }).waitFor();
    await keys.enter(/^button Save plan\.txt/);
    await keys.waitsFor(/^input Path of the file/);
    await keys.press('Escape');
    await closed();
    await keys.waitsFor(/^button Save plan\.txt/);
    expect(existsSync(join(exports, 'plan.txt'))).toBe(false);
    await keys.press('Enter');
    await keys.waitsFor(/^input Path of the file/);
    await keys.press('Enter');
    await closed();
    await keys.waitsFor(/^button Save plan\.txt/);
    expect(readFileSync(join(exports, 'plan.txt'), 'utf8')).toBe('what is planned');
    await keys.enter(/^button Remove plan\.txt/);
    await keys.waitsFor(/^button Cancel/);
    await keys.enter(/^button Remove file/);
    await window.page.getByRole('button', { name: 'Save plan.txt' }).waitFor({ state: 'detached' });
    await keys.somewhere();
  });

  it('the dialog of a tag gives the focus back', async () => {
    await keys.enter(/^button More for tag lab/, 'Shift+Tab');
    await keys.waitsFor(/^menuitem Rename/);
    await keys.press('Enter');
    await keys.waitsFor(/^input New name/);
    await keys.press('Escape');
    await closed();
    await keys.waitsFor(/^button More for tag lab/);
  });

  it('several are chosen, tagged, put into the trash and deleted for good', async () => {
    await keys.press('Control+f', 'Control+a', 'Backspace');
    await keys.tabTo(/^listbox/);
    await keys.press('Home');
    await expect.poll(() => keys.active()).toContain('Bot');
    await keys.press(' ', 'Shift+ArrowDown');
    await window.page.getByText('2 items selected').waitFor();
    await keys.enter(/^button Add tag/);
    await keys.waitsFor(/Tag/);
    await keys.type('both');
    await keys.press('Enter');
    await expect.poll(async () => (await list()).filter(({ tags }) => tags.includes('both')).length).toBe(2);
    await keys.somewhere();
    await keys.enter(/^button Move to trash/);
    await expect.poll(async () => (await list('trash')).length).toBe(2);
    await keys.somewhere();
    await keys.enter(/^button Trash/, 'Shift+Tab');
    await window.page.getByRole('heading', { name: 'Trash', level: 1 }).waitFor();
    await keys.tabTo(/^listbox/);
    await keys.press('Control+a');
    await window.page.getByText('2 items selected').waitFor();
    await keys.enter(/^button Delete for good/);
    await keys.waitsFor(/^button Cancel/);
    await keys.enter(/^button Delete 2 for good/);
    await closed();
    await expect.poll(async () => (await list('trash')).length).toBe(0);
    await keys.somewhere();
  });

  it('the last ones go one by one, and the focus goes on to what is there', async () => {
    await keys.enter(/^button All items/, 'Shift+Tab');
    await keys.tabTo(/^listbox/);
    for (let left = (await list()).length; left > 0; left -= 1) {
      await keys.press('Home');
      await expect.poll(() => keys.active()).not.toBe('');
      await keys.press('Delete');
      await expect.poll(async () => (await list()).length).toBe(left - 1);
      await keys.somewhere();
    }
  });
});
