import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestSender } from '../helpers/app-harness.ts';
import { temporaryDirectory } from '../helpers/temporary-directory.ts';
import { serious } from './axe.ts';
import { elsewhere } from './elsewhere.ts';
import { adaPassword, benPassword, PersonAtWindow } from './people.ts';
import { openWindow, type TestWindow } from './window.ts';

/** What an administrator watches over, in the real window, in order: each test goes on where the one before it stopped. */
describe('oversight in the real window', () => {
  let window: TestWindow;
  const ben = new TestSender();

  const at = (): PersonAtWindow => new PersonAtWindow(window.page);
  const dialog = () => window.page.getByRole('dialog');
  const page = (name: string): Promise<void> =>
    window.page.getByRole('navigation', { name: 'Administration' }).getByRole('button', { name, exact: true }).click();
  const asBen = elsewhere(() => window, ben);
  const signInBen = () => asBen('session.signIn', { who: { username: 'ben' }, password: benPassword, acceptOlder: false });
  const scrollsSideways = () => window.page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

  beforeAll(async () => {
    window = await openWindow({ dataDirectory: temporaryDirectory() });
    window.desktop.app.attach(ben);
    const ada = { username: 'ada', displayName: 'Ada Lovelace', email: null, password: adaPassword };
    await asBen('setup.createAdministrator', ada);
    await asBen('session.signOut', undefined);
    await asBen('accounts.create', { username: 'ben', displayName: 'Ben Bitdiddle', email: null, password: benPassword });
    await asBen('session.signOut', undefined);
    await window.desktop.shell.reset();
    await at().signInAs('Ada Lovelace', adaPassword);
    await window.page.getByRole('button', { name: 'Administration' }).click();
  });
  afterAll(() => window.close());

  it('shows at once who opens a vault elsewhere, and locks that person', async () => {
    await window.page.getByText('Only you are here').waitFor();
    await signInBen();
    const card = window.page.getByRole('listitem').filter({ hasText: 'Ben Bitdiddle' }).first();
    await card.getByText('Vault open', { exact: true }).first().waitFor();
    expect(await serious(window)).toEqual([]);
    await at().button('Lock Ben Bitdiddle');
    await dialog().getByRole('button', { name: 'Lock' }).click();
    await window.page.getByText('Ben Bitdiddle is locked').first().waitFor();
    await card.getByText('Locked', { exact: true }).first().waitFor();
    expect((await asBen('session.current', undefined)).status).toBe('locked');
    await signInBen();
    const { notifications } = await asBen('notifications.list', { before: null, limit: 5 });
    expect(notifications[0]).toMatchObject({ trigger: 'session.lockedByAdministrator', facts: { by: 'Ada Lovelace' } });
  });

  it('checks everything that is stored, and says that it holds', async () => {
    await page('System');
    await at().button('Check now');
    await window.page.getByText('Everything holds').waitFor();
    await window.page.getByText('Signatures of the accounts').waitFor();
    expect(await serious(window)).toEqual([]);
    await at().button('Copy report for support');
    await window.page
      .getByText(/no names and no secrets/)
      .first()
      .waitFor();
    const report = await window.clipboardText();
    expect(report).toContain('integrity: intact');
    expect(report).not.toContain('Ada');
    expect(report).not.toContain(window.options.dataDirectory);
  });

  it('remembers a filter of the log over a lock', async () => {
    await page('Activity');
    await at().button('Changes of the policy');
    await window.page.getByText('Nothing fits these filters').waitFor();
    await at().button('Save filter');
    await dialog().getByLabel('Name').fill('What was decided');
    await dialog().getByRole('button', { name: 'Save' }).click();
    await window.page.getByRole('button', { name: 'What was decided', exact: true }).waitFor();
    await window.page.keyboard.press('Control+l');
    await at().typePassword(adaPassword);
    await at().waitForVault();
    await window.page.getByRole('button', { name: 'Administration' }).click();
    await page('Activity');
    await at().button('What was decided');
    await window.page.getByText('Nothing fits these filters').waitFor();
    await at().button('Clear filters');
    await at().button('Show more about: Signed in');
    expect(await serious(window)).toEqual([]);
  });

  it('says whom a change of the policy concerns before it is saved', async () => {
    await asBen('preferences.set', { autoLockMinutes: 60 });
    await page('Policy');
    const lock = window.page.getByRole('textbox', { name: 'Latest automatic lock' });
    await lock.fill('30');
    await at().button('Review and save');
    await dialog().getByText('One person has chosen more; from now on this limit holds for them.').waitFor();
    await dialog().getByText('Ben Bitdiddle').waitFor();
    expect(await serious(window)).toEqual([]);
    expect((await at().call('policy.get', undefined)).policy.autoLockMaxMinutes).toBe(240);
    await dialog().getByRole('button', { name: 'Save', exact: true }).click();
    await window.page.getByText('The policy is saved').first().waitFor();
    expect((await asBen('preferences.get', undefined)).autoLockMinutes).toBe(30);
  });

  it('fits a small window without sideways scrolling on every page', async () => {
    await window.page.setViewportSize({ width: 900, height: 600 });
    for (const name of ['Who is here', 'People', 'Sessions', 'Policy', 'Activity', 'Analytics', 'System']) {
      await page(name);
      await window.page.getByRole('heading', { name, level: 2 }).waitFor();
      expect(await scrollsSideways()).toBe(false);
    }
  });
});
