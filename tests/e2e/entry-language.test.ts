import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryDirectory } from '../helpers/temporary-directory.ts';
import { adaPassword, PersonAtWindow } from './people.ts';
import { openWindow, type TestWindow } from './window.ts';

let window: TestWindow;
let ada: PersonAtWindow;
const heading = (name: string): Promise<void> => window.page.getByRole('heading', { name }).waitFor();

beforeAll(async () => {
  window = await openWindow({ dataDirectory: temporaryDirectory(), colorScheme: 'light' });
  ada = new PersonAtWindow(window.page);
});
afterAll(() => window.close());

describe('the language of the way in', () => {
  it('is chosen at the first run, speaks to the end of it, and stays with the person', async () => {
    await ada.button('Deutsch');
    await heading('Ein Tresor für alle an diesem Rechner');
    await ada.button('Strongroom einrichten');
    await ada.button('Weiter');
    await window.page.getByLabel('Dein Name').fill('Ada');
    await window.page.getByLabel(/^Passwort(?! w)/).fill(adaPassword);
    await window.page.getByLabel(/^Passwort wiederholen/).fill(adaPassword);
    await ada.button('Konto anlegen');
    await heading('Dein Wiederherstellungscode');
    await ada.button(/^Überspringen/);
    await heading('Wiederherstellungscode der Installation');
    await ada.button(/^Überspringen/);
    await ada.button('Tresor');
    expect(await ada.call('preferences.get', undefined)).toMatchObject({ language: 'de' });
  });

  it('outlives the page, which a lock throws away, and knows no preference of the person', async () => {
    await ada.call('preferences.set', { language: 'en', theme: 'dark' });
    await window.page.keyboard.press('Control+l');
    await ada.button('Jemand anderes');
    await heading('Wer ist da?');
    expect(await window.page.evaluate(() => document.documentElement.dataset['mantineColorScheme'])).toBe('light');
  });
});
