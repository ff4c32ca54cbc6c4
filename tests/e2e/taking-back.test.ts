import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiKeyDraft } from '../helpers/app-harness.ts';
import { temporaryDirectory } from '../helpers/temporary-directory.ts';
import { Keyboard } from './keyboard.ts';
import { adaPassword, PersonAtWindow } from './people.ts';
import { openWindow, type TestWindow } from './window.ts';

/** By keyboard alone; each test goes on where the one before it stopped, with four items in the vault. */
describe('the last change is taken back from the palette', () => {
  let window: TestWindow;
  let ada: PersonAtWindow;
  let keys: Keyboard;

  const rows = async (view: 'all' | 'trash' = 'all') =>
    (await ada.call('items.list', { view: { type: view }, search: '', sort: 'name', offset: 0, limit: 50 })).rows;
  const names = async (view?: 'all' | 'trash'): Promise<string[]> => (await rows(view)).map(({ name }) => name);
  const takeBack = async (): Promise<void> => {
    await keys.press('Control+k');
    await keys.waitsFor(/^combobox/);
    await keys.type('undo');
    await expect.poll(() => keys.active()).toContain('Undo the last change');
    await keys.press('Enter');
    await window.page.getByRole('dialog').waitFor({ state: 'detached' });
  };
  const trashFirst = async (name: string): Promise<void> => {
    await keys.press('Home');
    await expect.poll(() => keys.active()).toContain(name);
    await keys.press('Delete');
    await expect.poll(() => names('trash')).toEqual([name]);
  };
  const told = (text: string): Promise<void> => window.page.getByRole('alert').getByText(text).waitFor();

  beforeAll(async () => {
    window = await openWindow({ dataDirectory: temporaryDirectory() });
    ada = new PersonAtWindow(window.page);
    keys = new Keyboard(window);
    await ada.call('setup.createAdministrator', { username: 'ada', displayName: 'Ada', email: null, password: adaPassword });
    await ada.call('preferences.set', { language: 'en', gettingStarted: false });
    for (const name of ['Alpha', 'Beta', 'Gamma', 'Delta']) await ada.call('items.create', { ...apiKeyDraft(name, `k-${name}`), tags: [] });
    await window.page.reload();
    await window.page.getByRole('option', { name: /^Alpha/ }).waitFor();
  });
  afterAll(() => window.close());

  it('one that went to the trash is back in the list, and the focus with it', async () => {
    await keys.waitsFor(/^listbox/);
    await trashFirst('Alpha');
    await takeBack();
    await told('Taken back.');
    await window.page.getByRole('option', { name: /^Alpha/ }).waitFor();
    expect(await names('trash')).toEqual([]);
    await keys.waitsFor(/^listbox/);
  });

  it('several that went together come back together, and only the last step is taken back', async () => {
    await keys.press('Control+a');
    await window.page.getByText('4 items selected').waitFor();
    await keys.enter(/^button Add to favourites/);
    await expect.poll(async () => (await rows()).map(({ favourite }) => favourite)).toEqual([true, true, true, true]);
    await keys.tabTo(/^listbox/, 'Shift+Tab');
    await keys.press('Escape', 'Home');
    await expect.poll(() => keys.active()).toContain('Alpha');
    await keys.press(' ', 'Shift+ArrowDown', 'Shift+ArrowDown');
    await window.page.getByText('3 items selected').waitFor();
    await keys.enter(/^button Move to trash/);
    await expect.poll(async () => (await names('trash')).length).toBe(3);
    await keys.waitsFor(/^listbox/);
    await takeBack();
    await expect.poll(() => names('trash')).toEqual([]);
    expect((await rows()).map(({ favourite }) => favourite)).toEqual([true, true, true, true]);
    await takeBack();
    await expect.poll(async () => (await rows()).map(({ favourite }) => favourite)).toEqual([false, false, false, false]);
    await keys.somewhere();
  });

  it('and nothing is said to have been where there is nothing more', async () => {
    await takeBack();
    await told('There is nothing to take back.');
    expect(await names()).toEqual(['Alpha', 'Beta', 'Delta', 'Gamma']);
    await keys.somewhere();
  });

  it('neither from another page than the vault, nor after a lock', async () => {
    await trashFirst('Alpha');
    await keys.press('Control+l');
    await keys.waitsFor(/^input Password/);
    await keys.type(adaPassword);
    await keys.press('Enter');
    await ada.waitForVault();
    await keys.somewhere();
    await takeBack();
    await told('There is nothing to take back.');
    expect(await names('trash')).toEqual(['Alpha']);
    await keys.press('Control+,');
    await window.page.getByRole('heading', { name: 'Preferences', level: 1 }).waitFor();
    await keys.press('Control+k');
    await keys.waitsFor(/^combobox/);
    await keys.type('undo');
    await window.page.getByRole('dialog').getByText('Nothing matches “undo”').waitFor();
    await keys.press('Escape');
    await keys.somewhere();
  });
});
