import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryDirectory } from '../helpers/temporary-directory.ts';
import { adaPassword, PersonAtWindow } from './people.ts';
import { openWindow, type TestWindow } from './window.ts';

let window: TestWindow;
let ada: PersonAtWindow;

beforeAll(async () => {
  window = await openWindow({ dataDirectory: temporaryDirectory() });
  ada = new PersonAtWindow(window.page);
  await ada.call('setup.createAdministrator', { username: 'ada', displayName: 'Ada', email: null, password: adaPassword });
  await ada.call('items.create', { kind: 'note', name: 'Passport', tags: [], favourite: false, expiresAt: null, fields: [] });
  await ada.call('preferences.set', { language: 'en' });
  await window.page.reload();
  await ada.waitForVault();
});
afterAll(() => window.close());

const stored = async (): Promise<string | null> => {
  const { rows } = await ada.call('items.list', { view: { type: 'all' }, search: '', sort: 'name', offset: 0, limit: 1 });
  const at = rows[0]?.expiresAt ?? null;
  return at === null ? null : new Date(at).toDateString();
};
const edit = async (): Promise<void> => {
  await window.page.getByRole('option', { name: /Passport/ }).click();
  await ada.button('Edit');
};

describe('a date', () => {
  it('is typed from its first part to its year, and stored', async () => {
    await edit();
    await window.page.getByLabel('Expires on').focus();
    await window.page.keyboard.type('05062031');
    expect(await window.page.getByLabel('Expires on').inputValue()).toBe('2031-05-06');
    await window.page.keyboard.press('Control+s');
    await expect.poll(stored).toBe('Tue May 06 2031');
  });

  it('that is half there is neither saved nor lost', async () => {
    await edit();
    await window.page.getByLabel('Expires on').focus();
    await window.page.keyboard.press('ArrowRight');
    await window.page.keyboard.press('ArrowRight');
    await window.page.keyboard.press('Backspace');
    await window.page.keyboard.press('Control+s');
    await window.page.getByText(/^Enter a whole date/).waitFor();
    expect(await stored()).toBe('Tue May 06 2031');
    await window.page.keyboard.press('ArrowRight');
    await window.page.keyboard.press('ArrowRight');
    await window.page.keyboard.type('2032');
    await window.page.keyboard.press('Control+s');
    await expect.poll(stored).toBe('Thu May 06 2032');
  });

  it('begins with the day in German', async () => {
    await ada.call('preferences.set', { language: 'de' });
    await window.page.reload();
    await window.page.getByRole('option', { name: /Passport/ }).click();
    await ada.button('Bearbeiten');
    await window.page.getByLabel('Läuft ab am').focus();
    await window.page.keyboard.type('07082033');
    await window.page.keyboard.press('Control+s');
    await expect.poll(stored).toBe('Sun Aug 07 2033');
  });

  it('bounds the activity as it is typed', async () => {
    await ada.call('preferences.set', { language: 'en' });
    await window.page.reload();
    await ada.waitForVault();
    await ada.button('Administration');
    await window.page.getByRole('navigation', { name: 'Administration' }).getByRole('button', { name: 'Activity' }).click();
    await window.page.getByRole('table').waitFor();
    await window.page.getByLabel('From').focus();
    await window.page.keyboard.type('01022099');
    await window.page.getByText('Nothing fits these filters').waitFor();
    expect(await window.page.getByLabel('From').inputValue()).toBe('2099-01-02');
    await ada.button('Clear filters');
    await window.page.getByRole('table').waitFor();
    expect(await window.page.getByLabel('From').inputValue()).toBe('');
  });
});
