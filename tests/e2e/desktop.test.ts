import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Buses, guard, keepBuses } from '../../src-main/hosts/guard.ts';
import { createLinuxDesktop } from '../../src-main/hosts/linux-desktop.ts';
import { systemClock } from '../../src-main/hosts/node-host.ts';
import { apiKeyDraft } from '../helpers/app-harness.ts';
import { FakeLogin } from '../helpers/fake-login.ts';
import { FakeNotifications, FakeTrays } from '../helpers/fake-desktop-services.ts';
import { temporaryDirectory } from '../helpers/temporary-directory.ts';
import { TestBus } from '../helpers/test-bus.ts';
import { adaPassword, PersonAtWindow } from './people.ts';
import { openWindow, type TestWindow } from './window.ts';

const secret = 'bg_live_canary_4f1c77';

/** Ada's vault is open in the window, on a desktop of its own: bus, logind, notifications and tray. In order. */
describe('the window on a Linux desktop', () => {
  let bus: TestBus;
  let buses: Buses;
  let login: FakeLogin;
  let notifications: FakeNotifications;
  let trays: FakeTrays;
  let window: TestWindow;
  let stop: () => void;
  let ids: string[];

  const ada = (): PersonAtWindow => new PersonAtWindow(window.page);
  const openLink = (url: string): boolean => window.desktop.app.openLink(url);
  const heading = (name: string): Promise<void> => window.page.getByRole('heading', { name, exact: true }).waitFor();
  const locked = (): Promise<void> => window.page.getByTestId('password').waitFor();
  const unlock = async (): Promise<void> => {
    await ada().typePassword(adaPassword);
    await ada().waitForVault();
  };

  beforeAll(async () => {
    bus = await TestBus.start();
    [login, notifications, trays] = [await FakeLogin.start(bus), await FakeNotifications.start(bus), await FakeTrays.start(bus)];
    const raise = (): void => void window.desktop.shell.raise();
    const actions = { raise, quit: () => undefined, openLink: (url: string) => void openLink(url) };
    window = await openWindow({
      dataDirectory: temporaryDirectory(),
      host: (host) => {
        buses = keepBuses({ clock: systemClock, log: host.log, env: bus.env });
        return { ...host, desktop: createLinuxDesktop(buses.session, actions, 'de') };
      },
    });
    stop = guard(window.desktop.app, systemClock, buses);
    await window.page.getByRole('heading').first().waitFor();
    const person = { username: 'ada', displayName: 'Ada Lovelace', email: null, password: adaPassword };
    const { personal, installation } = await ada().call('setup.createAdministrator', person);
    for (const [kind, made] of [
      ['personal', personal],
      ['installation', installation],
    ] as const)
      await ada().call('recovery.confirm', { kind, group: made.code.split('-')[made.askGroup - 1] ?? '' });
    await ada().call('preferences.set', { language: 'en', desktopNotifications: 'full' });
    const made = [];
    for (const name of ['Bitget trading bot', 'Market data feed']) made.push(await ada().call('items.create', apiKeyDraft(name, secret)));
    ids = made.map(({ id }) => id);
    await window.page.reload();
    await ada().waitForVault();
  });
  afterAll(async () => {
    stop();
    await window.close();
    buses.stop();
    for (const part of [login, notifications, trays]) part.stop();
    await bus.stop();
  });

  it('a link opens an item while its person is unlocked, whatever page shows', async () => {
    await ada().button('Activity');
    expect(openLink('strongroom://item/Market%20data%20feed')).toBe(true);
    await heading('Market data feed');
    expect(await window.page.locator('body').innerText()).not.toContain(secret);
  });

  it('a link to what is not there says so, and a hostile one does nothing', async () => {
    expect(openLink('strongroom://item/Bank')).toBe(true);
    await window.page.getByText('There is no “Bank” in this vault').waitFor();
    expect(openLink('strongroom://item/a%0Ab')).toBe(false);
    expect(window.log).toContainEqual({ event: 'link.refused', facts: { why: 'notPlain' } });
  });

  it('the tray names what was copied and never shows it; choosing it there copies nothing', async () => {
    await ada().call('items.copy', { id: ids[0]!, fieldId: 'key' });
    await expect.poll(() => trays.labels()).toContain('Bitget trading bot');
    expect(await trays.labels()).toContain('Ada Lovelace is unlocked');
    expect(JSON.stringify(await trays.lines())).not.toContain(secret);
    await window.desktop.shell.clipboard.call('(text) => navigator.clipboard.writeText(text)', ['something else']);
    await trays.click('Bitget trading bot');
    await heading('Bitget trading bot');
    expect(await window.clipboardText()).toBe('something else');
  });

  it('a notification says what the page has made of it, and goes when its person locks', async () => {
    await ada().call('desktop.notify', { title: 'A key grows old', body: 'Bitget trading bot ends in 7 days.' });
    await expect
      .poll(() => notifications.shown.map(({ title, body }) => [title, body]))
      .toEqual([['A key grows old', 'Bitget trading bot ends in 7 days.']]);
    await trays.click('Lock me');
    await locked();
    await expect.poll(() => notifications.shown).toEqual([]);
  });

  it('the tray knows nobody and nothing while the window is locked', async () => {
    await expect
      .poll(() => trays.labels())
      .toEqual([
        ...['Gesperrt', 'Strongroom öffnen', null, 'Mich sperren', 'Tastatur übergeben', 'Alle sperren', null, 'Strongroom beenden'],
      ]);
    await unlock();
    await expect.poll(() => trays.labels()).toContain('Ada Lovelace is unlocked');
    expect(await trays.labels()).not.toContain('Bitget trading bot');
  });

  it('the lock of the login locks, and a link that comes then waits for the password', async () => {
    login.lock();
    await locked();
    await window.page.locator('p', { hasText: 'Locked together with the screen.' }).waitFor();
    openLink(`strongroom://item/${ids[1]}`);
    await unlock();
    await heading('Market data feed');
  });

  it('the sleep of the machine locks', async () => {
    login.sleep(true);
    await locked();
    await window.page.locator('p', { hasText: 'Locked, because the machine went to sleep.' }).waitFor();
    await unlock();
  });

  it('a clock that is set back locks, and says why', async () => {
    await window.desktop.app.clockSetBack(3_600_000);
    await locked();
    await window.page.locator('p', { hasText: 'Locked, because the clock of the machine was set back.' }).waitFor();
    await unlock();
  });

  it('goes on without the bus, and locks by it again once it is back', async () => {
    await bus.stop();
    await expect.poll(() => window.log.filter(({ event }) => event === 'bus.missing')).toHaveLength(2);
    await ada().call('desktop.notify', { title: 'A', body: 'a' });
    openLink(`strongroom://item/${ids[0]}`);
    await heading('Bitget trading bot');
    await bus.start();
    login = await FakeLogin.start(bus);
    await expect.poll(() => login.asked, { timeout: 30_000 }).toBe(1);
    login.hint(true);
    await locked();
  });
});
