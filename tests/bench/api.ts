import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { agentPlaces } from '../../src-main/agent/places.ts';
import { defaultPolicy } from '../../src-shared/policy.ts';
import { apiKeyDraft, AppHarness, passwords } from '../helpers/app-harness.ts';
import { clientsOf, type Measured, printBeside, secondsAsked, serveClients, underLoad, withClients } from './load.ts';

/**
 * The HTTP API under load: `npm run bench -- api [seconds]` (60). 64 clients in a process of their own, each with a connection that
 * stays, each asking for its own value one call after the other and comparing it; beside it a bare echo on the same transport. Ends
 * with code 1 at the first wrong answer. Milliseconds.
 */
const clientCount = 64;
const briefSeconds = 5;

interface Phase {
  readonly address: string;
  readonly seconds: number;
  readonly method: string;
  readonly path: string;
  readonly token: string | null;
  /** Of each client: what it sends, and what has to be in the answer. */
  readonly calls: readonly { readonly body: string | null; readonly expected: string }[];
}

if (withClients) serveClients(runClients);
else await measure(secondsAsked());

async function measure(seconds: number): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'strongroom-bench-'));
  const places = agentPlaces({ STRONGROOM_HOME: directory }, process.platform, directory);
  const harness = await AppHarness.start({ dataDirectory: directory, agent: { ...places, apiPort: 0, folder: directory } });
  const echo = createServer((asked, answer) => {
    const chunks: Buffer[] = [];
    asked.on('data', (chunk: Buffer) => chunks.push(chunk));
    asked.on('end', () => answer.setHeader('content-type', 'application/json').end(Buffer.concat(chunks)));
  });
  await new Promise<void>((listening) => echo.listen(0, '127.0.0.1', listening));
  try {
    await harness.setUpAda();
    const address = await turnOn(harness);
    const calls: Phase['calls'][number][] = [];
    for (let client = 0; client < clientCount; client += 1) {
      const expected = `canary ${client} ${Math.random()}`;
      const { id } = await harness.call('items.create', apiKeyDraft(`Item ${client}`, expected));
      calls.push({ body: JSON.stringify({ references: [`strongroom://${id}/key`] }), expected });
    }
    const token = await login(address);
    const echoed = (): Promise<Measured> =>
      phase({
        ...{ address: `http://127.0.0.1:${(echo.address() as AddressInfo).port}`, seconds: briefSeconds, method: 'POST', path: '/', token },
        calls: calls.map(({ body }) => ({ body, expected: body ?? '' })),
      });
    const reading = { address, token, method: 'GET', seconds: briefSeconds };
    const same = (expected: string): Phase['calls'] => calls.map(() => ({ body: null, expected }));
    const before = await echoed();
    const results = {
      '/health': await phase({ ...reading, path: '/health', calls: same('ok') }),
      '/api/v1/auth/me': await phase({ ...reading, path: '/api/v1/auth/me', calls: same('ada@example.org') }),
      '/api/v1/secrets/read, own canary': await phase({ ...reading, method: 'POST', path: '/api/v1/secrets/read', seconds, calls }),
    };
    printBeside([before, await echoed()], results);
  } finally {
    echo.close();
    await harness.close();
    rmSync(directory, { recursive: true, force: true });
  }
}

async function turnOn(harness: AppHarness): Promise<string> {
  await harness.call('policy.set', { ...defaultPolicy, api: true });
  for (;;) {
    const { api } = await harness.call('agent.status', undefined);
    if (api !== null) return api;
    await new Promise((soon) => setImmediate(soon));
  }
}

async function login(address: string): Promise<string> {
  const answer = await fetch(`${address}/api/v1/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'ada@example.org', password: passwords.ada }),
  });
  return ((await answer.json()) as { access_token: string }).access_token;
}

function phase(what: Phase): Promise<Measured> {
  return clientsOf(import.meta.filename, what);
}

async function runClients({ address, seconds, calls, method, path, token }: Phase): Promise<Measured> {
  return underLoad(
    calls.map(({ body, expected }) => {
      const agent = new Agent({ keepAlive: true, maxSockets: 1 });
      const headers = {
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(body === null ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
      };
      return () =>
        new Promise<boolean>((resolve) => {
          const asked = request(address + path, { method, headers, agent }, (answer) => {
            const chunks: Buffer[] = [];
            answer.on('data', (chunk: Buffer) => chunks.push(chunk));
            answer.on('end', () => resolve(answer.statusCode === 200 && Buffer.concat(chunks).includes(expected)));
          });
          asked.on('error', () => resolve(false));
          asked.end(body ?? undefined);
        });
    }),
    seconds,
  );
}
