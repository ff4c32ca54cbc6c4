import type { Bus } from './bus.ts';
import type { KeptBus } from './kept-bus.ts';
import type { Variant } from './signature.ts';

export type LockEvent = 'suspend' | 'screenLock';

const login = 'org.freedesktop.login1';
const manager = { destination: login, path: '/org/freedesktop/login1', interface: `${login}.Manager` } as const;
const properties = 'org.freedesktop.DBus.Properties';
/** Who says on a session's bus that the screen was locked: the name is that of the interface too. */
const savers = ['org.freedesktop.ScreenSaver', 'org.gnome.ScreenSaver', 'org.cinnamon.ScreenSaver', 'org.mate.ScreenSaver'];

/**
 * Tells of the machine going to sleep and of the login's screen being locked, by logind and by the desktop's screen saver.
 * SECURITY: whoever can talk to the bus may say so too; all that comes of it is a lock.
 */
export function watchLocks(buses: { readonly system: KeptBus; readonly session: KeptBus }, onEvent: (event: LockEvent) => void): void {
  buses.system.use((bus) => watchLogin(bus, onEvent));
  buses.session.use(async (bus) => {
    for (const saver of savers)
      await bus.onSignal({ sender: saver, interface: saver, member: 'ActiveChanged' }, ([active]) => {
        if (active === true) onEvent('screenLock');
      });
  });
}

async function watchLogin(bus: Bus, onEvent: (event: LockEvent) => void): Promise<void> {
  await bus.onSignal({ sender: login, path: manager.path, interface: manager.interface, member: 'PrepareForSleep' }, ([begins]) => {
    if (begins === true) onEvent('suspend');
  });
  const watched = new Set<string>();
  await bus.onOwner(login, (owner) => {
    if (owner !== null) void watchSession(bus, watched, onEvent).catch(() => undefined);
  });
}

async function watchSession(bus: Bus, watched: Set<string>, onEvent: (event: LockEvent) => void): Promise<void> {
  const path = await ownSession(bus);
  if (path === null || watched.has(path)) return;
  watched.add(path);
  const session = `${login}.Session`;
  await bus.onSignal({ sender: login, path, interface: session, member: 'Lock' }, () => onEvent('screenLock'));
  await bus.onSignal({ sender: login, path, interface: properties, member: 'PropertiesChanged', arg0: session }, ([, changed]) => {
    const hint: unknown = changed instanceof Map ? changed.get('LockedHint') : undefined;
    if (isLocked((hint as Variant | undefined)?.value)) onEvent('screenLock');
  });
  // It may have been locked while nobody listened.
  if (isLocked(await bus.property({ destination: login, path, interface: session }, 'LockedHint').catch(() => false)))
    onEvent('screenLock');
}

const isLocked = (hint: unknown): boolean => hint === true;

/** The login session that this process is part of, or the one that shows its person's desktop; null where logind knows neither. */
async function ownSession(bus: Bus): Promise<string | null> {
  const id = process.env['XDG_SESSION_ID'];
  const ways = [
    async () => (id === undefined ? undefined : (await bus.call({ ...manager, member: 'GetSession' }, 's', [id]))[0]),
    async () => (await bus.call({ ...manager, member: 'GetSessionByPID' }, 'u', [process.pid]))[0],
    async () => {
      const [user] = await bus.call({ ...manager, member: 'GetUser' }, 'u', [process.getuid?.() ?? 0]);
      const display = await bus.property({ destination: login, path: String(user), interface: `${login}.User` }, 'Display');
      return (display as readonly unknown[])[1];
    },
  ];
  for (const way of ways) {
    const path = await way().catch(() => undefined);
    if (typeof path === 'string' && path !== '/') return path;
  }
  return null;
}
