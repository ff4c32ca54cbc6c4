import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { agentPlaces } from '../../../src-main/agent/places.ts';
import { type SocketServer, startSocketServer } from '../../../src-main/agent/socket/server.ts';
import type { Sender } from '../../../src-main/host.ts';
import type { Asker } from '../../../src-shared/agent/programs.ts';
import { frameMaxBytes } from '../../../src-shared/agent/wire.ts';
import type { Result } from '../../../src-shared/errors.ts';
import { AgentClient, raw } from '../../helpers/agent-client.ts';
import { FakeClock } from '../../helpers/fake-clock.ts';
import { temporaryDirectory } from '../../helpers/temporary-directory.ts';

const patience = { timeout: 10_000 };

describe('a connection', () => {
  const attached = new Set<Sender>();
  const shown = new Map<Sender, string>();
  const calls: { sender: Sender; channel: string; asker: Asker | null }[] = [];
  const held: ((result: Result<unknown>) => void)[] = [];
  const clients: AgentClient[] = [];
  const log: string[] = [];
  let off = false;
  let clock: FakeClock;
  let server: SocketServer;
  const directory = temporaryDirectory();
  const places = agentPlaces({ STRONGROOM_HOME: directory }, process.platform, directory);

  beforeEach(async () => {
    off = false;
    clock = new FakeClock();
    for (const list of [calls, held, log]) list.length = 0;
    for (const set of [attached, shown]) set.clear();
    server = await startSocketServer({
      ...{ places, folder: directory, version: '1', dataDirectory: directory, clock },
      log: (event) => void log.push(event),
      isOff: () => off,
      hasSession: () => false,
      show: (sender, token) => void shown.set(sender, token),
      door: {
        attach: (sender) => void attached.add(sender),
        detach: async (sender) => void attached.delete(sender),
        call: (sender, channel, payload, asker = null) => {
          calls.push({ sender, channel, asker });
          if (channel === 'breaks') return Promise.reject(new Error('a value in a message'));
          if (channel === 'hold')
            return new Promise((resolve) => {
              held.push(resolve);
            });
          return Promise.resolve({ ok: true, value: channel === 'large' ? 'x'.repeat(frameMaxBytes) : payload });
        },
      },
    });
  });
  afterEach(async () => {
    await Promise.all(clients.splice(0).map((client) => client.close()));
    server.close();
  });

  const greeted = async (more: Parameters<typeof AgentClient.greeted>[1] = {}): Promise<AgentClient> => {
    const client = await AgentClient.greeted(places, more);
    clients.push(client);
    return client;
  };

  it('is a stranger whatever token it shows, which is kept for the vault that can tell', async () => {
    const client = await greeted({ programToken: 'token', as: 'terminal', name: 'bot' });
    await client.call('x');
    await client.call('x');
    expect(calls.map(({ asker, sender }) => [asker?.registered, sender.kind])).toEqual([
      [false, 'program'],
      [false, 'program'],
    ]);
    expect(shown).toEqual(new Map([[calls[0]?.sender, 'token']]));
  });

  it('is no terminal for a channel that is not about coming in, as long as nobody is signed in there', async () => {
    const client = await greeted({ as: 'terminal' });
    for (const channel of ['session.signIn', 'setup.createAdministrator', 'app.status', 'secrets.read', 'sessions.own', 'xsession.current'])
      await client.call(channel);
    const isTerminal = calls[0]?.sender.kind === 'cli';
    const expected = isTerminal ? ['cli', 'cli', 'cli', 'program', 'program', 'program'] : Array.from({ length: 6 }, () => 'program');
    expect(calls.map(({ sender }) => sender.kind)).toEqual(expected);
  });

  it('gets each answer by its number, in whatever order they are done', async () => {
    const client = await greeted();
    const answers = Array.from({ length: 10 }, () => client.call('hold'));
    await expect.poll(() => held.length, patience).toBe(10);
    held.toReversed().forEach((answer, at) => answer({ ok: true, value: 9 - at }));
    expect((await Promise.all(answers)).map(({ value }) => value)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it('has 64 requests under way and is told at once of the next one', async () => {
    const client = await greeted();
    const answers = Array.from({ length: 64 }, () => client.call('hold'));
    expect(await client.call('hold')).toEqual({ ok: false, error: { code: 'busy', detail: { what: 'requests' } } });
    held.forEach((answer) => answer({ ok: true, value: 1 }));
    await Promise.all(answers);
    expect(await client.call('x')).toMatchObject({ ok: true });
  });

  it('is given up where it has asked for nothing for ten minutes and waits for nothing', async () => {
    const [idle, waiting, asking] = [await greeted(), await greeted(), await greeted()];
    const answer = waiting.call('hold');
    await expect.poll(() => held.length, patience).toBe(1);
    clock.advance(599_999);
    await asking.call('x');
    clock.advance(1);
    const refused = { refused: { code: 'timedOut', detail: { what: 'idle' } } };
    expect(await idle.next()).toEqual(refused);
    await idle.closed;
    expect(await asking.call('x')).toMatchObject({ ok: true });
    held[0]?.({ ok: true, value: 7 });
    expect(await answer).toEqual({ ok: true, value: 7 });
    clock.advance(600_000);
    expect(await waiting.next()).toEqual(refused);
    await asking.closed;
    await expect.poll(() => clock.pending, patience).toBe(0);
  });

  it('leaves no sender behind when it ends, also in the middle of a request', async () => {
    const client = await greeted();
    void client.call('hold');
    await expect.poll(() => held.length, patience).toBe(1);
    expect(attached.size).toBe(1);
    await client.close();
    await expect.poll(() => attached.size, patience).toBe(0);
    held[0]?.({ ok: true, value: 'nobody hears it' });
    expect(await (await greeted()).call('x')).toMatchObject({ ok: true });
  });

  it('gets nothing that was asked for before the agent was turned off', async () => {
    const client = await greeted();
    const answer = client.call('hold');
    await expect.poll(() => held.length, patience).toBe(1);
    off = true;
    held[0]?.({ ok: true, value: 'value' });
    expect(await client.next()).toEqual({ refused: { code: 'agentOff' } });
    expect(await answer).toMatchObject({ error: { code: 'hungUp' } });
  });

  it('is told by a code what went wrong: a failure of ours, an answer that is too long', async () => {
    const client = await greeted();
    expect(await client.call('breaks')).toEqual({ ok: false, error: { code: 'internal' } });
    expect(await (await greeted()).call('large')).toEqual({ ok: false, error: { code: 'limitReached', detail: { what: 'answer' } } });
    expect(log.join()).not.toContain('value');
  });

  it('does no harm to others, whatever bytes it sends', async () => {
    const good = await greeted();
    const greeting = {
      protocol: 1,
      version: '1',
      token: readFileSync(places.tokenFile, 'utf8'),
      as: 'program',
      name: null,
      programToken: null,
    };
    const noise = fc.oneof(
      fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
      fc.jsonValue().map((value) => raw(JSON.stringify(value))),
      fc.record({ id: fc.nat(), channel: fc.string(), payload: fc.jsonValue() }).map((value) => raw(JSON.stringify(value))),
      fc.record({ id: fc.jsonValue(), channel: fc.jsonValue() }).map((value) => raw(JSON.stringify(value))),
    );
    await fc.assert(
      fc.asyncProperty(fc.boolean(), fc.array(noise, { maxLength: 6 }), async (greets, pieces) => {
        const client = await AgentClient.open(places);
        if (greets) client.send(greeting);
        client.socket.end(Buffer.concat(pieces));
        await client.closed;
        expect(await good.call('x', 7)).toEqual({ ok: true, value: 7 });
      }),
      { numRuns: 300 },
    );
    await expect.poll(() => attached.size, patience).toBe(1);
  });
});
