import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiKeyDraft } from '../helpers/app-harness.ts';
import { temporaryDirectory } from '../helpers/temporary-directory.ts';
import { adaPassword, PersonAtWindow } from './people.ts';
import { openWindow, type TestWindow } from './window.ts';

describe('files beside an item, in the real window', () => {
  let window: TestWindow;
  const exports = temporaryDirectory();
  const source = join(temporaryDirectory(), 'plan.bin');
  const content = Buffer.from(Uint8Array.from({ length: 5_000_000 }, (_, at) => (at * 31) % 251));

  beforeAll(async () => {
    writeFileSync(source, content);
    window = await openWindow({ dataDirectory: temporaryDirectory(), host: (host) => ({ ...host, exportsDirectory: exports }) });
    const ada = new PersonAtWindow(window.page);
    await ada.call('setup.createAdministrator', { username: 'ada', displayName: 'Ada', email: null, password: adaPassword });
    await ada.call('items.create', apiKeyDraft('Exchange', 'value'));
    await window.page.reload();
    await window.page.getByRole('option', { name: /Exchange/ }).click();
  });
  afterAll(() => window.close());

  const file = (name: string) => window.page.getByRole('listitem', { name });

  it('are added by choosing them and by dropping them', async () => {
    const { page } = window;
    await page.locator('section[aria-label="Files"] input[type=file]').setInputFiles(source);
    await file('plan.bin').getByText('5 MB').waitFor();
    await page.getByRole('button', { name: 'Save plan.bin' }).waitFor();
    await page.evaluate(() => {
      const dropped = new DataTransfer();
      dropped.items.add(new File(['line of a dropped file'], 'notes.txt', { type: 'text/plain' }));
      const zone = document.querySelector('section[aria-label="Files"]');
      for (const kind of ['dragover', 'drop'])
        zone?.dispatchEvent(new DragEvent(kind, { dataTransfer: dropped, bubbles: true, cancelable: true }));
    });
    await page.getByRole('button', { name: 'Save notes.txt' }).waitFor();
  });

  it('that are too large say so before anything is sent', async () => {
    const { page } = window;
    await page.evaluate(() => {
      const dropped = new DataTransfer();
      dropped.items.add(new File([new Uint8Array(21 * 1024 * 1024)], 'film.mkv'));
      const zone = document.querySelector('section[aria-label="Files"]');
      zone?.dispatchEvent(new DragEvent('drop', { dataTransfer: dropped, bubbles: true, cancelable: true }));
    });
    await file('film.mkv')
      .getByRole('alert')
      .getByText(/20 MB are possible/)
      .waitFor();
    await page.getByRole('button', { name: 'Take film.mkv off the list' }).click();
    await file('film.mkv').waitFor({ state: 'detached' });
  });

  it('are saved where the person says, whole, and over nothing without being told', async () => {
    const { page } = window;
    mkdirSync(exports, { recursive: true });
    await page.getByRole('button', { name: 'Save plan.bin' }).click();
    const dialog = page.getByRole('dialog', { name: 'Save “plan.bin”' });
    expect(await dialog.getByLabel('Path of the file').inputValue()).toBe(join(exports, 'plan.bin'));
    await dialog.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText(/^Saved: /).waitFor();
    expect(readFileSync(join(exports, 'plan.bin')).equals(content)).toBe(true);
    expect(readdirSync(exports)).toEqual(['plan.bin']);
    await page.getByRole('button', { name: 'Save plan.bin' }).click();
    await dialog.getByRole('button', { name: 'Save', exact: true }).click();
    await dialog.getByText(/There is a file of this name already/).waitFor();
    await dialog.getByLabel('Path of the file').fill('nowhere/at/all');
    await dialog.getByRole('button', { name: 'Save', exact: true }).click();
    await dialog.getByText('No file can be put there', { exact: false }).waitFor();
    await page.keyboard.press('Escape');
  });

  it('are shown in the window, and nothing of that stays', async () => {
    const { page } = window;
    await page.getByRole('button', { name: 'Show notes.txt' }).click();
    await page.getByRole('dialog').getByText('line of a dropped file').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await page.locator('body').innerText()).not.toContain('line of a dropped file');
  });

  it('are removed after a question', async () => {
    const { page } = window;
    await page.getByRole('button', { name: 'Remove notes.txt' }).click();
    await page.getByRole('button', { name: 'Remove file' }).click();
    await file('notes.txt').waitFor({ state: 'detached' });
  });
});
