import { execFile } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { Bus, BusError } from '../../../src-main/hosts/dbus/bus.ts';
import { busSocket } from '../../../src-main/hosts/dbus/bus-address.ts';
import { keepBus } from '../../../src-main/hosts/dbus/kept-bus.ts';
import { ProtocolError } from '../../../src-main/hosts/dbus/signature.ts';
import { FakeClock } from '../../helpers/fake-clock.ts';
import { temporaryDirectory } from '../../helpers/temporary-directory.ts';
import { TestBus } from '../../helpers/test-bus.ts';

const run = promisify(execFile);
let testBus: TestBus;
beforeAll(async () => {
  testBus = await TestBus.start();
});
afterAll(() => testBus.stop());

async function connected(): Promise<Bus> {
  const bus = await Bus.connect(testBus.socket);
  onTestFinished(() => bus.close());
  return bus;
}

describe('where a bus listens', () => {
  it('is a socket of this machine, by path or abstract', () => {
    expect(busSocket('session', { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/run/a%20b,guid=12' }, 'linux')).toBe('/run/a b');
    expect(busSocket('session', { DBUS_SESSION_BUS_ADDRESS: 'tcp:host=x;unix:abstract=/tmp/x' }, 'linux')).toBe('\0/tmp/x');
    expect(busSocket('system', {}, 'linux')).toBe('/var/run/dbus/system_bus_socket');
  });

  it.each(['tcp:host=example.org,port=1', 'unixexec:path=/bin/sh', 'autolaunch:', 'launchd:env=X', '', 'unix:', 'unix:tmpdir=/tmp'])(
    'is nowhere for %s',
    (address) => expect(busSocket('session', { DBUS_SESSION_BUS_ADDRESS: address }, 'linux')).toBeNull(),
  );

  it('is nowhere on other systems, and without a session', () => {
    expect(busSocket('system', {}, 'darwin')).toBeNull();
    expect(busSocket('session', {}, 'linux')).toBeNull();
    expect(busSocket('session', { XDG_RUNTIME_DIR: temporaryDirectory() }, 'linux')).toBeNull();
  });
});

describe('a connection to a real bus', () => {
  it('has a name, and hears what the bus has to say', async () => {
    const bus = await connected();
    expect(bus.name).toMatch(/^:1\.\d+$/);
    const target = { destination: 'org.freedesktop.DBus', path: '/org/freedesktop/DBus', interface: 'org.freedesktop.DBus' };
    const [names] = await bus.call({ ...target, member: 'ListNames' });
    expect(names).toContain(bus.name);
  });

  it('is told apart what fails: nobody has that name, nobody knows that call', async () => {
    const bus = await connected();
    const call = { destination: 'org.example.Nobody', path: '/', interface: 'org.example', member: 'Nothing' };
    await expect(bus.call(call)).rejects.toEqual(new BusError('org.freedesktop.DBus.Error.NameHasNoOwner'));
    await expect(bus.call({ ...call, destination: bus.name })).rejects.toBeInstanceOf(BusError);
  });

  it('answers calls of another implementation, whatever they hold', async () => {
    const bus = await testBus.service('org.example.Ours', ['/thing'], ({ member, body, signature }) =>
      member === 'Echo' ? { signature, body } : null,
    );
    onTestFinished(() => bus.close());
    const send = (...args: string[]) =>
      run('gdbus', ['call', '--session', '--dest', 'org.example.Ours', '--object-path', '/thing', ...args], {
        env: { ...process.env, LC_ALL: 'C.UTF-8', ...testBus.env },
      });
    const { stdout } = await send('--method', 'org.example.Echo', 'Grüße');
    expect(stdout).toContain('Grüße');
    await expect(send('--method', 'org.example.Nothing')).rejects.toThrow('UnknownMethod');
  });

  it('hears the signals that it asked for, and no others', async () => {
    const [speaker, listener] = [await connected(), await connected()];
    const heard: unknown[] = [];
    const from = { path: '/p', interface: 'org.example.S' };
    await listener.onSignal({ ...from, member: 'Said' }, ([what]) => heard.push(what));
    await listener.onSignal({ ...from, member: 'Ended' }, () => heard.push('end'));
    speaker.signal({ ...from, member: 'Said' }, 's', ['yes']);
    speaker.signal({ ...from, member: 'Other' }, 's', ['no']);
    speaker.signal({ ...from, path: '/q', member: 'Said' }, 's', ['no']);
    speaker.signal({ ...from, member: 'Ended' });
    await expect.poll(() => heard).toEqual(['yes', 'end']);
  });

  it('a listener among several hears who owns a name, now and later', async () => {
    const bus = await connected();
    const owners: (string | null)[] = [];
    await bus.onOwner('org.example.Comes', (owner) => owners.push(owner));
    const service = await testBus.service('org.example.Comes', [], () => null);
    await expect.poll(() => owners).toEqual([null, service.name]);
    service.close();
    await expect.poll(() => owners).toEqual([null, service.name, null]);
  });
});

describe('a bus that is none', () => {
  it.each([
    ['refuses us', 'REJECTED EXTERNAL\r\n'],
    ['talks nonsense', 'x'.repeat(5000)],
    ['sends what is no message', `OK 00\r\n${'\0'.repeat(64)}`],
  ])('is given up where it %s', async (_what, answer) => {
    const path = join(temporaryDirectory(), 'bus');
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.write(answer);
    });
    await new Promise<void>((resolve) => {
      server.listen(path, resolve);
    });
    onTestFinished(() => void server.close());
    await expect(Bus.connect(path)).rejects.toBeInstanceOf(ProtocolError);
  });

  it('is given up where nobody listens', async () => {
    await expect(Bus.connect(join(temporaryDirectory(), 'bus'))).rejects.toThrow();
  });
});

describe('a connection that is kept', () => {
  it('comes back after the bus died, says both once, and does anew what was set up', async () => {
    const bus = await TestBus.start();
    onTestFinished(() => bus.stop());
    const clock = new FakeClock();
    const log: string[] = [];
    const kept = keepBus('session', { clock, log: (event) => log.push(event), env: bus.env });
    onTestFinished(() => kept.stop());
    let uses = 0;
    kept.use(async () => {
      uses += 1;
    });
    await expect.poll(() => uses).toBe(1);
    await bus.stop();
    await expect.poll(() => log).toEqual(['bus.missing']);
    expect(kept.now()).toBeNull();
    clock.advance(2000);
    await expect.poll(() => clock.pending).toBe(1);
    clock.advance(4000);
    await expect.poll(() => clock.pending).toBe(1);
    expect(log).toEqual(['bus.missing']);
    await bus.start();
    clock.advance(300_000);
    await expect.poll(() => uses).toBe(2);
    expect(log).toEqual(['bus.missing', 'bus.found']);
    kept.stop();
    await expect.poll(() => clock.pending).toBe(0);
  });

  it('a part that fails leaves the rest alone', async () => {
    const log: string[] = [];
    const kept = keepBus('session', { clock: new FakeClock(), log: (event) => log.push(event), env: testBus.env });
    onTestFinished(() => kept.stop());
    let used = false;
    kept.use(() => Promise.reject(new Error('no')));
    kept.use(async () => {
      used = true;
    });
    await expect.poll(() => [used, log]).toEqual([true, ['bus.partMissing']]);
  });

  it('costs nothing where there is no such bus', async () => {
    const clock = new FakeClock();
    const kept = keepBus('session', { clock, log: () => expect.unreachable(), env: {} });
    kept.use(() => expect.unreachable());
    expect([kept.now(), clock.pending]).toEqual([null, 0]);
    kept.stop();
  });
});
