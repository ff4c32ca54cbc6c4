import { existsSync } from 'node:fs';

const systemBus = 'unix:path=/var/run/dbus/system_bus_socket';

export type BusName = 'system' | 'session';

/** Where this bus listens, as a path for a socket (an abstract one begins with a zero byte); null where there is none for us. */
export function busSocket(bus: BusName, env: NodeJS.ProcessEnv = process.env, platform: NodeJS.Platform = process.platform): string | null {
  if (platform !== 'linux') return null;
  if (bus === 'system') return socketOf(env['DBUS_SYSTEM_BUS_ADDRESS'] ?? systemBus);
  const told = env['DBUS_SESSION_BUS_ADDRESS'];
  if (told !== undefined) return socketOf(told);
  const own = env['XDG_RUNTIME_DIR'] === undefined ? null : `${env['XDG_RUNTIME_DIR']}/bus`;
  return own !== null && existsSync(own) ? own : null;
}

/** SECURITY: sockets of this machine alone; an address may also name a host, or a program that is to be started. */
function socketOf(addresses: string): string | null {
  for (const address of addresses.split(';')) {
    const [transport, parameters = ''] = address.split(/:(.*)/s);
    if (transport !== 'unix') continue;
    for (const parameter of parameters.split(',')) {
      const [key, value = ''] = parameter.split(/=(.*)/s);
      if (value === '') continue;
      if (key === 'path') return unescaped(value);
      if (key === 'abstract') return `\0${unescaped(value)}`;
    }
  }
  return null;
}

const unescaped = (value: string): string =>
  value.replaceAll(/%([0-9A-Fa-f]{2})/g, (_all, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)));
