import fc from 'fast-check';
import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createPeerOf, type CredentialsOf, loadCredentials, type Peer } from '../../../src-main/agent/socket/peer.ts';
import { createProcesses } from '../../../src-main/agent/socket/processes.ts';
import { fakeProc, type FakeProcess } from '../../helpers/fake-processes.ts';
import { temporaryDirectory } from '../../helpers/temporary-directory.ts';

const uid = process.getuid?.() ?? 0;
const app = '/opt/strongroom';
const node = '/usr/bin/node';
const shell: FakeProcess = { pid: 10, parent: 5, exe: '/usr/bin/bash', argv: ['-bash'], terminal: 34816 };
const bot: FakeProcess = { pid: 20, parent: 10, exe: '/usr/bin/python3.12', argv: ['python3', '-u', '/srv/bot.py', '--live'] };
const cli: FakeProcess = { pid: 30, parent: 20, exe: node, argv: ['node', `${app}/bin/strongroom`, 'read', 'x'] };

/** Who is at the other end of a connection that the kernel says these processes have made. */
function peerOf(pid: number, processes: readonly FakeProcess[], credentials: Partial<ReturnType<CredentialsOf>> = {}): Peer {
  const found = { pid, uid, stillThere: () => true, ...credentials };
  return createPeerOf(() => found, createProcesses(fakeProc(...processes)), app)({ _handle: { fd: 9 } } as unknown as Socket);
}
const known = (peer: Peer) => {
  if (peer.kind !== 'known') throw new Error(`the peer is ${peer.kind}`);
  return { program: peer.program.name, script: peer.program.script, parents: peer.parents.map(({ name }) => name), leader: peer.leader };
};

describe.runIf(process.platform === 'linux')('who is at the other end', () => {
  it('is the process with its script, those that started it, and the leader of its session', () => {
    expect(known(peerOf(20, [shell, bot]))).toEqual({
      ...{ program: 'bot.py', script: '/srv/bot.py', parents: ['bash'] },
      leader: { pid: 10, startTime: '1010' },
    });
  });

  it('is, of our own command, the nearest that is not ours', () => {
    const launcher: FakeProcess = { pid: 40, parent: 30, exe: node, argv: ['node', `${app}/dist/main/cli.js`] };
    expect(known(peerOf(40, [shell, bot, cli, launcher]))).toMatchObject({ program: 'bot.py', parents: ['bash'] });
    expect(known(peerOf(30, [cli]))).toMatchObject({ program: 'strongroom', parents: [] });
  });

  it('takes nothing for ours that only has our name', () => {
    for (const path of ['/tmp/strongroom', `${app}-evil/bin/strongroom`, `${app}/other/strongroom`])
      expect(known(peerOf(30, [bot, { ...cli, argv: ['node', path] }])), path).toMatchObject({
        program: 'strongroom',
        parents: ['bot.py'],
      });
  });

  it('looks through a shell that runs a single command', () => {
    const passing: FakeProcess = { pid: 25, parent: 20, exe: '/usr/bin/dash', argv: ['sh', '-c', 'strongroom read x; true'] };
    expect(known(peerOf(30, [shell, bot, passing, { ...cli, parent: 25 }]))).toMatchObject({ program: 'bot.py', parents: ['bash'] });
  });

  it('shows eight of those that started it', () => {
    const chain = Array.from({ length: 20 }, (_, index) => ({ pid: 100 + index, parent: 99 + index, exe: `/bin/p${index}` }));
    expect(known(peerOf(119, chain)).parents).toEqual(['p18', 'p17', 'p16', 'p15', 'p14', 'p13', 'p12', 'p11']);
  });

  it('ends where processes are each other’s parents', () => {
    const circle = [
      { pid: 7, parent: 8, exe: '/bin/a' },
      { pid: 8, parent: 7, exe: '/bin/b' },
    ];
    expect(known(peerOf(7, circle)).parents).toHaveLength(8);
  });

  it('is at no terminal where the leader of its session is gone or out of sight', () => {
    expect(known(peerOf(20, [bot])).leader).toBeNull();
    expect(known(peerOf(20, [shell, { ...bot, session: 0 }])).leader).toBeNull();
  });

  it('is unknown where the system tells nothing, and where it lives out of our sight', () => {
    expect(peerOf(0, [shell])).toEqual({ kind: 'unknown' });
    expect(createPeerOf(null, createProcesses(), app)({ _handle: { fd: 9 } } as unknown as Socket)).toEqual({ kind: 'unknown' });
    expect(createPeerOf(() => null, createProcesses(), app)({ _handle: null } as unknown as Socket)).toEqual({ kind: 'unknown' });
  });

  it('is refused where it is of another login, has ended, or was replaced meanwhile', () => {
    expect(peerOf(20, [shell, bot], { uid: uid + 1 })).toEqual({ kind: 'refused' });
    expect(peerOf(20, [shell])).toEqual({ kind: 'refused' });
    expect(peerOf(20, [shell, bot], { stillThere: () => false })).toEqual({ kind: 'refused' });
    const fails = (): never => {
      throw new Error('ESRCH');
    };
    expect(peerOf(20, [shell, bot], { stillThere: fails })).toEqual({ kind: 'refused' });
  });
});

describe('a process', () => {
  const scriptOf = (exe: string, ...argv: string[]) => {
    const { script, inline } = createProcesses(fakeProc({ pid: 1, exe, argv, cwd: '/srv' })).facts(1)!;
    return script ?? (inline === null ? null : `code ${inline}`);
  };

  it('has a script where it is an interpreter with one', () => {
    expect(scriptOf('/usr/bin/python3', 'python3', 'bot.py')).toBe('/srv/bot.py');
    expect(scriptOf('/usr/bin/node', 'node', '--no-warnings', './app/../bot.mjs', '-c')).toBe('/srv/bot.mjs');
    expect(scriptOf('/usr/bin/bash', '-bash')).toBeNull();
    expect(scriptOf('/usr/bin/bash', 'bash', '-ec', 'make')).toBe('code make');
    expect(scriptOf('/usr/bin/node', 'node', '--eval', '1')).toBe('code 1');
    expect(scriptOf('/usr/bin/bash', 'bash', '-e', 'deploy.sh')).toBe('/srv/deploy.sh');
    expect(scriptOf('/usr/bin/node', 'node', '-r', 'dotenv/config', 'bot.js')).toBe('/srv/bot.js');
    expect(scriptOf('/usr/bin/deno', 'deno', 'run', '-A', 'bot.ts')).toBe('/srv/bot.ts');
    expect(scriptOf('/usr/bin/php8.3', 'php', '-r', 'echo 1;')).toBe('code echo 1;');
    expect(scriptOf('/usr/bin/java', 'java', '-cp', 'lib', '-jar', 'bot.jar')).toBe('/srv/bot.jar');
    expect(scriptOf('/usr/bin/curl', 'curl', 'bot.py')).toBeNull();
  });

  it('is read rightly whatever its name holds', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 15, unit: 'binary' }), (comm) => {
        const processes = createProcesses(fakeProc({ pid: 1, comm, session: 77, startTime: 4711 }));
        expect(processes.facts(1)).toMatchObject({ session: 77, startTime: '4711' });
      }),
      { numRuns: 50 },
    );
  });

  it('is none where the system shows no sense, whatever it shows', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.uint8Array({ maxLength: 300 }), (stat, cmdline) => {
        const root = temporaryDirectory();
        mkdirSync(join(root, '1'));
        writeFileSync(join(root, '1', 'stat'), stat);
        writeFileSync(join(root, '1', 'cmdline'), cmdline);
        expect(() => createProcesses(root).chain(1, 8)).not.toThrow();
      }),
      { numRuns: 100 },
    );
  });
});

describe.runIf(process.platform === 'linux' && ['x64', 'arm64'].includes(process.arch))('the real kernel', () => {
  const descriptors = (): number => readdirSync('/proc/self/fd').length;

  /** What it says of the first connection, each time it is asked. */
  async function askedBy(client: string | null, times = 1): Promise<Peer[]> {
    const credentials = await loadCredentials();
    expect(credentials).not.toBeNull();
    const ask = createPeerOf(credentials, createProcesses(), app);
    const address = join(temporaryDirectory(), 'a.sock');
    const server = createServer();
    onTestFinished(() => void server.close());
    const answers = new Promise<Peer[]>((resolve) => {
      server.once('connection', (socket: Socket) => {
        resolve(Array.from({ length: times }, () => ask(socket)));
        socket.destroy();
      });
    });
    await new Promise<void>((resolve) => {
      server.listen(address, resolve);
    });
    if (client === null) connect(address).on('error', () => undefined);
    else spawn(process.execPath, ['-e', client, address], { detached: true, stdio: 'ignore' });
    return answers;
  }

  it('names this very process, and leaves no descriptor open', async () => {
    await askedBy(null);
    const before = descriptors();
    const peers = await askedBy(null, 200);
    expect(peers.every((peer) => peer.kind === 'known' && peer.program.pid === process.pid)).toBe(true);
    expect(descriptors() - before).toBeLessThan(20);
  });

  it('notices that whoever connected has ended, though another process holds the connection', async () => {
    const credentials = (await loadCredentials())!;
    const address = join(temporaryDirectory(), 'a.sock');
    const server = createServer();
    onTestFinished(() => void server.close());
    const connected = new Promise<Socket>((resolve) => {
      server.once('connection', resolve);
    });
    await new Promise<void>((resolve) => {
      server.listen(address, resolve);
    });
    // It hands the connection to a child and ends when it is told to.
    const script = `
      const socket = require('net').connect(process.argv[1], () => {
        const stdio = ['ignore', 'ignore', 'ignore', socket];
        const holder = require('child_process').spawn('sleep', ['60'], { stdio, detached: true });
        console.log(holder.pid);
        process.stdin.on('data', () => process.exit()).resume();
      });`;
    const client = spawn(process.execPath, ['-e', script, address], { stdio: ['pipe', 'pipe', 'ignore'] });
    const holder = new Promise<number>((resolve) => {
      client.stdout.once('data', (data: Buffer) => resolve(Number(data.toString())));
    });
    const socket = await connected;
    onTestFinished(() => void socket.destroy());
    const { fd } = (socket as unknown as { ['_handle']: { fd: number } })['_handle'];
    expect(credentials(fd)).toMatchObject({ pid: client.pid, uid });
    expect(credentials(fd)?.stillThere()).toBe(true);
    const ended = new Promise((resolve) => {
      client.once('exit', resolve);
    });
    const holderPid = await holder;
    onTestFinished(() => void process.kill(holderPid));
    client.stdin.write('go');
    await ended;
    expect(socket.destroyed).toBe(false);
    expect(credentials(fd)?.stillThere()).toBe(false);
  });

  it('names another process as the leader of its own session', async () => {
    const [peer] = await askedBy("require('net').connect(process.argv[1]).on('error', () => {}).on('close', () => process.exit())");
    expect(peer).toMatchObject({ kind: 'known', program: { inline: expect.stringContaining('connect') as string } });
    if (peer?.kind === 'known') expect(peer.leader?.pid).toBe(peer.program.pid);
  });
});
