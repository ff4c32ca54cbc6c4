import type { Bus } from '../../src-main/hosts/dbus/bus.ts';
import type { TestBus } from './test-bus.ts';

export interface ShownNotice {
  readonly id: number;
  readonly title: string;
  readonly body: string;
  readonly actions: readonly string[];
}

const notifications = 'org.freedesktop.Notifications';
const path = '/org/freedesktop/Notifications';

/** A notification server that keeps what it was to show. */
export class FakeNotifications {
  readonly #bus: Bus;
  shown: ShownNotice[] = [];
  /** Everything that it was ever asked to show. */
  readonly all: ShownNotice[] = [];

  private constructor(bus: Bus) {
    this.#bus = bus;
  }

  static async start(testBus: TestBus, capabilities: readonly string[] = ['actions', 'body']): Promise<FakeNotifications> {
    const made: { server: FakeNotifications | null } = { server: null };
    const bus = await testBus.service(notifications, [path], ({ member, body }) => {
      const { server } = made;
      if (member === 'GetCapabilities') return { signature: 'as', body: [capabilities] };
      if (member === 'Notify') return { signature: 'u', body: [server?.show(body) ?? 0] };
      if (member !== 'CloseNotification' || server === null) return null;
      server.shown = server.shown.filter(({ id }) => id !== body[0]);
      return { signature: '', body: [] };
    });
    made.server = new FakeNotifications(bus);
    return made.server;
  }

  show([, , , title, body, actions]: readonly unknown[]): number {
    const notice = { id: this.all.length + 1, title: String(title), body: String(body), actions: actions as string[] };
    this.all.push(notice);
    this.shown.push(notice);
    return notice.id;
  }

  click(id: number): void {
    this.#bus.signal({ path, interface: notifications, member: 'ActionInvoked' }, 'us', [id, 'default']);
  }

  stop(): void {
    this.#bus.close();
  }
}

const watcher = 'org.kde.StatusNotifierWatcher';

/** What shows trays on a Linux desktop, reading them as one would. */
export class FakeTrays {
  readonly #bus: Bus;
  readonly registered: string[] = [];

  private constructor(bus: Bus) {
    this.#bus = bus;
  }

  static async start(testBus: TestBus): Promise<FakeTrays> {
    const made: { trays: FakeTrays | null } = { trays: null };
    const bus = await testBus.service(watcher, ['/StatusNotifierWatcher'], ({ member, body }) => {
      if (member !== 'RegisterStatusNotifierItem') return null;
      made.trays?.registered.push(String(body[0]));
      return { signature: '', body: [] };
    });
    made.trays = new FakeTrays(bus);
    return made.trays;
  }

  /** The lines of the menu: id, label (null: a separator) and whether it can be chosen. */
  async lines(): Promise<{ readonly id: number; readonly label: string | null; readonly enabled: boolean }[]> {
    const [, root] = await this.#call('GetLayout', 'iias', [0, -1, []]);
    const [, , children] = root as [number, unknown, { value: [number, Map<string, { value: unknown }>, unknown] }[]];
    return children.map(({ value: [id, properties] }) => ({
      id,
      label: properties.get('type')?.value === 'separator' ? null : String(properties.get('label')?.value),
      enabled: properties.get('enabled')?.value === true,
    }));
  }

  async labels(): Promise<(string | null)[]> {
    return (await this.lines()).map(({ label }) => label);
  }

  async click(label: string): Promise<void> {
    const line = (await this.lines()).find((one) => one.label === label);
    if (line === undefined) throw new Error(`there is no ${label}`);
    await this.clickId(line.id);
  }

  async clickId(id: number): Promise<void> {
    await this.#call('Event', 'isvu', [id, 'clicked', { signature: 's', value: '' }, 0]);
  }

  property(name: string): Promise<unknown> {
    return this.#bus.property({ destination: this.#item(), path: '/StatusNotifierItem', interface: 'org.kde.StatusNotifierItem' }, name);
  }

  async activate(): Promise<void> {
    const call = { destination: this.#item(), path: '/StatusNotifierItem', interface: 'org.kde.StatusNotifierItem', member: 'Activate' };
    await this.#bus.call(call, 'ii', [0, 0]);
  }

  stop(): void {
    this.#bus.close();
  }

  #call(member: string, signature: string, body: readonly unknown[]): Promise<readonly unknown[]> {
    return this.#bus.call({ destination: this.#item(), path: '/MenuBar', interface: 'com.canonical.dbusmenu', member }, signature, body);
  }

  #item(): string {
    const item = this.registered.at(-1);
    if (item === undefined) throw new Error('nothing has registered');
    return item;
  }
}
