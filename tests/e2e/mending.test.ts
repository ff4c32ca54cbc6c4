import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ItemDraft } from '../../src-shared/items.ts';
import { apiKeyDraft } from '../helpers/app-harness.ts';
import { FakeClock } from '../helpers/fake-clock.ts';
import { temporaryDirectory } from '../helpers/temporary-directory.ts';
import { adaPassword, PersonAtWindow } from './people.ts';
import { openWindow, type TestWindow } from './window.ts';

const day = 86_400_000;
const oldKey = 'sk-proj-9aKq27LmZx04TfPw81RbCe55HnVy63Uj';
const newKey = 'sk-proj-3cWt86NbYd19GhQs47XzJf20MvRk58La';

/** From what health finds to where it is gone; each test goes on where the one before it stopped. */
describe('what health finds, in the real window', () => {
  const clock = new FakeClock();
  let window: TestWindow;
  let ada: PersonAtWindow;

  const save = (name: string, value: string, changes: Partial<ItemDraft> = {}) =>
    ada.call('items.create', { ...apiKeyDraft(name, value), fields: [{ id: 'key', name: 'Key', type: 'hidden', value }], ...changes });
  const find = async (name: string) => (await ada.call('items.find', { item: name }))[0]?.id ?? '';
  const later = (days: number): Promise<void> => ada.comesBackAfter(days, adaPassword, clock);
  const health = async (): Promise<void> => {
    await window.page.getByRole('navigation', { name: 'Strongroom' }).getByRole('button', { name: 'Health' }).click();
    await window.page.getByRole('heading', { name: 'Health', level: 1 }).waitFor();
  };
  const finding = (name: string, why: string) =>
    window.page
      .getByRole('listitem')
      .filter({ has: window.page.getByRole('button', { name: `Open ${name}` }) })
      .filter({ hasText: why });
  const mend = (name: string, what: string): Promise<void> => ada.button(`${what}: ${name}`);
  /** The page shows all that is left, and this is none of it. */
  const isGone = async (name: string, why: string): Promise<void> => {
    await health();
    await finding(name, why).waitFor({ state: 'detached' });
    await window.page
      .getByText(/^\d+ of 100$|^Nothing to mend$/)
      .first()
      .waitFor();
    await finding(name, why).waitFor({ state: 'detached' });
  };

  beforeAll(async () => {
    // Pages have the clock of the machine.
    clock.set(Date.now());
    window = await openWindow({ dataDirectory: temporaryDirectory(), clock });
    ada = new PersonAtWindow(window.page);
    await ada.call('setup.createAdministrator', { username: 'ada', displayName: 'Ada', email: null, password: adaPassword });
    await ada.call('preferences.set', { language: 'en' });
    await save('Model key', oldKey, { service: 'openai' });
    await window.page.reload();
    await ada.waitForVault();
  });
  afterAll(() => window.close());

  it('an old key is renewed: both values side by side, and no finding once the new one is in place', async () => {
    await later(120);
    await health();
    await finding('Model key', 'has not changed since').waitFor();
    await mend('Model key', 'Renew it');
    const dialog = window.page.getByRole('dialog', { name: 'Renew Model key' });
    await dialog.getByText('https://platform.openai.com/api-keys').waitFor();
    await dialog.getByLabel('New value', { exact: true }).fill(newKey);
    await dialog.getByRole('button', { name: 'Put the new value in place' }).click();
    await dialog.waitFor({ state: 'detached' });
    const running = window.page.getByRole('region', { name: 'Renewal' });
    for (const [name, value] of [
      ['Old value', oldKey],
      ['New value', newKey],
    ] as const) {
      await running.getByRole('button', { name: `Show ${name}` }).click();
      await running.getByText(value).waitFor();
    }
    // One value at a time is on the screen.
    expect(await running.getByText(oldKey).count()).toBe(0);
    await isGone('Model key', 'has not changed since');
  });

  it('a renewal that is left open is found, finished, and found no more', async () => {
    await later(8);
    await health();
    await finding('Model key', 'the old one is still kept').waitFor();
    await mend('Model key', 'Finish the renewal');
    const running = window.page.getByRole('region', { name: 'Renewal' });
    await running.getByRole('button', { name: 'Show Old value' }).click();
    await running.getByText(oldKey).waitFor();
    await ada.button('Done, the old one is revoked');
    const dialog = window.page.getByRole('dialog', { name: 'Give the old value up?' });
    // Health goes by the clock of the app, which is months ahead of the page's.
    await dialog.getByLabel('Expires on').fill('2099-12-31');
    await dialog.getByRole('button', { name: 'Done, the old one is revoked' }).click();
    await dialog.waitFor({ state: 'detached' });
    await running.getByText('Every 90 days is a good rhythm.').waitFor();
    expect(await running.getByRole('button', { name: 'Show Old value' }).count()).toBe(0);
    expect(await ada.call('items.reveal', { id: await find('Model key'), fieldId: 'key' })).toEqual({ value: newKey });
    await isGone('Model key', 'the old one is still kept');
  });

  it('a password that everybody knows is changed, and found no more', async () => {
    await save('Router', 'changeme');
    await health();
    await finding('Router', 'is tried first').waitFor();
    await mend('Router', 'Change the value');
    await ada.button('Replace: Key');
    await window.page.getByLabel('Key', { exact: true }).fill('violet-harbour-seven-lanterns-eleven');
    await window.page.keyboard.press('Control+s');
    await window.page.getByRole('article', { name: 'Router' }).waitFor();
    await isGone('Router', 'is tried first');
  });

  it('a key that has run out gets another day, and is found no more', async () => {
    await save('Exchange', 'sk-proj-1aKq27LmZx04TfPw81RbCe55HnVy63Uj', { expiresAt: clock.now() - day });
    await health();
    await finding('Exchange', 'Expired').waitFor();
    await mend('Exchange', 'Set a new date');
    const date = window.page.getByLabel('Expires on');
    await expect.poll(() => date.evaluate((box) => box === document.activeElement)).toBe(true);
    await date.fill('2099-12-31');
    await window.page.keyboard.press('Control+s');
    await window.page.getByRole('article', { name: 'Exchange' }).waitFor();
    await isGone('Exchange', 'Expired');
    await window.page.getByText('Nothing to mend').waitFor();
  });
});
