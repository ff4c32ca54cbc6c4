import fc from 'fast-check';
import { chmodSync, mkdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { agentPlaces } from '../../../src-main/agent/places.ts';
import { checkPrivateDirectory, preparePrivateDirectory } from '../../../src-main/agent/private-directory.ts';
import { agentHost } from '../../../src-main/hosts/agent-host.ts';
import { temporaryDirectory } from '../../helpers/temporary-directory.ts';

const runtime = { XDG_RUNTIME_DIR: '/run/user/1000' };

describe('where the agent listens', () => {
  it("is the runtime directory for the person's own data, the token beside the socket", () => {
    expect(agentPlaces(runtime, 'linux', '/home/ada/.local/share/strongroom', 1000)).toEqual({
      socket: '/run/user/1000/strongroom/agent.sock',
      tokenFile: '/run/user/1000/strongroom/agent.token',
    });
  });

  it('is inside another data directory, and inside the own one where there is no runtime directory', () => {
    const inside = { socket: '/data/run/agent.sock', tokenFile: '/data/run/agent.token' };
    expect(agentPlaces({ ...runtime, STRONGROOM_HOME: '/data' }, 'linux', '/data', 1000)).toEqual(inside);
    expect(agentPlaces({}, 'linux', '/data', 1000)).toEqual(inside);
    expect(agentPlaces({ XDG_RUNTIME_DIR: 'relative' }, 'linux', '/data', 1000)).toEqual(inside);
    expect(agentPlaces({ XDG_RUNTIME_DIR: '' }, 'darwin', '/data/', 501)).toEqual(inside);
  });

  it('is a short name for a data directory whose path is too long for a socket', () => {
    const long = `/data/${'x'.repeat(100)}`;
    const { socket, tokenFile } = agentPlaces({ ...runtime, STRONGROOM_HOME: long }, 'linux', long, 1000);
    expect(socket).toMatch(/^\/run\/user\/1000\/strongroom\/agent-[0-9a-f]{16}\.sock$/);
    expect(tokenFile).toBe(socket.replace('.sock', '.token'));
    const [one, other] = [long, `${long}y`].map((path) => agentPlaces({ STRONGROOM_HOME: path }, 'linux', path, 1000).socket);
    expect(one).toMatch(/^\/tmp\/strongroom-1000\/agent-[0-9a-f]{16}\.sock$/);
    expect(other).not.toBe(one);
  });

  it('is a pipe on Windows, the token in the data directory', () => {
    const { socket, tokenFile } = agentPlaces({}, 'win32', 'C:\\Users\\ada\\AppData\\Local\\Strongroom', null);
    expect(socket).toMatch(/^\\\\\.\\pipe\\strongroom-agent-[0-9a-f]{16}$/);
    expect(tokenFile).toBe('C:\\Users\\ada\\AppData\\Local\\Strongroom\\run\\agent.token');
  });

  it('always fits into a socket address and lies beside its token, whatever the environment says', () => {
    const path = fc
      .array(fc.string({ minLength: 1, maxLength: 60, unit: 'grapheme' }), { maxLength: 6 })
      .map((parts) => `/${parts.join('/')}`);
    fc.assert(
      fc.property(path, fc.option(path, { nil: undefined }), fc.boolean(), (data, xdg, other) => {
        const env = { XDG_RUNTIME_DIR: xdg, ...(other ? { STRONGROOM_HOME: data } : {}) };
        const { socket, tokenFile } = agentPlaces(env, 'linux', data, 1000);
        expect(Buffer.byteLength(socket)).toBeLessThanOrEqual(100);
        expect(dirname(tokenFile)).toBe(dirname(socket));
        expect(agentPlaces(env, 'linux', `${data}/`, 1000)).toEqual({ socket, tokenFile });
      }),
    );
  });

  it('is, of a demo, its temporary directory', () => {
    const { socket } = agentHost({ dataDirectory: '/tmp/demo', demo: true }, new URL('file:///app/'), runtime);
    if (process.platform === 'linux') expect(socket).toBe('/tmp/demo/run/agent.sock');
  });

  it('has the port of the environment where that is one, else 8500', () => {
    const portOf = (port: string | undefined): number =>
      agentHost({ dataDirectory: '/data', demo: false }, new URL('file:///app/'), { STRONGROOM_API_PORT: port }).apiPort;
    expect(['9000', undefined, '', '0', '65536', '80x', '-1', '8.5'].map(portOf)).toEqual([9000, 8500, 8500, 8500, 8500, 8500, 8500, 8500]);
  });
});

describe.skipIf(process.platform === 'win32')('the directory of the socket', () => {
  it('is made for this person alone, and taken where it is so already', () => {
    const directory = join(temporaryDirectory(), 'run', 'strongroom');
    preparePrivateDirectory(directory);
    preparePrivateDirectory(directory);
    expect(statSync(directory).mode & 0o777).toBe(0o700);
  });

  const refusal = (directory: string, uid = process.getuid!()): unknown => {
    try {
      checkPrivateDirectory(directory, uid);
      return null;
    } catch (error) {
      return (error as { detail?: { reason?: string } }).detail?.reason;
    }
  };

  it('is refused where others may enter it, where it is a link or a file, and where it is not ours', () => {
    const base = temporaryDirectory();
    const [open, link, file] = ['open', 'link', 'file'].map((name) => join(base, name)) as [string, string, string];
    mkdirSync(open, { mode: 0o700 });
    chmodSync(open, 0o710);
    symlinkSync(base, link);
    writeFileSync(file, '');
    expect([open, link, file, join(base, 'none')].map((path) => refusal(path))).toEqual([
      'openToOthers',
      'noDirectory',
      'noDirectory',
      'missing',
    ]);
    expect(refusal(base, process.getuid!() + 1)).toBe('notOurs');
    expect(refusal(base)).toBeNull();
  });

  it('is not made anew where something else lies there', () => {
    const file = join(temporaryDirectory(), 'file');
    writeFileSync(file, '');
    expect(() => preparePrivateDirectory(join(file, 'run'))).toThrow('notWritable');
  });
});
