import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiKeyDraft } from '../helpers/app-harness.ts';
import { FakeClock } from '../helpers/fake-clock.ts';
import { temporaryDirectory } from '../helpers/temporary-directory.ts';
import { adaPassword, PersonAtWindow } from './people.ts';
import { openWindow, type TestWindow } from './window.ts';

const pictures = process.env['PICTURES'];
let window: TestWindow;
let ada: PersonAtWindow;
const clock = new FakeClock();

beforeAll(async () => {
  window = await openWindow({ dataDirectory: temporaryDirectory(), clock });
  ada = new PersonAtWindow(window.page);
  await ada.button('Set up Strongroom');
  await ada.button('Continue');
  await ada.fillAccount('Ada', adaPassword);
  await window.page.getByRole('heading', { name: 'Your recovery code' }).waitFor();
  await ada.confirmCode();
  await window.page.getByRole('heading', { name: 'Installation recovery code' }).waitFor();
  await ada.confirmCode();
  await ada.waitForVault();
});
afterAll(() => window.close());

const page = () => window.page;
const shoot = async (name: string): Promise<void> => {
  if (pictures === undefined) return;
  await page().waitForTimeout(300);
  await window.screenshot(join(pictures, `${name}.png`));
};
const option = (name: string) => page().getByRole('option', { name: new RegExp(`^${name}`) });
const exact = (name: string) => page().getByRole('button', { name, exact: true });
const create = async (name: string, more: object = {}) =>
  (await ada.call('items.create', { ...apiKeyDraft(name, `k-${name}`), tags: [], ...more })).id;
const list = async (view: 'all' | 'trash' = 'all') =>
  (await ada.call('items.list', { view: { type: view }, search: '', sort: 'name', offset: 0, limit: 50 })).rows;
const fieldsOf = async (id: string) => (await ada.call('items.get', { id })).fields.map(({ name }) => name);

describe('the items of a vault', () => {
  it('change the order of their fields by mouse and by keys, which undo takes back', async () => {
    const fields = ['One', 'Two', 'Three'].map((name) => ({ id: name.toLowerCase(), name, type: 'text', value: name }));
    const id = await create('Alpha', { kind: 'document', fields });
    await option('Alpha').click();
    await exact('Edit').click();
    const handle = (name: string) => page().getByRole('button', { name: `Move ${name}`, exact: true });
    await shoot('editor');
    const [from, to] = [await handle('One').boundingBox(), await handle('Two').boundingBox()];
    await page().mouse.move(from!.x + 10, from!.y + 20);
    await page().mouse.down();
    await page().mouse.move(from!.x + 10, from!.y + 40, { steps: 4 });
    await page().mouse.move(to!.x + 10, to!.y + 22, { steps: 8 });
    await page().mouse.up();
    await handle('Three').focus();
    await page().keyboard.press('Alt+ArrowUp');
    await exact('Save').click();
    await expect.poll(() => fieldsOf(id)).toEqual(['Two', 'Three', 'One']);
    await exact('Undo').click();
    await expect.poll(() => fieldsOf(id)).toEqual(['One', 'Two', 'Three']);
  });

  it('ask before a form that is not saved makes way for another item', async () => {
    await create('Beta');
    await option('Alpha').click();
    await exact('Edit').click();
    await page().getByRole('textbox', { name: 'Name', exact: true }).fill('Alpha half');
    await option('Beta').click();
    await page().getByRole('dialog', { name: 'Discard your changes?' }).waitFor();
    await exact('Keep editing').click();
    await page().getByRole('dialog').waitFor({ state: 'detached' });
    await page().keyboard.press('Escape');
    await exact('Discard').click();
    await page().getByRole('heading', { name: 'Alpha', exact: true }).waitFor();
  });

  it('are tagged, put into the trash and brought back together', async () => {
    await create('Gamma');
    await option('Alpha').click();
    await option('Gamma').click({ modifiers: ['Shift'] });
    await page().getByText('3 items selected').waitFor();
    await shoot('selection');
    await exact('Add tag').click();
    await page().getByPlaceholder('Tag').fill('lab');
    await page().keyboard.press('Enter');
    await expect.poll(async () => (await list()).map(({ tags }) => tags)).toEqual([['lab'], ['lab'], ['lab']]);
    await option('Beta').click({ modifiers: ['Control'] });
    await page().getByText('2 items selected').waitFor();
    await exact('Move to trash').click();
    await expect.poll(async () => (await list('trash')).length).toBe(2);
    await exact('Undo').click();
    await expect.poll(async () => (await list('trash')).length).toBe(0);
    await page().getByRole('listbox', { name: 'Items' }).focus();
    await page().keyboard.press('Control+z');
    await expect.poll(async () => (await list()).map(({ tags }) => tags)).toEqual([[], [], []]);
  });

  it('are linked in the form, and unlinked with one click', async () => {
    await option('Alpha').click();
    await exact('Edit').click();
    await exact('Link an item').click();
    await page().getByRole('textbox', { name: 'Find an item' }).fill('bet');
    await page().getByRole('option', { name: /^Beta/ }).last().click();
    await exact('Save').click();
    await page().getByRole('region', { name: 'Linked items' }).getByRole('button', { name: /^Beta/ }).click();
    await page().getByRole('heading', { name: 'Beta', exact: true }).waitFor();
    await page().getByText('links here').waitFor();
    await shoot('linked');
    await page().getByRole('button', { name: 'Remove link: Alpha' }).click();
    await page().getByRole('region', { name: 'Linked items' }).waitFor({ state: 'detached' });
  });

  it('of the kind env set take over a pasted .env, with a reference that shows', async () => {
    await exact('New item').click();
    await page()
      .getByRole('button', { name: /^Env set/ })
      .click();
    await page().getByRole('textbox', { name: 'Name', exact: true }).fill('Bot');
    await exact('Paste or open a .env').click();
    await page().getByLabel('Text of the .env').fill('# bot\nexport MODE=live\nTOKEN=strongroom://Beta/key\nno line\nMODE=test\n');
    await page().getByText('Left out: no “=” in it').waitFor();
    await shoot('env-preview');
    await exact('Take over 2 variables').click();
    await page().getByText('2 variables taken over.').waitFor();
    await shoot('env-editor');
    await exact('Save').click();
    await page().getByRole('heading', { name: 'Bot', exact: true }).waitFor();
    const bot = (await list()).find(({ name }) => name === 'Bot')!;
    const { fields } = await ada.call('items.get', { id: bot.id });
    expect(fields).toMatchObject([
      { name: 'TOKEN', type: 'text', value: 'strongroom://Beta/key' },
      { name: 'MODE', type: 'hidden', value: null },
    ]);
  });

  it('keep what stood in the form when auto-lock strikes, and offer it after unlocking', async () => {
    await option('Beta').click();
    await exact('Edit').click();
    await page().getByRole('textbox', { name: 'Name', exact: true }).fill('Beta half');
    await expect.poll(async () => (await ada.call('drafts.peek', undefined))?.name, { timeout: 10_000 }).toBe('Beta half');
    clock.advance(60 * 60_000);
    await ada.typePassword(adaPassword);
    await ada.waitForVault();
    await page().getByText('You were editing “Beta half”').waitFor();
    await shoot('draft');
    await exact('Continue').click();
    expect(await page().getByRole('textbox', { name: 'Name', exact: true }).inputValue()).toBe('Beta half');
    await exact('Save').click();
    await page().getByRole('heading', { name: 'Beta half' }).waitFor();
    await expect.poll(() => ada.call('drafts.peek', undefined)).toBeNull();
  });
});
