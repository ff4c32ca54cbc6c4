import type { Bus } from './bus.ts';
import type { KeptBus } from './kept-bus.ts';

const server = {
  destination: 'org.freedesktop.Notifications',
  path: '/org/freedesktop/Notifications',
  interface: 'org.freedesktop.Notifications',
} as const;
/** As many are remembered, to be taken back; a desktop shows fewer. */
const mostShown = 50;

export interface BusNotices {
  show(title: string, body: string, openLabel: string): void;
  withdraw(): void;
}

/** The notifications of a Linux desktop (Desktop Notifications Specification 1.2); none where no server is there. */
export function createBusNotices(kept: KeptBus, onOpen: () => void): BusNotices {
  const shown = new Set<number>();
  kept.use(async (bus) => {
    shown.clear();
    await bus.onSignal({ ...from, member: 'ActionInvoked' }, ([id]) => {
      if (shown.delete(Number(id))) onOpen();
    });
    await bus.onSignal({ ...from, member: 'NotificationClosed' }, ([id]) => void shown.delete(Number(id)));
  });

  let withdrawals = 0;
  const close = (bus: Bus, id: number): void => {
    shown.delete(id);
    void bus.call({ ...server, member: 'CloseNotification' }, 'u', [id]).catch(() => undefined);
  };

  async function show(bus: Bus, title: string, body: string, openLabel: string): Promise<void> {
    const before = withdrawals;
    const [capabilities] = await bus.call({ ...server, member: 'GetCapabilities', mayStart: true });
    // SECURITY: what a server would read as markup is text here, names of items above all.
    const text = (capabilities as readonly unknown[]).includes('body-markup') ? escaped(body) : body;
    const hints = [['desktop-entry', { signature: 's', value: 'strongroom' }]];
    const notice = ['Strongroom', 0, '', title, text, ['default', openLabel], hints, -1];
    const [id] = await bus.call({ ...server, member: 'Notify', mayStart: true }, 'susssasa{sv}i', notice);
    shown.add(Number(id));
    for (const oldest of [...shown].slice(0, -mostShown)) shown.delete(oldest);
    // SECURITY: taken back while the server was still answering; what it says belongs to somebody who has left.
    if (before !== withdrawals) close(bus, Number(id));
  }

  return {
    show(title, body, openLabel) {
      const bus = kept.now();
      // A desktop without notifications goes without; the bell in the window has them all.
      if (bus !== null) void show(bus, title, body, openLabel).catch(() => undefined);
    },
    withdraw() {
      withdrawals += 1;
      const bus = kept.now();
      if (bus !== null) for (const id of shown) close(bus, id);
    },
  };
}

const from = { sender: server.destination, path: server.path, interface: server.interface } as const;

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
