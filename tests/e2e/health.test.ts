import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { agentPlaces } from '../../src-main/agent/places.ts';
import { FakeClock } from '../helpers/fake-clock.ts';
import { apiKeyDraft } from '../helpers/app-harness.ts';
import { temporaryDirectory } from '../helpers/temporary-directory.ts';
import { serious } from './axe.ts';
import { adaPassword, PersonAtWindow } from './people.ts';
import { ShellSession } from './shell-session.ts';
import { openWindow, type TestWindow } from './window.ts';

const root = join(import.meta.dirname, '..', '..');
const day = 86_400_000;

/** One window; each test goes on where the one before it stopped. */
describe('health, use and news of items, in the real window', () => {
  const home = temporaryDirectory();
  const dataDirectory = join(home, 'data');
  const clock = new FakeClock();
  const shown: { title: string; body: string }[] = [];
  let window: TestWindow;
  let ada: PersonAtWindow;

  const save = (name: string, value: string, changes: object = {}) =>
    ada.call('items.create', { ...apiKeyDraft(name, value), fields: [{ id: 'key', name: 'Key', type: 'hidden', value }], ...changes });
  const later = (days: number): Promise<void> => ada.comesBackAfter(days, adaPassword, clock);
  const bell = () => window.page.getByRole('button', { name: /^Notifications/ }).first();

  beforeAll(async () => {
    clock.set(Date.now());
    const agent = { ...agentPlaces({ STRONGROOM_HOME: dataDirectory }, process.platform, dataDirectory), apiPort: 0, folder: root };
    window = await openWindow({
      ...{ dataDirectory, clock },
      host: (host) => ({
        ...host,
        agent,
        desktop: {
          ...host.desktop,
          notify: (title, body) => void shown.push({ title, body }),
          notifyDiscreetly: (language) => void shown.push({ title: 'Strongroom', body: `discreet ${language}` }),
        },
      }),
    });
    ada = new PersonAtWindow(window.page);
    await ada.call('setup.createAdministrator', { username: 'ada', displayName: 'Ada', email: null, password: adaPassword });
    await ada.call('preferences.set', { language: 'en' });
    await save('Router', 'Summer2024!');
    await save('Printer', 'Summer2024!');
    await save('Exchange', 'sk-proj-9aKq27LmZx04TfPw81RbCe55HnVy63Uj');
    await window.page.reload();
    await ada.waitForVault();
  });
  afterAll(() => window.close());

  it('says which items have the same value, and leads to both', async () => {
    await ada.button(/^Health/);
    const reused = window.page.getByRole('listitem').filter({ hasText: '2 items have the same value' });
    await reused.waitFor();
    for (const name of ['Router', 'Printer']) {
      await reused.getByRole('button', { name: `Open ${name}` }).click();
      await window.page.getByRole('article', { name }).waitFor();
      await window.page.getByRole('navigation', { name: 'Strongroom' }).getByRole('button', { name: 'Health' }).click();
      await reused.waitFor();
    }
    expect(await serious(window)).toEqual([]);
    await window.page.getByRole('button', { name: /^Change the value: Router/ }).click();
    await window.page.getByRole('textbox', { name: 'Name', exact: true }).first().waitFor();
    await window.page.keyboard.press('Escape');
  });

  it('accepts what somebody knows of, with a way back', async () => {
    await window.page.getByRole('navigation', { name: 'Strongroom' }).getByRole('button', { name: 'Health' }).click();
    await ada.button(/^I know: Weak, Router/);
    await window.page.getByRole('button', { name: /^Accepted/ }).waitFor();
    await ada.button('Undo');
    await window.page.getByRole('button', { name: /^I know: Weak, Router/ }).waitFor();
  });

  it('draws the score over time with a table beside it', async () => {
    await later(1);
    await save('Old bot', 'changeme');
    await window.page.getByRole('navigation', { name: 'Strongroom' }).getByRole('button', { name: 'Health' }).click();
    const table = window.page.getByRole('table', { name: 'Scores by day' });
    await expect.poll(() => table.getByRole('row').count()).toBe(3);
    await window.page.getByRole('img', { name: /^Score per day from/ }).waitFor();
    expect(await window.page.getByRole('navigation', { name: 'Strongroom' }).isVisible()).toBe(true);
  });

  it('tells in the item how it was used, by its person and by a program', async () => {
    await window.page.getByRole('navigation', { name: 'Strongroom' }).getByRole('button', { name: 'Vault' }).click();
    await window.page.getByRole('option', { name: /Exchange/ }).click();
    await window.page.getByText(/^Not used since/).waitFor();
    await window.page.getByRole('button', { name: /^Show/ }).first().click();
    await window.page.getByText('Last used by you, in the window just now').waitFor();
    // Of the same moment two uses would have no order.
    clock.set(clock.now() + 1000);
    const asked = new ShellSession(home).strongroom(['read', 'strongroom://Exchange/key']);
    const question = window.page.getByRole('dialog').filter({ hasText: 'wants' });
    await question.waitFor();
    const allow = question.getByRole('button', { name: 'Allow once' });
    await expect.poll(() => allow.isEnabled()).toBe(true);
    await allow.click();
    await asked;
    // The item has stayed on the screen: it is told without being opened anew.
    await window.page.getByText(/^Last used by (?!you)/).waitFor();
    await ada.button('Show uses');
    const uses = window.page.getByRole('list', { name: 'Last uses' }).getByRole('listitem');
    await expect
      .poll(async () => (await uses.allInnerTexts()).map((text) => text.split(' by ')[0]))
      .toEqual(['Given to a program', 'Revealed']);
  });

  it('tells at 30, 7 and 1 days that an item expires, once each, and leads to it', async () => {
    await save('Bitget', 'sk-proj-1aKq27LmZx04TfPw81RbCe55HnVy63Uj', { expiresAt: clock.now() + 40 * day });
    for (const [days, sentence] of [
      [10, 'within 30 days'],
      [23, 'within 7 days'],
      [6, 'within a day'],
    ] as const) {
      await later(days);
      await bell().click();
      const news = window.page.getByRole('listitem').filter({ hasText: sentence });
      await news.waitFor();
      expect(await news.count()).toBe(1);
      await news.getByRole('button', { name: 'Open the item' }).click();
      await window.page.getByRole('article', { name: 'Bitget' }).waitFor();
    }
  });

  it('shows outside of the window as much as its person wants', async () => {
    await window.page.evaluate(() => {
      document.hasFocus = () => false;
    });
    const expect1 = async (choice: 'off' | 'discreet' | 'full', name: string): Promise<void> => {
      await ada.call('preferences.set', { desktopNotifications: choice });
      shown.length = 0;
      await save(name, 'sk-proj-2aKq27LmZx04TfPw81RbCe55HnVy63Uj', { expiresAt: clock.now() + 3 * day });
      const before = await ada.call('notifications.list', { before: null, limit: 1 });
      clock.advance(1100);
      await expect.poll(async () => (await ada.call('notifications.list', { before: null, limit: 1 })).unread).toBe(before.unread + 1);
    };
    await expect1('full', 'Telegram');
    await expect.poll(() => shown).toEqual([{ title: 'Telegram expires soon', body: expect.stringContaining('within 7 days') as string }]);
    await expect1('discreet', 'Stripe');
    await expect.poll(() => shown).toEqual([{ title: 'Strongroom', body: 'discreet en' }]);
    await expect1('off', 'Hugging Face');
    expect(shown).toEqual([]);
  });

  it('shows in the preferences what would be shown', async () => {
    await ada.call('preferences.set', { desktopNotifications: 'discreet' });
    await window.page.reload();
    await ada.waitForVault();
    await ada.button('Preferences');
    await window.page.getByRole('navigation', { name: 'Preferences' }).getByRole('button', { name: 'Notifications' }).click();
    const example = window.page.getByRole('figure');
    await expect.poll(() => example.innerText()).toContain('Something new');
    await window.page.getByLabel('What it is').click();
    await expect.poll(() => example.innerText()).toContain('GitHub token expires soon');
    await window.page.getByLabel('Nothing').click();
    await expect.poll(() => example.innerText()).toContain('Nothing is shown.');
    await expect.poll(async () => (await ada.call('preferences.get', undefined)).desktopNotifications).toBe('off');
    expect(await serious(window)).toEqual([]);
  });
});
