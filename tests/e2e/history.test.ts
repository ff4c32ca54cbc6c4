import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiKeyDraft } from '../helpers/app-harness.ts';
import { temporaryDirectory } from '../helpers/temporary-directory.ts';
import { adaPassword, PersonAtWindow } from './people.ts';
import { openWindow, type TestWindow } from './window.ts';

const before = 'canary_before_71';
const after = 'canary_after_72';

describe('the history of an item, in the real window', () => {
  let window: TestWindow;
  let id: string;

  beforeAll(async () => {
    window = await openWindow({ dataDirectory: temporaryDirectory() });
    const ada = new PersonAtWindow(window.page);
    await ada.call('setup.createAdministrator', { username: 'ada', displayName: 'Ada', email: null, password: adaPassword });
    ({ id } = await ada.call('items.create', apiKeyDraft('Exchange', before)));
    await ada.call('items.update', { id, revision: 1, draft: apiKeyDraft('Exchange EU', after) });
    await window.page.reload();
    await window.page.getByRole('option', { name: /Exchange EU/ }).click();
  });
  afterAll(() => window.close());

  it('shows an earlier value when it is asked for, and closes with nothing of it left', async () => {
    const { page } = window;
    await page.getByRole('button', { name: '1 earlier version' }).click();
    const dialog = page.getByRole('dialog', { name: /Earlier versions/ });
    await dialog.getByText('Another value than now').waitFor();
    expect(await page.locator('body').innerText()).not.toContain(before);
    await dialog.getByRole('button', { name: 'Show Key' }).click();
    await dialog.getByText(before).waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(await page.locator('body').innerText()).not.toContain(before);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('earlier version');
  });

  it('brings the version back, and takes that back again', async () => {
    const { page } = window;
    const ada = new PersonAtWindow(page);
    await page.getByRole('button', { name: '1 earlier version' }).click();
    await page.getByRole('button', { name: 'Bring this version back' }).click();
    await page.getByRole('heading', { name: 'Exchange', exact: true }).waitFor();
    expect(await ada.call('items.reveal', { id, fieldId: 'key' })).toEqual({ value: before });
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('heading', { name: 'Exchange EU' }).waitFor();
    expect(await ada.call('items.reveal', { id, fieldId: 'key' })).toEqual({ value: after });
  });
});
