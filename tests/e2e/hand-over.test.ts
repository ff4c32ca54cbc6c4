import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiKeyDraft } from '../helpers/app-harness.ts';
import { temporaryDirectory } from '../helpers/temporary-directory.ts';
import { setUpAdaAndBen } from './ada-and-ben.ts';
import { adaPassword, benPassword, type PersonAtWindow } from './people.ts';
import { openWindow, type TestWindow } from './window.ts';

const secret = 'handed_over_canary_71';

/** One window; each test goes on where the one before it stopped. */
describe('handing over the keyboard', () => {
  let window: TestWindow;
  let person: PersonAtWindow;

  const press = (keys: string): Promise<void> => window.page.keyboard.press(keys);
  /** What has the focus: its text, or its label. */
  const focused = (): Promise<string> =>
    window.page.evaluate(() => {
      const active = document.activeElement;
      return active === null || active === document.body ? 'nothing' : (active.getAttribute('aria-label') ?? active.textContent ?? '');
    });
  const passwordHasFocus = (): Promise<boolean> =>
    window.page.getByTestId('password').evaluate((input) => input === document.activeElement);
  const handOver = async (): Promise<void> => {
    await press('Control+Shift+h');
    await window.page.getByRole('heading', { name: 'Who is here?' }).waitFor();
  };

  beforeAll(async () => {
    window = await openWindow({ dataDirectory: temporaryDirectory() });
    person = await setUpAdaAndBen(window);
    await person.signInAs('Ada', adaPassword);
  });
  afterAll(() => window.close());

  it('leaves nothing of the person who goes, whatever they had open', async () => {
    const page = window.page;
    for (let number = 0; number < 40; number += 1) await person.call('items.create', apiKeyDraft(`Planted item ${number}`, secret));
    await page.getByRole('option', { name: /Planted item 0/ }).click();
    await person.button('Copy Key');
    await expect.poll(() => window.clipboardText()).toBe(secret);
    await person.button('Show Key');
    await page.getByText(secret).waitFor();
    await press('Control+f');
    await page.keyboard.type('Planted quest');
    await page.getByRole('listbox', { name: 'Items' }).waitFor({ state: 'detached' });
    await press('Escape');
    await page.getByRole('listbox', { name: 'Items' }).evaluate((list) => list.scrollTo({ top: 900 }));
    await press('Control+n');
    await page.getByRole('button', { name: /^API key.*token/ }).click();
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Planted draft');
    await page.getByLabel('Account', { exact: true }).pressSequentially('planted undo');
    await person.button(/^Notifications/);
    await person.button(/^Notifications/);
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.evaluate(() => {
      document.title = 'Planted title';
      history.pushState({ planted: true }, '', '/');
    });
    await press('Control+k');
    await page.keyboard.type('planted palette');
    await page.getByText('Nothing matches “planted palette”').waitFor();

    await handOver();
    await expect.poll(() => window.clipboardText()).toBe('');
    const page2 = await page.evaluate(() => ({
      text: document.body.innerText,
      markup: document.documentElement.outerHTML,
      title: document.title,
      state: JSON.stringify(history.state),
      steps: history.length,
      stored: JSON.stringify([Object.entries(sessionStorage), Object.entries(localStorage)]),
      typed: [...document.querySelectorAll('input, textarea')].map((input) => (input as HTMLInputElement).value).join(''),
      scrolled: [...document.querySelectorAll('*')].some(({ scrollTop }) => scrollTop > 0),
    }));
    expect(page2).toMatchObject({ title: 'Strongroom', state: 'null', steps: 1, typed: '', scrolled: false });
    for (const kept of [page2.text, page2.markup, page2.stored]) expect(kept).not.toMatch(/planted|canary/i);
    expect(await page.getByRole('dialog').count()).toBe(0);
    await press('Control+z');
    await page.goBack().catch(() => null);
    expect(await page.locator('body').innerText()).not.toMatch(/planted|canary/i);
    for (const trace of [secret, 'Planted item', 'Planted quest', 'Planted draft', 'planted undo', 'planted palette', adaPassword])
      expect(await window.heapContains(trace), trace).toBe(false);
  });

  it('takes what lies on the clipboard of somebody else for none of its business', async () => {
    await window.desktop.shell.clipboard.call('(text) => navigator.clipboard.writeText(text)', ['a text of another program']);
    await person.signInAs('Ada', adaPassword);
    await handOver();
    expect(await window.clipboardText()).toBe('a text of another program');
  });

  it("chooses the next person's tile; Enter opens it and the password has the focus", async () => {
    await expect.poll(focused).toContain('Ben Bitdiddle');
    await press('Enter');
    await expect.poll(passwordHasFocus).toBe(true);
    await window.page.getByRole('heading', { name: 'Ben Bitdiddle' }).waitFor();
    await person.typePassword(benPassword);
    await person.waitForVault();
  });

  it('never loses the focus: not in an empty vault, not on locking, not on unlocking', async () => {
    await expect.poll(focused).not.toBe('nothing');
    await press('Control+l');
    await window.page.getByTestId('password').waitFor();
    await expect.poll(passwordHasFocus).toBe(true);
    await person.typePassword(benPassword);
    await person.waitForVault();
    await expect.poll(focused).not.toBe('nothing');
  });

  it('goes from tile to tile with arrows and letters, from the account menu too', async () => {
    await person.button(/Account menu/);
    await window.page.getByRole('menuitem', { name: /Hand over the keyboard/ }).click();
    await expect.poll(focused).toContain('Ada Lovelace');
    await press('ArrowRight');
    await expect.poll(focused).toContain('Ben');
    await press('ArrowRight');
    await expect.poll(focused).toContain('Ada');
    await press('b');
    await expect.poll(focused).toContain('Ben');
    await press('Control+2');
    await expect.poll(passwordHasFocus).toBe(true);
    await press('Control+Shift+h');
    await expect.poll(focused).toMatch(/Ada|Ben/);
  });

  it('brings the next tile up at once, busy as the machine may be', async () => {
    const times: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      await window.page.getByRole('button', { name: /Ada/ }).click();
      await person.typePassword(adaPassword);
      await person.waitForVault();
      await window.page.getByRole('option').first().waitFor();
      const start = performance.now();
      await press('Control+Shift+h');
      await window.page.getByRole('button', { name: /Ben/ }).and(window.page.locator(':focus')).waitFor();
      times.push(performance.now() - start);
    }
    // What it takes on a machine that is left alone, 300 ms at most, is measured by `npm run bench`.
    expect(Math.min(...times)).toBeLessThan(1000);
  });
});
