import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestSender } from '../helpers/app-harness.ts';
import { temporaryDirectory } from '../helpers/temporary-directory.ts';
import { elsewhere } from './elsewhere.ts';
import { Keyboard } from './keyboard.ts';
import { adaPassword, benPassword, PersonAtWindow } from './people.ts';
import { openWindow, type TestWindow } from './window.ts';

/** Ada at the window without a mouse, Ben elsewhere; each test goes on where the one before it stopped. */
describe('by keyboard alone, an administrator', () => {
  const ben = new TestSender();
  let window: TestWindow;
  let ada: PersonAtWindow;
  let keys: Keyboard;

  const dialog = () => window.page.getByRole('dialog');
  const closed = (): Promise<void> => dialog().waitFor({ state: 'detached' });
  const told = (text: string): Promise<void> => window.page.getByRole('alert').filter({ hasText: text }).first().waitFor();
  const asBen = elsewhere(() => window, ben);
  const signInBen = () => asBen('session.signIn', { who: { username: 'ben' }, password: benPassword, acceptOlder: false });
  const personOf = async (username: string) => {
    const query = { search: username, status: null, role: null, sort: 'name', offset: 0, limit: 5 } as const;
    return (await ada.call('people.list', query)).people[0];
  };
  /** A page of the administration, by the palette. */
  const page = async (name: string): Promise<void> => {
    await keys.press('Control+k');
    await keys.waitsFor(/^combobox/);
    await keys.type(`administration ${name}`);
    await expect.poll(() => keys.active()).toContain(`Administration: ${name}`);
    await keys.press('Enter');
    await closed();
    await window.page.getByRole('heading', { name, level: 2 }).waitFor();
    await keys.somewhere();
  };

  beforeAll(async () => {
    window = await openWindow({ dataDirectory: temporaryDirectory() });
    ada = new PersonAtWindow(window.page);
    keys = new Keyboard(window);
    window.desktop.app.attach(ben);
    const person = { username: 'ada', displayName: 'Ada Lovelace', email: null, password: adaPassword };
    await asBen('setup.createAdministrator', person);
    await asBen('session.signOut', undefined);
    await asBen('accounts.create', { username: 'ben', displayName: 'Ben Bitdiddle', email: null, password: benPassword });
    await asBen('session.signOut', undefined);
    await window.desktop.shell.reset();
    await window.page.getByRole('button', { name: /Ada Lovelace/ }).waitFor();
  });
  afterAll(() => window.close());

  it('signs in and goes from page to page with the arrows', async () => {
    await keys.tabTo(/^button .*Ada Lovelace/);
    await keys.press('Enter');
    await keys.waitsFor(/^input Password/);
    await keys.type(adaPassword);
    await keys.press('Enter');
    await ada.waitForVault();
    await keys.somewhere();
    await keys.enter(/^button Administration$/, 'Shift+Tab');
    await window.page.getByRole('heading', { name: 'Who is here', level: 2 }).waitFor();
    await keys.tabTo(/^button Who is here/);
    for (const name of ['People', 'Sessions', 'Policy', 'Activity', 'Analytics', 'System']) {
      await keys.press('ArrowDown');
      await keys.waitsFor(new RegExp(`^button ${name}`));
      await keys.press('Enter');
      await window.page.getByRole('heading', { name, level: 2 }).waitFor();
      await keys.waitsFor(new RegExp(`^button ${name}`));
    }
  });

  it('locks somebody from the board, and ends that session', async () => {
    await page('Who is here');
    await window.page.getByText('Only you are here').waitFor();
    await signInBen();
    const board = window.page.getByRole('list', { name: 'Who is here', exact: true });
    const card = board.getByRole('listitem').filter({ hasText: 'Ben Bitdiddle' }).first();
    await card.getByText('Vault open', { exact: true }).first().waitFor();
    await keys.enter(/^button Lock Ben Bitdiddle/);
    await dialog().waitFor();
    await keys.press('Escape');
    await closed();
    await keys.waitsFor(/^button Lock Ben Bitdiddle/);
    await keys.press('Enter');
    await dialog().waitFor();
    await keys.enter(/^button Lock$/);
    await closed();
    await card.getByText('Locked', { exact: true }).first().waitFor();
    expect((await asBen('session.current', undefined)).status).toBe('locked');
    await keys.somewhere();
    await keys.enter(/^button End sessions of Ben Bitdiddle/);
    await dialog().waitFor();
    await keys.enter(/^button End sessions$/);
    await closed();
    await window.page.getByText('Only you are here').waitFor();
    expect((await asBen('session.current', undefined)).status).toBe('signedOut');
    await keys.somewhere();
  });

  it('creates a person, whose code is handed over', async () => {
    await page('People');
    await keys.enter(/^button New person/);
    await keys.waitsFor(/^input Name/);
    await keys.press('Escape');
    await closed();
    await keys.waitsFor(/^button New person/);
    await keys.press('Enter');
    await keys.waitsFor(/^input Name/);
    await keys.type('Carla Diaz');
    await keys.enter(/^button Make activation code/);
    await dialog().getByTestId('activation-code').waitFor();
    await keys.waitsFor(/^button I have handed it over/);
    await keys.press('Enter');
    await closed();
    await keys.waitsFor(/^button New person/);
    expect(await personOf('carla')).toMatchObject({ displayName: 'Carla Diaz', role: 'user', status: 'invited' });
  });

  it('makes somebody an administrator and a user again', async () => {
    await keys.enter(/^button Ben Bitdiddle$/);
    await keys.waitsFor(/^aside Ben Bitdiddle/);
    await keys.enter(/^button Make administrator/);
    await dialog().waitFor();
    await keys.enter(/^button Make administrator$/);
    await closed();
    await told('Ben Bitdiddle is an administrator');
    expect((await personOf('ben'))?.role).toBe('administrator');
    await keys.somewhere();
    await keys.enter(/^button Make user/);
    await dialog().waitFor();
    await keys.enter(/^button Make user/);
    await closed();
    await expect.poll(async () => (await personOf('ben'))?.role).toBe('user');
    await keys.somewhere();
    await keys.press('Escape');
    await window.page.getByRole('complementary', { name: 'Ben Bitdiddle' }).waitFor({ state: 'detached' });
    await keys.waitsFor(/^button Ben Bitdiddle$/);
  });

  it('changes the policy, after looking at what that means', async () => {
    await page('Policy');
    await keys.tabTo(/^input Latest automatic lock/);
    await keys.press('Control+a');
    await keys.type('30');
    await keys.enter(/^button Review and save/);
    await dialog().getByText('What happens').waitFor();
    await keys.press('Escape');
    await closed();
    await keys.waitsFor(/^button Review and save/);
    await keys.press('Enter');
    await dialog().getByText('What happens').waitFor();
    await keys.enter(/^button Save$/);
    await closed();
    await told('The policy is saved');
    expect((await ada.call('policy.get', undefined)).policy.autoLockMaxMinutes).toBe(30);
    await keys.waitsFor(/^input Latest automatic lock/);
  });

  it('saves a filter, uses it and removes it', async () => {
    await page('Activity');
    await keys.enter(/^button Changes of the policy/);
    await keys.enter(/^button Save filter/);
    await keys.waitsFor(/^input Name/);
    await keys.press('Escape');
    await closed();
    await keys.waitsFor(/^button Save filter/);
    await keys.press('Enter');
    await keys.waitsFor(/^input Name/);
    await keys.type('What was decided');
    await keys.press('Enter');
    await closed();
    await keys.waitsFor(/^button Save filter/);
    await keys.enter(/^button Clear filters/);
    await keys.somewhere();
    await keys.enter(/^button What was decided/, 'Shift+Tab');
    await window.page.getByRole('button', { name: 'What was decided', exact: true, pressed: true }).waitFor();
    await keys.enter(/^button Remove filter What was decided/);
    await expect.poll(() => ada.call('filters.list', undefined)).toEqual([]);
    await window.page.getByRole('button', { name: 'What was decided', exact: true }).waitFor({ state: 'detached' });
    await keys.somewhere();
  });

  it('checks what is stored, and locks', async () => {
    await page('System');
    await keys.enter(/^button Check now/);
    await window.page.getByText('Everything holds').waitFor();
    await keys.somewhere();
    await keys.press('Control+l');
    await keys.waitsFor(/^input Password/);
  });
});
