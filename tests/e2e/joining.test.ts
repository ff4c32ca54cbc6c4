import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultPolicy, type Policy } from '../../src-shared/policy.ts';
import { apiKeyDraft, TestSender } from '../helpers/app-harness.ts';
import { temporaryDirectory } from '../helpers/temporary-directory.ts';
import { serious } from './axe.ts';
import { elsewhere } from './elsewhere.ts';
import { adaPassword, PersonAtWindow } from './people.ts';
import { openWindow, type TestWindow } from './window.ts';

const cleoPassword = 'walnut ferry under nine moons';
const doraPassword = 'amber staircase beneath two rivers';
const doraNewPassword = 'quiet glacier with nine doors';
const secret = 'jn_live_canary_71aa';

/** How people come and go, in order; the administrator sits at a second window, which has no screen here. */
describe('joining, in the real window', () => {
  let window: TestWindow;
  let installationCode = '';
  let doraId = '';
  const admins = new TestSender();

  const at = (): PersonAtWindow => new PersonAtWindow(window.page);
  const heading = (name: string): Promise<void> => window.page.getByRole('heading', { name }).waitFor();
  const says = (text: string | RegExp): Promise<void> => window.page.getByText(text).first().waitFor();
  const admin = elsewhere(() => window, admins);
  const setPolicy = (changes: Partial<Policy>) => admin('policy.set', { ...defaultPolicy, ...changes });
  const idOf = async (search: string): Promise<string> =>
    (await admin('people.list', { search, status: null, role: null, sort: 'name', offset: 0, limit: 1 })).people[0]?.id ?? '';
  const choosePassword = async (label: RegExp, password: string): Promise<void> => {
    await window.page.getByLabel(label).first().fill(password);
    await window.page.getByLabel(/^Repeat the password/).fill(password);
  };
  /** Does what makes main replace the page, and waits for the new one: the old one may show the same for a moment. */
  const renewed = async (task: () => Promise<void>): Promise<void> => {
    const loaded = window.page.waitForEvent('load');
    await task();
    await loaded;
  };
  const signOut = (): Promise<void> =>
    renewed(async () => {
      await at().button(/Account menu/);
      await window.page.getByRole('menuitem', { name: 'Sign out' }).click();
    });

  beforeAll(async () => {
    window = await openWindow({ dataDirectory: temporaryDirectory(), size: { width: 900, height: 600 } });
    window.desktop.app.attach(admins);
    const ada = { username: 'ada', displayName: 'Ada Lovelace', email: null, password: adaPassword };
    const made = await admin('setup.createAdministrator', ada);
    installationCode = made.installation.code;
    for (const kind of ['personal', 'installation'] as const) {
      const { code, askGroup } = made[kind];
      await admin('recovery.confirm', { kind, group: code.split('-')[askGroup - 1] ?? '' });
    }
  });
  afterAll(() => window.close());

  it('asks, waits for an administrator, and comes in with the chosen password', async () => {
    await setPolicy({ joining: 'approval' });
    await window.page.reload();
    await at().button('Somebody else');
    expect(await serious(window)).toEqual([]);
    await at().button('Ask to join');
    await window.page.getByLabel('Your name').fill('Cleo Quarto');
    await choosePassword(/^Password/, cleoPassword);
    await at().button('Ask to join');
    await says(/sign in here as “cleo”/);
    await at().button('To the login screen');
    await heading('Who is here?');
    expect(await window.page.getByRole('button', { name: /Cleo/ }).count()).toBe(0);
    await admin('people.act', { act: 'approve', ids: [await idOf('cleo')] });
    await at().button(/Ada/);
    await at().button('Somebody else');
    await at().signInAs('Cleo', cleoPassword);
    await says('Your recovery code is not confirmed yet.');
    await at().call('items.create', apiKeyDraft('Cleo’s key', secret));
  });

  it('becomes an administrator and a user again while the window is open', async () => {
    const page = window.page.getByRole('button', { name: 'Administration', exact: true });
    await admin('people.act', { act: 'makeAdministrator', ids: [await idOf('cleo')] });
    await page.click();
    await admin('people.act', { act: 'makeUser', ids: [await idOf('cleo')] });
    await page.waitFor({ state: 'detached' });
    await at().waitForVault();
  });

  it('is shown out at once when the account is disabled, and nothing stays in the page', async () => {
    await window.page.getByRole('option', { name: /Cleo’s key/ }).click();
    await at().button('Show Key');
    await says(secret);
    const ids = [await idOf('cleo')];
    await renewed(() => admin('people.act', { act: 'disable', ids }).then(() => undefined));
    await heading('Who is here?');
    await says('An administrator has ended the session.');
    expect(await window.page.getByRole('button', { name: /Cleo/ }).count()).toBe(0);
    for (const trace of [secret, 'Cleo’s key']) expect(await window.heapContains(trace), trace).toBe(false);
  });

  it('chooses a password with the slip of an administrator, and has a vault of their own', async () => {
    const slip = await admin('people.create', { username: 'dora', displayName: 'Dora Maar', email: null, role: 'user' });
    doraId = slip.accountId;
    await at().button('I have an activation code');
    await window.page.getByLabel('Activation code').fill(`${slip.code.slice(0, -1)}${slip.code.endsWith('7') ? '8' : '7'}`);
    await window.page.keyboard.press('Enter');
    await says('There is a typing mistake in this code');
    await window.page.getByLabel('Activation code').fill('');
    await window.page.getByLabel('Activation code').pressSequentially(slip.code.toLowerCase().replaceAll('-', ''));
    expect(await window.page.getByLabel('Activation code').inputValue()).toBe(slip.code);
    await window.page.keyboard.press('Enter');
    await heading('Dora Maar');
    expect(await serious(window)).toEqual([]);
    await choosePassword(/^Password/, doraPassword);
    await at().button('Open my account');
    await at().confirmCode();
    await says('Your vault is empty');
    await at().call('items.create', apiKeyDraft('Dora’s key', 'jn_live_canary_72bb'));
  });

  it('has to choose a new password when an administrator asks for it, and keeps what is in the vault', async () => {
    await signOut();
    await heading('Who is here?');
    await admin('people.act', { act: 'requirePassword', ids: [doraId] });
    await at().button(/Dora/);
    await at().typePassword(doraPassword);
    await heading('Choose a new password');
    expect(await serious(window)).toEqual([]);
    await window.page.getByLabel(/^Current password/).fill(doraPassword);
    await choosePassword(/^New password/, doraNewPassword);
    await at().button('Change password');
    await window.page.getByRole('option', { name: /Dora’s key/ }).waitFor();
  });

  it('lets a guest generate and copy, and leaves nothing of it', async () => {
    await setPolicy({ guest: true, loginScreen: 'names', joining: 'administrators' });
    await signOut();
    await heading('Sign in');
    await at().button('Go on as guest');
    await heading('Guest');
    expect(await serious(window)).toEqual([]);
    await at().button('Copy');
    await says(/On the clipboard for/);
    const made = await window.clipboardText();
    expect(await window.page.locator('output').innerText()).toBe(made);
    await renewed(() => at().button('Leave'));
    await expect.poll(() => window.clipboardText()).toBe('');
    await heading('Sign in');
    expect(await window.heapContains(made)).toBe(false);
  });

  it('signs in by a typed name where the login screen shows nobody', async () => {
    await says('New accounts come from an administrator, with an activation code.');
    expect(await serious(window)).toEqual([]);
    await window.page.getByLabel('User name').fill('dora');
    await at().typePassword('wrong');
    await says('User name or password is incorrect');
    await at().typePassword(doraNewPassword);
    await at().waitForVault();
  });

  it('is shown out by the kill switch, which also closes the way in', async () => {
    await setPolicy({});
    await renewed(() => admin('killSwitch.turnOn', undefined).then(() => undefined));
    await says('An administrator has locked everyone and ended all sessions.');
    await says('New accounts are closed until the kill switch is lifted.');
  });

  it('becomes an administrator by the installation recovery code', async () => {
    await at().button('No administrator left?');
    expect(await serious(window)).toEqual([]);
    await window.page.getByLabel('Installation recovery code').fill(installationCode.toLowerCase());
    await window.page.getByLabel('User name').fill('dora');
    await at().button('Make administrator');
    await heading('Dora Maar is an administrator now');
    await at().button('To the login screen');
    await at().signInAs('Dora', doraNewPassword);
    await window.page.getByRole('button', { name: 'Administration', exact: true }).waitFor();
    await says('The installation recovery code is not confirmed yet.');
  });
});
