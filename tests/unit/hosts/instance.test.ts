import { createServer } from 'node:net';
import { existsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { instanceAddress, listenForStarts, raiseRunning } from '../../../src-main/hosts/instance.ts';
import { temporaryDirectory } from '../../helpers/temporary-directory.ts';

async function running(address: string): Promise<{ raised: number; links: string[] }> {
  const seen: { raised: number; links: string[] } = { raised: 0, links: [] };
  const server = await listenForStarts(address, (link) => {
    if (link === null) seen.raised += 1;
    else seen.links.push(link);
  });
  onTestFinished(() => void server.close());
  return seen;
}

describe('where an instance listens', () => {
  it('is one address per data directory', () => {
    const env = { XDG_RUNTIME_DIR: '/run/user/1000' };
    const one = instanceAddress('/data/one', env, 'linux');
    expect(one).toMatch(/^\/run\/user\/1000\/strongroom\/instance-[0-9a-f]{16}\.sock$/);
    expect(instanceAddress('/data/one', env, 'linux')).toBe(one);
    expect(instanceAddress('/data/two', env, 'linux')).not.toBe(one);
  });

  it('lies in the data directory without a runtime directory, and is a named pipe on Windows', () => {
    expect(instanceAddress('/data/one', {}, 'linux')).toBe('/data/one/instance.sock');
    expect(instanceAddress('C:\\data', {}, 'win32')).toMatch(/^\\\\\.\\pipe\\strongroom-instance-[0-9a-f]{16}$/);
  });
});

describe('a second start', () => {
  it('raises the window of the first', async () => {
    const address = join(temporaryDirectory(), 'nested', 'instance.sock');
    const first = await running(address);
    expect(await raiseRunning(address)).toBe(true);
    expect(await raiseRunning(address)).toBe(true);
    expect(first.raised).toBe(2);
  });

  it('hands over the link that it was for, as it is', async () => {
    const address = join(temporaryDirectory(), 'instance.sock');
    const first = await running(address);
    const link = 'strongroom://item/a%20b"\n\u0000ä';
    expect(await raiseRunning(address, link)).toBe(true);
    expect(first).toEqual({ raised: 0, links: [link] });
  });

  it('hands over no more of a link than shows that it is too long', async () => {
    const address = join(temporaryDirectory(), 'instance.sock');
    const first = await running(address);
    await raiseRunning(address, `strongroom://item/${'x'.repeat(100_000)}`);
    expect(first.links.map(({ length }) => length)).toEqual([1001]);
  });

  it.each(['open \n', 'open "\n', 'open 1\n', 'open {}\n', `open "${'x'.repeat(20_000)}`])('makes nothing of %j', async (request) => {
    const address = join(temporaryDirectory(), 'instance.sock');
    const first = await running(address);
    const { connect } = await import('node:net');
    await new Promise<void>((resolve) => {
      const socket = connect(address, () => socket.write(request));
      socket.once('close', () => resolve());
      socket.resume();
    });
    expect(first).toEqual({ raised: 0, links: [] });
  });

  it('finds nobody where none runs', async () => {
    expect(await raiseRunning(join(temporaryDirectory(), 'instance.sock'))).toBe(false);
  });

  it('is not taken in by something else that listens there', async () => {
    const address = join(temporaryDirectory(), 'instance.sock');
    const other = createServer((socket) => socket.end('hello\n'));
    await new Promise<void>((resolve) => {
      other.listen(address, resolve);
    });
    onTestFinished(() => void other.close());
    expect(await raiseRunning(address)).toBe(false);
  });

  it('does not raise anything for somebody who says something else', async () => {
    const address = join(temporaryDirectory(), 'instance.sock');
    const first = await running(address);
    const { connect } = await import('node:net');
    await new Promise<void>((resolve) => {
      const socket = connect(address, () => socket.write('please\n'));
      socket.once('close', () => resolve());
      socket.resume();
    });
    expect(first.raised).toBe(0);
  });
});

describe('the socket', () => {
  it('is for this person alone and replaces what a crash left', async () => {
    const address = join(temporaryDirectory(), 'instance.sock');
    writeFileSync(address, '');
    await running(address);
    expect(statSync(address).mode & 0o777).toBe(0o600);
    expect(existsSync(address)).toBe(true);
    expect(await raiseRunning(address)).toBe(true);
  });

  it('refuses a path that is too long instead of cutting it', async () => {
    await expect(listenForStarts(join(temporaryDirectory(), 'x'.repeat(200)), () => undefined)).rejects.toThrow();
  });
});
