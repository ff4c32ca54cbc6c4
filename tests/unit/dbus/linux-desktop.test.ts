import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TrayChoice } from '../../../src-main/desktop/tray-model.ts';
import type { DesktopSurface } from '../../../src-main/host.ts';
import { keepBus, type KeptBus } from '../../../src-main/hosts/dbus/kept-bus.ts';
import { createLinuxDesktop } from '../../../src-main/hosts/linux-desktop.ts';
import { FakeNotifications, FakeTrays } from '../../helpers/fake-desktop-services.ts';
import { FakeClock } from '../../helpers/fake-clock.ts';
import { TestBus } from '../../helpers/test-bus.ts';

let bus: TestBus;
let kept: KeptBus;
let done: string[];

beforeEach(async () => {
  bus = await TestBus.start();
  done = [];
});
afterEach(async () => {
  kept.stop();
  await bus.stop();
});

async function desktop(): Promise<DesktopSurface> {
  kept = keepBus('session', { clock: new FakeClock(), log: () => undefined, env: bus.env });
  const actions = {
    raise: () => void done.push('raise'),
    quit: () => void done.push('quit'),
    openLink: (url: string) => void done.push(url),
  };
  const made = createLinuxDesktop(kept, actions, 'de');
  await expect.poll(() => kept.now()).not.toBeNull();
  return made;
}

describe('notifications of a Linux desktop', () => {
  it('show what they say, and raise the window when they are clicked', async () => {
    const server = await FakeNotifications.start(bus);
    const surface = await desktop();
    await expect
      .poll(() => {
        if (server.all.length === 0) surface.notify('Ein Schlüssel wird alt', 'OpenAI & <Co>');
        return server.all.length > 0;
      })
      .toBe(true);
    expect(server.all[0]).toEqual({ id: 1, title: 'Ein Schlüssel wird alt', body: 'OpenAI & <Co>', actions: ['default', 'Öffnen'] });
    await expect
      .poll(() => {
        server.click(1);
        return done;
      })
      .toEqual(['raise']);
    server.click(99);
    server.stop();
  });

  it('say what a server takes for markup as text', async () => {
    const server = await FakeNotifications.start(bus, ['body-markup']);
    (await desktop()).notify('A', '<b>a & b</b>');
    await expect.poll(() => server.all[0]?.body).toBe('&lt;b&gt;a &amp; b&lt;/b&gt;');
    server.stop();
  });

  it('speak of something new in the language that is asked for, the system’s otherwise', async () => {
    const server = await FakeNotifications.start(bus);
    const surface = await desktop();
    surface.notifyDiscreetly(null);
    surface.notifyDiscreetly('en');
    await expect
      .poll(() => server.all.map(({ title, body }) => `${title}: ${body}`))
      .toEqual(['Strongroom: Es gibt etwas Neues', 'Strongroom: Something new']);
    server.stop();
  });

  it('are taken back, those too that a slow server has not shown yet', async () => {
    const server = await FakeNotifications.start(bus);
    const surface = await desktop();
    surface.notify('A', 'a');
    await expect.poll(() => server.shown).toHaveLength(1);
    surface.notify('B', 'b');
    surface.withdrawNotices();
    await expect.poll(() => [server.all.length, server.shown.length]).toEqual([2, 0]);
    server.stop();
  });

  it('are left out where nobody shows any', async () => {
    const surface = await desktop();
    surface.notify('A', 'a');
    surface.withdrawNotices();
    expect(surface.saveDialog).toBeNull();
    surface.setCaptureProtection(true);
  });
});

describe('the tray of a Linux desktop', () => {
  const model = { language: 'en', person: 'Ada', anyOpen: true, recent: [{ id: 'i-1', fieldId: 'key', name: 'Open_AI' }] } as const;

  it('shows who is here and what was copied, by name, and does what is chosen', async () => {
    const trays = await FakeTrays.start(bus);
    const surface = await desktop();
    const chosen: TrayChoice[] = [];
    surface.showTray(model, (choice) => chosen.push(choice));
    await expect.poll(() => trays.registered).toHaveLength(1);
    expect(await trays.labels()).toEqual([
      ...['Ada is unlocked', 'Open Strongroom', null, 'Copied recently', 'Open__AI', null],
      ...['Lock me', 'Hand over the keyboard', 'Lock everyone', null, 'Quit Strongroom'],
    ]);
    expect(await trays.property('Title')).toBe('Strongroom – Ada is unlocked');
    expect(await trays.property('IconPixmap')).toHaveLength(2);
    for (const label of ['Ada is unlocked', 'Lock me', 'Hand over the keyboard', 'Lock everyone', 'Open Strongroom', 'Quit Strongroom'])
      await trays.click(label);
    expect(chosen).toEqual([{ type: 'lock' }, { type: 'handOver' }, { type: 'lockEveryone' }]);
    expect(done).toEqual(['raise', 'raise', 'quit']);
    trays.stop();
  });

  it('copies nothing for whoever can talk to the bus: the item is shown in the window', async () => {
    const trays = await FakeTrays.start(bus);
    const surface = await desktop();
    const chosen: TrayChoice[] = [];
    surface.showTray(model, (choice) => chosen.push(choice));
    await expect.poll(() => trays.registered).toHaveLength(1);
    await trays.click('Open__AI');
    expect([chosen, done]).toEqual([[], ['strongroom://item/i-1']]);
    trays.stop();
  });

  it('offers nothing of anybody while nobody is here, and a click on a menu that has gone does nothing', async () => {
    const trays = await FakeTrays.start(bus);
    const surface = await desktop();
    const chosen: TrayChoice[] = [];
    surface.showTray(model, (choice) => chosen.push(choice));
    await expect.poll(() => trays.registered).toHaveLength(1);
    const before = await trays.lines();
    surface.showTray({ language: null, person: null, anyOpen: false, recent: [] }, (choice) => chosen.push(choice));
    expect(await trays.lines()).toMatchObject([
      ...[{ label: 'Gesperrt', enabled: false }, { label: 'Strongroom öffnen', enabled: true }, { label: null }],
      ...[
        { label: 'Mich sperren', enabled: false },
        { label: 'Tastatur übergeben', enabled: false },
        { label: 'Alle sperren', enabled: false },
      ],
      ...[{ label: null }, { label: 'Strongroom beenden', enabled: true }],
    ]);
    for (const { id } of before) await trays.clickId(id);
    await trays.click('Mich sperren');
    expect([chosen, done]).toEqual([[], []]);
    await trays.activate();
    expect(done).toEqual(['raise']);
    trays.stop();
  });

  it('comes back where what shows it was started anew', async () => {
    const first = await FakeTrays.start(bus);
    await desktop();
    await expect.poll(() => first.registered).toHaveLength(1);
    first.stop();
    const second = await FakeTrays.start(bus);
    await expect.poll(() => second.registered).toEqual(first.registered);
    second.stop();
  });
});
