import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { type Buses, keepBuses } from '../../../src-main/hosts/guard.ts';
import { watchLocks } from '../../../src-main/hosts/dbus/lock-watch.ts';
import { FakeClock } from '../../helpers/fake-clock.ts';
import { FakeLogin } from '../../helpers/fake-login.ts';
import { TestBus } from '../../helpers/test-bus.ts';

let bus: TestBus;
let buses: Buses;
let events: string[];

beforeEach(async () => {
  bus = await TestBus.start();
});
afterEach(async () => {
  buses.stop();
  await bus.stop();
});

function watch(): void {
  buses = keepBuses({ clock: new FakeClock(), log: () => undefined, env: bus.env });
  events = [];
  watchLocks(buses, (event) => void events.push(event));
}

async function watchedLogin(lockedHint = false): Promise<FakeLogin> {
  const login = await FakeLogin.start(bus, lockedHint);
  onTestFinished(() => login.stop());
  watch();
  await expect.poll(() => login.asked).toBe(1);
  return login;
}

describe('the machine and its login', () => {
  it('lock when logind locks our session, not when it locks another', async () => {
    const login = await watchedLogin();
    login.lockAnother();
    login.lock();
    login.sleep(true);
    await expect.poll(() => events).toEqual(['screenLock', 'suspend']);
  });

  it('lock when the session is marked as locked, and are not told of its being opened', async () => {
    const login = await watchedLogin();
    login.hint(false);
    login.hint(true);
    await expect.poll(() => events).toEqual(['screenLock']);
  });

  it('lock before the machine sleeps, and not once more when it wakes', async () => {
    const login = await watchedLogin();
    login.sleep(false);
    login.sleep(true);
    await expect.poll(() => events).toEqual(['suspend']);
  });

  it('lock at once where the session had been locked while nobody listened', async () => {
    await watchedLogin(true);
    await expect.poll(() => events).toEqual(['screenLock']);
  });

  it('are heard from a logind that comes later', async () => {
    watch();
    await expect.poll(() => buses.system.now()).not.toBeNull();
    const login = await FakeLogin.start(bus);
    onTestFinished(() => login.stop());
    await expect.poll(() => login.asked).toBe(1);
    login.lock();
    await expect.poll(() => events).toEqual(['screenLock']);
  });
});

describe("the desktop's screen saver", () => {
  it.each(['org.freedesktop.ScreenSaver', 'org.gnome.ScreenSaver', 'org.cinnamon.ScreenSaver', 'org.mate.ScreenSaver'])(
    'locks when %s begins',
    async (name) => {
      const saver = await bus.service(name, [], () => null);
      onTestFinished(() => saver.close());
      watch();
      const say = (active: boolean): void =>
        saver.signal({ path: '/ScreenSaver', interface: name, member: 'ActiveChanged' }, 'b', [active]);
      // Nothing says when the watch has begun: it is told until it has heard.
      await expect
        .poll(() => {
          say(false);
          say(true);
          return events[0];
        })
        .toBe('screenLock');
    },
  );
});
