import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { agentPlaces } from '../../src-main/agent/places.ts';
import { frameOf, FrameReader } from '../../src-main/agent/socket/frame-reader.ts';
import { frameMaxBytes, protocolVersion } from '../../src-shared/agent/wire.ts';
import { AgentClient } from '../helpers/agent-client.ts';
import { apiKeyDraft, AppHarness, passwords } from '../helpers/app-harness.ts';

/**
 * The socket under load: `npm run bench -- agent [seconds]` (60). 64 clients in a process of their own, each signed in, each
 * asking for its own value one call after the other and comparing it; beside it a bare echo of the same frames on the same
 * transport. Ends with code 1 at the first wrong answer. Milliseconds.
 */
const clientCount = 64;
const briefSeconds = 5;

interface Phase {
  readonly socket: string;
  readonly tokenFile: string;
  readonly seconds: number;
  /** Of each client: what it asks for, and what it must get; the echo gives the question back. */
  readonly calls: readonly { readonly channel: string; readonly payload?: unknown; readonly expected: string | null }[];
  readonly signIn: unknown;
}
interface Measured {
  readonly calls: number;
  readonly wrong: number;
  readonly median: number;
  readonly p99: number;
  readonly slowest: number;
}

if (process.argv[2] === 'clients') process.once('message', (phase: Phase) => void runClients(phase));
else await measure(Number(process.argv.slice(2).find((word) => /^\d+$/.test(word)) ?? 60));

async function measure(seconds: number): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'strongroom-bench-'));
  const places = agentPlaces({ STRONGROOM_HOME: directory }, process.platform, directory);
  const harness = await AppHarness.start({ dataDirectory: directory, agent: { ...places, apiPort: 0, folder: directory } });
  const echo = join(directory, 'echo.sock');
  const server = createServer((socket) => {
    const reader = new FrameReader(frameMaxBytes);
    socket.on('error', () => undefined);
    socket.on('data', (chunk: Buffer) => {
      for (const message of reader.read(chunk) as Iterable<{ id?: number }>)
        socket.write(
          frameOf(message.id === undefined ? { protocol: protocolVersion } : { id: message.id, result: { ok: true, value: message } }),
        );
    });
  }).listen(echo);
  try {
    await harness.setUpAda();
    const calls: Phase['calls'][number][] = [];
    for (let client = 0; client < clientCount; client += 1) {
      const expected = `canary ${client} ${Math.random()}`;
      const { id } = await harness.call('items.create', apiKeyDraft(`Item ${client}`, expected));
      calls.push({ channel: 'items.reveal', payload: { id, fieldId: 'key' }, expected });
    }
    const signIn = { who: { username: 'ada' }, password: passwords.ada, acceptOlder: false };
    const status = calls.map(() => ({ channel: 'app.status', expected: null }));
    const bare = calls.map((call) => ({ ...call, expected: null }));
    const echoed = (): Promise<Measured> => phase({ ...places, socket: echo, seconds: briefSeconds, calls: bare, signIn: null });
    const results = {
      'bare echo, before': await echoed(),
      'app.status': await phase({ ...places, seconds: briefSeconds, calls: status, signIn: null }),
      'items.reveal, own canary': await phase({ ...places, seconds, calls, signIn }),
      'bare echo, after': await echoed(),
    };
    // Where the two differ much, something else was using the machine, and the ratios say little.
    const [before, after] = [results['bare echo, before'], results['bare echo, after']];
    const base = { median: (before.median + after.median) / 2, p99: (before.p99 + after.p99) / 2 };
    console.table(
      Object.fromEntries(
        Object.entries(results).map(([what, one]) => [
          what,
          { ...one, 'median ÷ echo': one.median / base.median, 'p99 ÷ echo': one.p99 / base.p99 },
        ]),
      ),
    );
    console.log(JSON.stringify({ clients: clientCount, seconds, results }));
    if (Object.values(results).some(({ wrong, calls: made }) => wrong > 0 || made === 0)) process.exitCode = 1;
  } finally {
    server.close();
    await harness.close();
    rmSync(directory, { recursive: true, force: true });
  }
}

function phase(what: Phase): Promise<Measured> {
  const child = fork(import.meta.filename, ['clients']);
  child.send(what);
  return new Promise((resolve, reject) => {
    child.once('message', (measured: Measured) => resolve(measured));
    child.once('exit', (code) => reject(new Error(`the clients ended with code ${code}`)));
  });
}

async function runClients({ seconds, calls, signIn, ...places }: Phase): Promise<void> {
  const clients: AgentClient[] = [];
  while (clients.length < calls.length) {
    const client = await AgentClient.greeted(places);
    // One after the other: derivations wait in a bounded queue.
    if (signIn !== null && !(await client.call('session.signIn', signIn)).ok) throw new Error('the sign-in was refused');
    clients.push(client);
  }
  const times: number[] = [];
  let wrong = 0;
  const until = performance.now() + seconds * 1000;
  await Promise.all(
    clients.map(async (client, at) => {
      const { channel, payload, expected } = calls[at]!;
      while (performance.now() < until) {
        const start = performance.now();
        const { ok, value } = await client.call(channel, payload);
        times.push(performance.now() - start);
        if (!ok || (expected !== null && (value as { value: unknown }).value !== expected)) wrong += 1;
      }
    }),
  );
  await Promise.all(clients.map((client) => client.close()));
  times.sort((a, b) => a - b);
  const at = (share: number): number => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN;
  process.send?.({ calls: times.length, wrong, median: at(0.5), p99: at(0.99), slowest: at(1) } satisfies Measured, () => process.exit());
}
