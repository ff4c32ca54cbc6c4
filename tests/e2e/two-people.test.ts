import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiKeyDraft } from '../helpers/app-harness.ts';
import { temporaryDirectory } from '../helpers/temporary-directory.ts';
import { adaPassword, benPassword, PersonAtWindow } from './people.ts';
import { openWindow, type TestWindow } from './window.ts';

const newPassword = 'quiet glacier with nine doors';
const secret = 'bg_live_canary_4f1c77';

/** The story of two people at one machine, in order: each test goes on where the one before it stopped. */
describe('two people, one machine, in the real window', () => {
  let window: TestWindow;
  let shifted = 0;
  let adasCode = '';

  const at = (): PersonAtWindow => new PersonAtWindow(window.page);
  const texts = (): Promise<string> => window.page.locator('body').innerText();

  beforeAll(async () => {
    const clock = {
      now: () => Date.now() + shifted,
      after: (milliseconds: number, task: () => void) => {
        const timer = setTimeout(task, milliseconds);
        return () => clearTimeout(timer);
      },
    };
    window = await openWindow({ dataDirectory: temporaryDirectory(), clock });
  });
  afterAll(() => window.close());

  it('sets up: keychain, administrator, both recovery codes', async () => {
    const ada = at();
    await ada.button('Set up Strongroom');
    await window.page.getByText('The system keychain works.').waitFor();
    await ada.button('Continue');
    await ada.fillAccount('Ada Lovelace', adaPassword);
    await window.page.getByRole('heading', { name: 'Your recovery code' }).waitFor();
    adasCode = await ada.confirmCode();
    await window.page.getByRole('heading', { name: 'Installation recovery code' }).waitFor();
    expect(await ada.confirmCode()).not.toBe(adasCode);
    await ada.waitForVault();
    await window.page.getByText('Your vault is empty').waitFor();
  });

  it('keeps three items, the first of them through the form', async () => {
    const ada = at();
    await window.page
      .getByRole('button', { name: /^API key/ })
      .first()
      .click();
    await window.page.getByLabel(/^Name/).first().fill('Bitget trading bot');
    await window.page.getByLabel('Key', { exact: true }).fill(secret);
    await window.page.getByLabel('Account', { exact: true }).fill('sub-account 2');
    await ada.button('Save');
    await window.page.getByRole('heading', { name: 'Bitget trading bot' }).waitFor();
    await ada.call('items.create', apiKeyDraft('Market data feed', 'md_live_canary_22'));
    await ada.call('items.create', apiKeyDraft('Paper archive', 'pa_live_canary_33'));
    await window.page.getByRole('option').nth(2).waitFor();
    expect(await texts()).not.toContain(secret);
  });

  it('reveals one value on request, and copies one through the system clipboard', async () => {
    await window.page.getByRole('option', { name: /Bitget/ }).click();
    await at().button('Show Key');
    await window.page.getByText(secret).waitFor();
    await at().button('Hide Key');
    await at().button('Copy Key');
    await window.page.getByText(/On the clipboard for/).waitFor();
    expect(await window.clipboardText()).toBe(secret);
  });

  it('locks with one key: nothing is left in the page, its heap or the clipboard', async () => {
    await window.page.keyboard.press('Control+l');
    await window.page.getByTestId('password').waitFor();
    await expect.poll(() => window.clipboardText()).toBe('');
    expect(await texts()).not.toMatch(/Bitget|sub-account/);
    for (const trace of [secret, 'Bitget trading bot', 'sub-account 2', adaPassword])
      expect(await window.heapContains(trace), trace).toBe(false);
  });

  it('slows guessing down after five wrong passwords and counts down', async () => {
    for (let attempt = 1; attempt <= 5; attempt += 1) {
      await at().typePassword(`wrong ${attempt}`);
      await window.page.getByText('Password is incorrect').waitFor();
      await expect.poll(() => window.page.getByTestId('password').inputValue()).toBe('');
    }
    await window.page.getByText(/Next attempt possible in 0:\d\d/).waitFor();
    expect(await window.page.getByTestId('password').isDisabled()).toBe(true);
  });

  it('opens again when the delay is over, and tells of the failures', async () => {
    shifted += 31_000;
    await window.page.reload();
    await at().typePassword(adaPassword);
    await at().waitForVault();
    await window.page.getByText('5 sign-ins failed since you were last here.').waitFor();
  });

  it('gives a second person their own vault, in which nothing of the first is found', async () => {
    const ben = at();
    await ben.button(/Account menu/);
    await window.page.getByRole('menuitem', { name: /Hand over the keyboard/ }).click();
    await window.page.getByRole('heading', { name: 'Who is here?' }).waitFor();
    await ben.button('Create account');
    await ben.fillAccount('Ben Bitdiddle', benPassword);
    await ben.confirmCode();
    await ben.waitForVault();
    await window.page.getByText('Your vault is empty').waitFor();
    await ben.call('items.create', apiKeyDraft("Ben's key", 'bn_live_canary_44'));
    expect(await ben.call('items.list', { view: { type: 'all' }, search: '', sort: 'name', offset: 0, limit: 50 })).toMatchObject({
      total: 1,
    });
    expect(await texts()).not.toMatch(/Bitget|Market data|Paper archive/);
    for (const trace of [secret, 'Bitget trading bot', 'Market data feed', 'Paper archive'])
      expect(await window.heapContains(trace), trace).toBe(false);
  });

  it('switches back with a key and leaves nothing of the second person', async () => {
    await window.page.keyboard.press('Control+2');
    await window.page.getByTestId('password').waitFor();
    await window.page.getByText('Ada Lovelace').waitFor();
    expect(await window.heapContains("Ben's key")).toBe(false);
    await at().typePassword(adaPassword);
    await window.page.getByRole('option', { name: /Paper archive/ }).click();
    await window.page.getByRole('heading', { name: 'Paper archive' }).waitFor();
    expect(await window.page.getByRole('option', { selected: true }).innerText()).toContain('Paper archive');
  });

  it('comes back locked and intact after a restart', async () => {
    await window.restart();
    await window.page.locator('p', { hasText: 'Locked, because Strongroom was started anew.' }).waitFor();
    await at().typePassword(adaPassword);
    await window.page.getByRole('option', { name: /Bitget/ }).click();
    await at().button('Show Key');
    await window.page.getByText(secret).waitFor();
  });

  it('gives the items back after a forgotten password', async () => {
    await window.page.keyboard.press('Control+l');
    await at().button('Use recovery code');
    await window.page.getByLabel(/^Recovery code/).fill(adasCode.toLowerCase());
    await window.page.getByLabel(/^New password/).fill(newPassword);
    await window.page.getByLabel(/^Repeat the password/).fill(newPassword);
    await at().button('Open vault');
    const fresh = await at().confirmCode();
    expect(fresh).not.toBe(adasCode);
    expect(await at().call('session.current', undefined)).toMatchObject({ status: 'unlocked', unconfirmedCodes: [] });
    await window.page.getByRole('option', { name: /Bitget/ }).click();
    await at().button('Show Key');
    await window.page.getByText(secret).waitFor();
    await window.page.keyboard.press('Control+l');
    await at().typePassword(adaPassword);
    await window.page.getByText('Password is incorrect').waitFor();
    await at().typePassword(newPassword);
    await at().waitForVault();
  });
});
