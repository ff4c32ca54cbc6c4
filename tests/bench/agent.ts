import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { agentPlaces } from '../../src-main/agent/places.ts';
import { frameOf, FrameReader } from '../../src-main/agent/socket/frame-reader.ts';
import { frameMaxBytes, protocolVersion } from '../../src-shared/agent/wire.ts';
import { AgentClient } from '../helpers/agent-client.ts';
import { apiKeyDraft, AppHarness, passwords } from '../helpers/app-harness.ts';
import { clientsOf, type Measured, printBeside, secondsAsked, serveClients, underLoad, withClients } from './load.ts';

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

if (withClients) serveClients(runClients);
else await measure(secondsAsked());

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
    const before = await echoed();
    const results = {
      'app.status': await phase({ ...places, seconds: briefSeconds, calls: status, signIn: null }),
      'items.reveal, own canary': await phase({ ...places, seconds, calls, signIn }),
    };
    printBeside([before, await echoed()], results);
  } finally {
    server.close();
    await harness.close();
    rmSync(directory, { recursive: true, force: true });
  }
}

/** In two process sessions, for each may have half of so many connections; percentiles are those of the slower half. */
async function phase(what: Phase): Promise<Measured> {
  const half = Math.ceil(what.calls.length / 2);
  const halves = [what.calls.slice(0, half), what.calls.slice(half)].map((calls) =>
    clientsOf(import.meta.filename, { ...what, calls }, true),
  );
  const [one, other] = await Promise.all(halves);
  if (one === undefined || other === undefined) throw new Error('there are two halves');
  return {
    calls: one.calls + other.calls,
    wrong: one.wrong + other.wrong,
    median: Math.max(one.median, other.median),
    p99: Math.max(one.p99, other.p99),
    slowest: Math.max(one.slowest, other.slowest),
  };
}

async function runClients({ seconds, calls, signIn, ...places }: Phase): Promise<Measured> {
  const clients: AgentClient[] = [];
  while (clients.length < calls.length) {
    const client = await AgentClient.greeted(places);
    // One after the other: derivations wait in a bounded queue.
    if (signIn !== null && !(await client.call('session.signIn', signIn)).ok) throw new Error('the sign-in was refused');
    clients.push(client);
  }
  const measured = await underLoad(
    clients.map((client, at) => async () => {
      const { channel, payload, expected } = calls[at]!;
      const { ok, value } = await client.call(channel, payload);
      return ok && (expected === null || (value as { value: unknown }).value === expected);
    }),
    seconds,
  );
  await Promise.all(clients.map((client) => client.close()));
  return measured;
}
