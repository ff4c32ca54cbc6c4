import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { temporaryDirectory } from '../helpers/temporary-directory.ts';
import { Keyboard } from './keyboard.ts';
import { adaPassword, PersonAtWindow } from './people.ts';
import { openWindow, type TestWindow } from './window.ts';

const key = `sk-proj-${'a1B2c3D4'.repeat(5)}`;

/** Each begins with a vault that nothing has been put into yet. */
describe('the first thing in a new vault', () => {
  let window: TestWindow;
  let ada: PersonAtWindow;
  let keys: Keyboard;

  const card = () => window.page.getByRole('region', { name: 'Getting started' });
  const stored = async () => {
    const { rows } = await ada.call('items.list', { view: { type: 'all' }, search: '', sort: 'name', offset: 0, limit: 5 });
    return Promise.all(rows.map(({ id }) => ada.call('items.get', { id })));
  };
  const value = (id: string, fieldId: string) => ada.call('items.reveal', { id, fieldId });
  /** As a person does who has copied it elsewhere. */
  const paste = async (text: string): Promise<void> => {
    await window.desktop.shell.clipboard.call('(text) => navigator.clipboard.writeText(text)', [text]);
    await keys.press('Control+v');
  };

  beforeAll(async () => {
    window = await openWindow({ dataDirectory: temporaryDirectory() });
    ada = new PersonAtWindow(window.page);
    keys = new Keyboard(window);
    await ada.call('setup.createAdministrator', { username: 'ada', displayName: 'Ada', email: null, password: adaPassword });
    await ada.call('preferences.set', { language: 'en' });
  });
  beforeEach(async () => {
    await window.page.reload();
    await card().waitFor();
    await keys.waitsFor(/^input Paste an API key/);
  });
  afterEach(async () => {
    const ids = (await stored()).map(({ id }) => id);
    if (ids.length === 0) return;
    await ada.call('items.trash', { ids });
    await ada.call('items.purge', { ids });
  });
  afterAll(() => window.close());

  it('is a well-known service that is chosen, with its fields, its page and its rhythm', async () => {
    const { page } = window;
    await page.getByRole('region', { name: 'Well-known services' }).getByRole('button', { name: 'OpenAI' }).click();
    await keys.waitsFor(/^input Name/);
    expect(await page.getByLabel(/^Name/).inputValue()).toBe('OpenAI');
    await page.getByText('Key of OpenAI').waitFor();
    await page.getByLabel('Key', { exact: true }).fill(key);
    await page.getByLabel('Organization ID', { exact: true }).fill('org-1');
    await page.keyboard.press('Control+s');
    await page.getByRole('article', { name: 'OpenAI' }).getByText('Every 90 days is a good rhythm.').waitFor();
    const [item] = await stored();
    expect(item).toMatchObject({ kind: 'apiKey', service: 'openai', name: 'OpenAI' });
    expect(item?.fields).toMatchObject([
      { id: 'key', type: 'hidden', value: null },
      { id: 'organisation', name: 'Organization ID', value: 'org-1' },
    ]);
    expect(await value(item?.id ?? '', 'key')).toEqual({ value: key });
    await keys.waitsFor(/^listbox/);
    // The first step is done, and the card has only the others left.
    await page.getByRole('option', { name: /OpenAI/ }).waitFor();
    await page.reload();
    await card().getByRole('img', { name: 'Done:' }).first().waitFor();
    expect(
      await card()
        .getByLabel(/^Paste an API key/)
        .count(),
    ).toBe(0);
  });

  it('is a key that is pasted, whose form tells the service', async () => {
    const { page } = window;
    await paste(key);
    await card().getByRole('status').getByText('Looks like: API key of OpenAI').waitFor();
    await ada.button('Keep it');
    await page.getByRole('option', { name: /OpenAI/ }).waitFor();
    const [item] = await stored();
    expect(item).toMatchObject({ kind: 'apiKey', service: 'openai', name: 'OpenAI' });
    expect(await value(item?.id ?? '', 'key')).toEqual({ value: key });
    expect(await page.locator('body').innerText()).not.toContain(key);
    await keys.somewhere();
  });

  it('is a .env that is pasted: each variable is named before it is taken over, and one item comes of it', async () => {
    const { page } = window;
    await paste('# bot\nMODE="live"\nBITGET_SECRET=first_paste_canary\n');
    await card().getByRole('status').getByText('Looks like: Env set').waitFor();
    await ada.button('Look at its variables');
    const dialog = page.getByRole('dialog');
    const lines = dialog.getByRole('listitem');
    await expect.poll(() => lines.count()).toBe(2);
    expect(await stored()).toEqual([]);
    await dialog.getByRole('button', { name: 'Take over 2 variables' }).click();
    await page.getByText('2 variables taken over.').waitFor();
    await keys.waitsFor(/^input Name/);
    await keys.type('Trading bot');
    await page.keyboard.press('Control+s');
    await page.getByRole('article', { name: 'Trading bot' }).waitFor();
    const [set] = await stored();
    expect(set).toMatchObject({ kind: 'envSet', fields: [{ name: 'MODE' }, { name: 'BITGET_SECRET', type: 'hidden', value: null }] });
    expect(await value(set?.id ?? '', set?.fields[1]?.id ?? '')).toEqual({ value: 'first_paste_canary' });
    expect(await page.locator('body').innerText()).not.toContain('first_paste_canary');
  });

  it('is a .env whose form is asked for without anything to paste yet', async () => {
    const { page } = window;
    await ada.button('New env set');
    const text = page.getByRole('dialog').getByLabel('Text of the .env');
    await text.waitFor();
    await expect.poll(() => text.evaluate((box) => box === document.activeElement)).toBe(true);
    await paste('TOKEN=later_canary');
    await page.getByRole('dialog').getByRole('button', { name: 'Take over 1 variable' }).click();
    await page.getByText('1 variable taken over.').waitFor();
    await keys.waitsFor(/^input Name/);
    await page.keyboard.press('Control+s');
    await page.getByText('Give it a name').first().waitFor();
    expect(await stored()).toEqual([]);
    await keys.type('Later');
    await page.keyboard.press('Control+s');
    await page.getByRole('article', { name: 'Later' }).waitFor();
    expect(await stored()).toMatchObject([{ kind: 'envSet', name: 'Later', fields: [{ name: 'TOKEN' }] }]);
  });
});
