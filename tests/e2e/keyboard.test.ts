import { afterAll, beforeAll, describe, it } from 'vitest';
import { temporaryDirectory } from '../helpers/temporary-directory.ts';
import { Keyboard } from './keyboard.ts';
import { adaPassword } from './people.ts';
import { openWindow, type TestWindow } from './window.ts';

let window: TestWindow;
let keys: Keyboard;

const press = (...names: readonly string[]): Promise<void> => keys.press(...names);
const type = (text: string): Promise<void> => keys.type(text);
const focused = (): Promise<string> => keys.focused();
const tabTo = (wanted: RegExp, key?: string): Promise<void> => keys.tabTo(wanted, key);
const waitsFor = (wanted: RegExp): Promise<void> => keys.waitsFor(wanted);
const somewhere = (): Promise<void> => keys.somewhere();

beforeAll(async () => {
  window = await openWindow({ dataDirectory: temporaryDirectory() });
  keys = new Keyboard(window);
  await window.page.getByRole('heading').first().waitFor();
});
afterAll(() => window.close());

describe('by keyboard alone', () => {
  it('Strongroom is set up and the recovery code confirmed', async () => {
    await waitsFor(/Set up Strongroom/);
    await press('Enter');
    await waitsFor(/Continue/);
    await press('Enter');
    await waitsFor(/Your name/);
    await type('Ada Lovelace');
    await tabTo(/^input Password/);
    await type(adaPassword);
    await tabTo(/^input Repeat/);
    await type(adaPassword);
    await window.page.getByRole('button', { name: 'Create account' }).and(window.page.locator(':enabled')).waitFor();
    await press('Enter');
    for (const title of ['Your recovery code', 'Installation recovery code']) {
      await window.page.getByRole('heading', { name: title }).waitFor();
      await waitsFor(/^input Type group/);
      const groups = await window.page.getByTestId('recovery-code').getByRole('listitem').allInnerTexts();
      const [, asked = '1'] = /group (\d)/.exec(await focused()) ?? [];
      await type((groups[Number(asked) - 1] ?? '').replace(/^\d+\s+/, '').trim());
      await press('Enter');
    }
    await window.page.getByRole('heading', { name: 'Getting started' }).waitFor();
    await somewhere();
  });

  it('the first thing is pasted and kept', async () => {
    await tabTo(/^input Paste an API key/);
    await type(`ghp_${'a1B2'.repeat(9)}`);
    await tabTo(/^input Name/);
    await press('Enter');
    await window.page.getByRole('option', { name: /GitHub/ }).waitFor();
    await somewhere();
  });

  it('the first steps are put away', async () => {
    await press('Escape');
    await window.page.getByRole('article', { name: 'GitHub' }).waitFor();
    await somewhere();
  });

  it('an item is made, changed and found', async () => {
    await press('Control+n');
    await waitsFor(/^button .*API key/);
    await press('Enter');
    await waitsFor(/^input Name/);
    await type('Stripe test key');
    await tabTo(/^input Key/);
    await type('not-a-real-key');
    await press('Control+s');
    await window.page.getByRole('option', { name: /Stripe/ }).waitFor();
    await somewhere();
    await press('Control+f');
    await waitsFor(/^combobox|^input Search/);
    await type('stripe');
    await press('Enter');
    await waitsFor(/^listbox/);
    await press('Enter');
    await waitsFor(/^input Name/);
    await press('Escape');
    await somewhere();
  });

  it('a value is shown, hidden and copied', async () => {
    await tabTo(/^button Show Key/);
    await press('Enter');
    await window.page.getByText('not-a-real-key').waitFor();
    await waitsFor(/^button Hide Key/);
    await press('Enter');
    await tabTo(/^button Copy Key/);
    await press('Enter');
    await window.page.getByText(/^On the clipboard for/).waitFor();
    await somewhere();
  });

  it('a dialog gives the focus back', async () => {
    await tabTo(/^button Generator/, 'Shift+Tab');
    await press('Enter');
    await window.page.getByRole('dialog', { name: 'Generator' }).waitFor();
    await somewhere();
    await press('Escape');
    await waitsFor(/^button Generator/);
    await tabTo(/^button Account menu/, 'Shift+Tab');
    await press('Enter');
    await window.page.getByRole('menu').waitFor();
    await waitsFor(/^menuitem/);
    await press('Escape');
    await waitsFor(/^button Account menu/);
  });

  it('an item goes to the trash and the focus stays in the list', async () => {
    await tabTo(/^listbox/);
    await press('Delete');
    await window.page
      .getByText(/is in the trash/)
      .first()
      .waitFor();
    await somewhere();
  });

  it('every page is reached', async () => {
    for (const [name, head] of [
      ['Activity', 'Activity'],
      ['Preferences', 'Preferences'],
      ['Administration', 'Administration'],
      ['Vault', 'All items'],
    ] as const) {
      await tabTo(new RegExp(`^button ${name}$`), 'Shift+Tab');
      await press('Enter');
      await window.page.getByRole('heading', { name: head, level: 1 }).first().waitFor();
      await somewhere();
    }
  });

  it('the vault is locked and opened, and the focus is where the typing goes on', async () => {
    await press('Control+l');
    await waitsFor(/^input Password/);
    await type('wrong');
    await press('Enter');
    await window.page.getByText('Password is incorrect').waitFor();
    await waitsFor(/^input Password/);
    await window.page.getByTestId('password').fill('');
    await type(adaPassword);
    await press('Enter');
    await window.page.getByRole('navigation', { name: 'Views' }).waitFor();
    await somewhere();
  });
});

describe('a screen reader is told', () => {
  const live = (text: RegExp): Promise<void> =>
    window.page
      .locator('[role="status"], [role="alert"], [aria-live]:not([aria-live="off"])')
      .filter({ hasText: text })
      .first()
      .waitFor({ state: 'attached' });

  it('what was copied, and for how long', async () => {
    await window.page.getByRole('option').first().click();
    await window.page.getByRole('article').waitFor();
    await press('Control+Shift+c');
    await tabTo(/^button Copy Key/);
    await press('Enter');
    await live(/Copied/);
  });

  it('what was saved', async () => {
    await press('Control+f');
    await press('Enter');
    await press('Enter');
    await waitsFor(/^input Name/);
    await type(' again');
    await press('Control+s');
    await live(/saved/i);
  });

  it('that the vault is locked, and why', async () => {
    await press('Control+l');
    await waitsFor(/^input Password/);
    await live(/locked/i);
  });
});
