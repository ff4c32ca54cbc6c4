import type { Bus } from '../../src-main/hosts/dbus/bus.ts';
import type { TestBus } from './test-bus.ts';

const login = 'org.freedesktop.login1';
const manager = '/org/freedesktop/login1';
const session = '/org/freedesktop/login1/session/_31';

/** A logind that knows one session, ours. */
export class FakeLogin {
  readonly #bus: Bus;
  lockedHint = false;
  /** How often somebody asked whether the session is locked: whoever has asked listens. */
  asked = 0;

  private constructor(bus: Bus) {
    this.#bus = bus;
  }

  static async start(testBus: TestBus, lockedHint = false): Promise<FakeLogin> {
    const made: { login: FakeLogin | null } = { login: null };
    const bus = await testBus.service(login, [manager, session], ({ path, member }) => {
      if (path === manager && (member === 'GetSession' || member === 'GetSessionByPID')) return { signature: 'o', body: [session] };
      if (path !== session || member !== 'Get' || made.login === null) return null;
      made.login.asked += 1;
      return { signature: 'v', body: [{ signature: 'b', value: made.login.lockedHint }] };
    });
    made.login = new FakeLogin(bus);
    made.login.lockedHint = lockedHint;
    return made.login;
  }

  lock(): void {
    this.#bus.signal({ path: session, interface: `${login}.Session`, member: 'Lock' });
  }

  lockAnother(): void {
    this.#bus.signal({ path: `${manager}/session/_32`, interface: `${login}.Session`, member: 'Lock' });
  }

  hint(locked: boolean): void {
    const changed = [['LockedHint', { signature: 'b', value: locked }]];
    const from = { path: session, interface: 'org.freedesktop.DBus.Properties', member: 'PropertiesChanged' };
    this.#bus.signal(from, 'sa{sv}as', [`${login}.Session`, changed, []]);
  }

  sleep(begins: boolean): void {
    this.#bus.signal({ path: manager, interface: `${login}.Manager`, member: 'PrepareForSleep' }, 'b', [begins]);
  }

  stop(): void {
    this.#bus.close();
  }
}
