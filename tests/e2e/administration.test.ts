import bcrypt from 'bcryptjs';
import BetterSqlite3 from 'better-sqlite3';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChannelName, Input, Output } from '../../src-shared/contract/index.ts';
import { TestSender } from '../helpers/app-harness.ts';
import { openStored } from '../helpers/stored.ts';
import { temporaryDirectory } from '../helpers/temporary-directory.ts';
import { adaPassword, benPassword, PersonAtWindow } from './people.ts';
import { openWindow, type TestWindow } from './window.ts';

const ginaPassword = 'walnut ferry under nine moons';

const person = (username: string, displayName: string, password: string) => ({ username, displayName, email: null, password });

/** The user table of another system, with the hashes that it made. */
function otherSystem(file: string, hash: string): void {
  const other = new BetterSqlite3(file);
  other.exec('CREATE TABLE users (id INTEGER PRIMARY KEY, username TEXT, email TEXT, password_hash TEXT, is_active INTEGER)');
  other.prepare('INSERT INTO users VALUES (1, ?, ?, ?, 1)').run('gina', 'gina@example.org', hash);
  other.close();
}

/** What an administrator does in the real window, in order: each test goes on where the one before it stopped. */
describe('an administrator in the real window', () => {
  const dataDirectory = temporaryDirectory();
  let window: TestWindow;
  let installationCode = '';
  let hash = '';

  const at = (): PersonAtWindow => new PersonAtWindow(window.page);
  const dialog = () => window.page.getByRole('dialog');
  const page = async (name: string): Promise<void> => {
    await window.page.getByRole('button', { name: 'Administration' }).click();
    await window.page.getByRole('navigation', { name: 'Administration' }).getByRole('button', { name }).click();
  };
  const openPerson = (name: string): Promise<void> => window.page.getByRole('button', { name, exact: true }).click();
  const panel = (name: string) => window.page.getByRole('complementary', { name });
  const act = async (name: string, what: string): Promise<void> => {
    await openPerson(name);
    await panel(name).getByRole('button', { name: what, exact: true }).click();
  };
  const signOut = async (): Promise<void> => {
    await window.page.getByRole('banner').getByRole('button').last().click();
    await window.page.getByRole('menuitem', { name: 'Sign out' }).click();
    await window.page.getByRole('heading', { name: 'Who is here?' }).waitFor();
  };
  const chooseNewPassword = async (present: string, chosen: string): Promise<void> => {
    await window.page.getByRole('heading', { name: 'Choose a new password' }).waitFor();
    await window.page.getByLabel(/^Current password/).fill(present);
    await window.page.getByLabel(/^New password/).fill(chosen);
    await window.page.getByLabel(/^Repeat the password/).fill(chosen);
    await at().button('Change password');
  };
  const signIn = (name: string, password: string): Promise<void> => at().signInAs(name, password);
  const fresh = async (): Promise<void> => {
    await window.desktop.shell.reset();
    await at().waitForVault();
  };
  const idOf = async (username: string): Promise<string> => {
    const query = { search: username, status: null, role: null, sort: 'name', offset: 0, limit: 5 } as const;
    return (await at().call('people.list', query)).people[0]?.id ?? '';
  };

  beforeAll(async () => {
    hash = await bcrypt.hash('the password from over there', 6);
    window = await openWindow({ dataDirectory });
    const { app } = window.desktop;
    const sender = new TestSender();
    app.attach(sender);
    const call = async <C extends ChannelName>(channel: C, input: Input<C>): Promise<Output<C>> => {
      const result = await app.call(sender, channel, input);
      if (!result.ok) throw new Error(`${channel}: ${result.error.code}`);
      return result.value as Output<C>;
    };
    const made = await call('setup.createAdministrator', person('ada', 'Ada Lovelace', adaPassword));
    for (const [kind, code] of [['personal', made.personal] as const, ['installation', made.installation] as const])
      await call('recovery.confirm', { kind, group: code.code.split('-')[code.askGroup - 1] ?? '' });
    installationCode = made.installation.code;
    await call('session.signOut', undefined);
    await call('accounts.create', person('ben', 'Ben Bitdiddle', benPassword));
    await call('session.signOut', undefined);
    await app.detach(sender);
    await window.desktop.shell.reset();
    await signIn('Ada Lovelace', adaPassword);
  });
  afterAll(() => window.close());

  it('brings people along from another system, who sign in with their old password', async () => {
    const file = join(temporaryDirectory(), 'users.db');
    otherSystem(file, hash);
    await page('People');
    await at().button('Import');
    await dialog().locator('input[type=file]').setInputFiles(file);
    await dialog().getByText('Signs in with the old password').first().waitFor();
    await dialog().getByRole('button', { name: 'Import one person' }).click();
    await dialog().getByText('1 person was imported.').waitFor();
    await dialog().getByRole('button', { name: 'Done' }).click();
    await dialog().waitFor({ state: 'hidden' });
    await signOut();
    await window.page.getByRole('button', { name: /gina/ }).click();
    await at().typePassword('the password from over there');
    await chooseNewPassword('the password from over there', ginaPassword);
    await at().waitForVault();
    await signOut();
    expect(openStored(dataDirectory).bytesContain(hash)).toBe(false);
    expect(openStored(dataDirectory).all('SELECT id FROM accounts WHERE imported_hash IS NOT NULL')).toEqual([]);
  });

  it('deletes an account together with a second administrator', async () => {
    await signIn('Ada Lovelace', adaPassword);
    await page('People');
    await act('gina', 'Make administrator');
    await dialog().getByRole('button', { name: 'Make administrator' }).click();
    await window.page.getByText('gina is an administrator').first().waitFor();
    await page('Policy');
    await window.page.getByRole('switch', { name: 'Deleting and resetting take two administrators' }).click({ force: true });
    await at().button('Review and save');
    await dialog().getByRole('button', { name: 'Save', exact: true }).click();
    await window.page.getByText('The policy is saved').first().waitFor();
    await page('People');
    await act('Ben Bitdiddle', 'Delete');
    await dialog()
      .getByText(/a second administrator has to confirm it/)
      .waitFor();
    await dialog().getByRole('button', { name: 'Delete' }).click();
    await dialog().getByText('Waiting for a second administrator').waitFor();
    await window.page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'hidden' });
    expect(await at().call('requests.list', undefined)).toMatchObject([{ act: 'delete', mine: true }]);
    await signOut();
    await signIn('gina', ginaPassword);
    await page('Requests');
    await window.page.getByRole('cell', { name: 'Delete Ben Bitdiddle' }).waitFor();
    await at().button(/^Confirm/);
    await dialog()
      .getByRole('button', { name: /^Confirm|^Delete/ })
      .click();
    await window.page.getByText('No requests').waitFor();
    const { people } = await at().call('people.list', { search: 'ben', status: 'deleted', role: null, sort: 'name', offset: 0, limit: 5 });
    expect(people).toMatchObject([{ username: 'ben', status: 'deleted' }]);
  });

  it('restores the account within its grace period', async () => {
    await page('People');
    await act('Ben Bitdiddle', 'Restore');
    await window.page.getByText('Ben Bitdiddle is back').first().waitFor();
    await signOut();
    await signIn('Ben Bitdiddle', benPassword);
    await signOut();
  });

  it('turns the kill switch on, and lifts it', async () => {
    await signIn('Ada Lovelace', adaPassword);
    await page('System');
    await at().button('Turn on kill switch');
    await dialog().getByRole('textbox').fill('LOCK EVERYONE');
    await dialog().getByRole('button', { name: 'Turn on kill switch' }).click();
    await window.page.getByRole('heading', { name: 'Who is here?' }).waitFor();
    await window.page.getByText('New accounts are closed until the kill switch is lifted.').waitFor();
    expect(openStored(dataDirectory).all('SELECT id FROM sessions WHERE revoked_at IS NULL')).toEqual([]);
    await signIn('Ada Lovelace', adaPassword);
    await page('System');
    await at().button('Lift kill switch');
    await dialog().getByRole('button', { name: 'Lift kill switch' }).click();
    await window.page.getByText('The kill switch is lifted').first().waitFor();
    await signOut();
    await window.page.getByRole('button', { name: 'Create account' }).waitFor();
  });

  it('mends a row that SQL has changed into a disabled user', async () => {
    await signIn('Ada Lovelace', adaPassword);
    const ben = await idOf('ben');
    await window.close();
    openStored(dataDirectory).run(`UPDATE accounts SET role = 'administrator' WHERE id = '${ben}'`);
    await window.open();
    await at().typePassword(adaPassword);
    await at().waitForVault();
    await page('People');
    await openPerson('Ben Bitdiddle');
    await panel('Ben Bitdiddle')
      .getByText(/were changed by something other than Strongroom/)
      .waitFor();
    await panel('Ben Bitdiddle').getByRole('button', { name: 'Mend', exact: true }).click();
    await dialog().getByRole('button', { name: 'Mend' }).click();
    await window.page.getByText('Ben Bitdiddle is mended').first().waitFor();
    await expect.poll(async () => panel('Ben Bitdiddle').innerText()).toContain('Disabled');
    await panel('Ben Bitdiddle').getByRole('button', { name: 'Enable', exact: true }).click();
    await window.page.getByText('Ben Bitdiddle may sign in again').first().waitFor();
    await fresh();
  });

  it('is found again by the installation code when the last one is lost', async () => {
    await signOut();
    await window.page.getByText('No administrator left?').click();
    await window.page.getByLabel('Installation recovery code').fill(installationCode);
    await window.page.getByLabel('User name').fill('ben');
    await at().button('Make administrator');
    await window.page.getByText('Ben Bitdiddle is an administrator now').waitFor();
    await at().button('To the login screen');
    // His row had been changed, so that others may know the password.
    await window.page.getByRole('button', { name: /Ben Bitdiddle/ }).click();
    await at().typePassword(benPassword);
    await chooseNewPassword(benPassword, 'silver orchard beneath nine lamps');
    await at().waitForVault();
    await page('People');
    await window.page.getByRole('button', { name: 'Ada Lovelace', exact: true }).waitFor();
  });
});
