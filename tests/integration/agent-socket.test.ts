import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AgentHost } from '../../src-main/host.ts';
import { frameMaxBytes, greetingMaxBytes } from '../../src-shared/agent/wire.ts';
import { defaultPolicy } from '../../src-shared/policy.ts';
import { AgentClient, type Message, raw } from '../helpers/agent-client.ts';
import { agentIn, AgentStage, signIn } from '../helpers/agent-stage.ts';
import { apiKeyDraft, AppHarness } from '../helpers/app-harness.ts';
import { TerminalWindow } from '../helpers/terminal.ts';
import { temporaryDirectory } from '../helpers/temporary-directory.ts';

const patience = { timeout: 20_000 };
describe('the socket of the agent', () => {
  let stage: AgentStage;
  let harness: AppHarness;
  let agent: AgentHost;

  beforeEach(async () => {
    stage = await AgentStage.open();
    ({ harness, agent } = stage);
  });
  afterEach(() => stage.close());

  const open = (): Promise<AgentClient> => stage.connect();
  const greeted: AgentStage['greeted'] = (greeting) => stage.greeted(greeting);
  const token = (): string => readFileSync(agent.tokenFile, 'utf8');
  const logged = (event: string): number => harness.log.filter((line) => line.event === event).length;
  const sizeOf = (client: AgentClient): Promise<number> =>
    client.call('agent.status').then((result) => Object.keys(result.value as object).length);

  /** Sends bytes before any greeting; what the other side says before it hangs up. */
  async function refusal(bytes: Buffer): Promise<Message['refused']> {
    const client = await open();
    client.socket.write(bytes);
    const { refused } = await client.next();
    await client.closed;
    return refused;
  }

  describe('greets', () => {
    it('whoever has the token of this start, and says which version and data it is', async () => {
      const client = await open();
      expect(await client.greet({ token: token() })).toEqual({
        ...{ protocol: 1, version: '0.0.0-test', dataDirectory: dirname(dirname(agent.socket)) },
      });
      expect(await client.call('app.status')).toMatchObject({ ok: true, value: { phase: 'firstRun' } });
    });

    it('nobody with another token, the one of an earlier start included', async () => {
      const earlier = token();
      await harness.restart();
      expect(token()).not.toBe(earlier);
      for (const wrong of ['', 'x', earlier, token().slice(1), `${token()}x`]) {
        const client = await open();
        expect(await client.greet({ token: wrong })).toEqual({ refused: { code: 'denied', detail: { what: 'token' } } });
        await client.closed;
      }
    });

    it('nobody of another version, whatever else that one says', async () => {
      for (const greeting of [{ protocol: 2, token: token() }, { protocol: 0 }, { protocol: '1' }, { protocol: 2, hello: 'world' }]) {
        const client = await open();
        expect(await client.greet(greeting)).toEqual({ refused: { code: 'protocolMismatch', detail: { what: '1' } } });
        await client.closed;
      }
    });

    it('nobody with a greeting of another shape', async () => {
      const client = await open();
      expect(await client.greet({ token: token(), as: 'administrator' })).toMatchObject({ refused: { code: 'invalidInput' } });
      for (const bytes of [raw('nonsense'), raw(Buffer.from([0xff, 0xfe])), raw('')])
        expect(await refusal(bytes)).toMatchObject({ code: 'invalidInput' });
    });

    it('nobody who calls itself something that could write into a question', async () => {
      for (const name of ['bot\u202Etxt', 'bot\nwants nothing', 'bot\u0007'])
        expect(await (await open()).greet({ token: token(), name })).toMatchObject({ refused: { code: 'invalidInput' } });
      expect(await (await open()).greet({ token: token(), name: 'bot (7) – für Ada' })).toMatchObject({ protocol: 1 });
    });

    it('nobody who announces more than a greeting takes, and nobody who sends a request first', async () => {
      expect(await refusal(raw('', greetingMaxBytes + 1))).toMatchObject({ code: 'limitReached' });
      expect(await refusal(raw('', 0xffffffff))).toMatchObject({ code: 'limitReached' });
      expect(await refusal(raw(JSON.stringify({ id: 1, channel: 'app.status' })))).toMatchObject({ code: 'protocolMismatch' });
    });

    it('nobody who takes longer than ten seconds about it, byte by byte or silent', async () => {
      const [slow, silent] = [await open(), await open()];
      slow.socket.write(raw('{"protocol"', 1000));
      await greeted();
      harness.clock.advance(9_999);
      expect([slow.socket.destroyed, silent.socket.destroyed]).toEqual([false, false]);
      harness.clock.advance(1);
      for (const client of [slow, silent]) {
        expect(await client.next()).toMatchObject({ refused: { code: 'timedOut' } });
        await client.closed;
      }
    });

    it('takes its time for whoever has greeted', async () => {
      const client = await greeted();
      harness.clock.advance(599_000);
      expect(await client.call('app.status')).toMatchObject({ ok: true });
    });

    it('survives a thousand pieces of noise', async () => {
      for (let round = 0; round < 1000; round += 1) {
        const client = await AgentClient.open(agent);
        client.socket.end(Buffer.from(Array.from({ length: round % 40 }, (_, at) => (at * 31 + round * 17) % 256)));
        await client.close();
      }
      expect(await sizeOf(await greeted())).toBe(7);
    });
  });

  describe('has bounds', () => {
    it.runIf(process.platform === 'linux')('on connections: the 33rd of one terminal is turned away, until one goes', async () => {
      const all = await Promise.all(Array.from({ length: 32 }, () => greeted()));
      expect(await new TerminalWindow(agent).run('app.status')).toMatchObject({ ok: true });
      const more = await open();
      expect(await more.next()).toEqual({ refused: { code: 'busy', detail: { what: 'connections' } } });
      await more.closed;
      await all[0]?.close();
      await expect.poll(async () => (await (await open()).greet({ token: token() }))['protocol'], patience).toBe(1);
    });

    it('on requests under way: the 65th of a connection is answered at once that it is busy', async () => {
      const client = await greeted();
      const answers = await Promise.all(Array.from({ length: 100 }, () => client.call('setup.checkKeychain')));
      expect(answers.filter(({ ok }) => ok)).toHaveLength(64);
      expect(answers.filter(({ error }) => error?.code === 'busy')).toHaveLength(36);
      expect(await client.call('setup.checkKeychain')).toMatchObject({ ok: true });
    });

    it('on what one message may hold', async () => {
      const client = await greeted();
      const large = await client.call('app.status', 'x'.repeat(frameMaxBytes - 100));
      expect(large).toMatchObject({ ok: false, error: { code: 'invalidInput' } });
      client.socket.write(raw('', frameMaxBytes + 1));
      expect(await client.next()).toMatchObject({ refused: { code: 'limitReached' } });
      await client.closed;
    });

    it('on what somebody leaves unread', async () => {
      await harness.setUpAda();
      const client = await greeted();
      await client.call('session.signIn', signIn);
      const { id } = await harness.call('items.create', apiKeyDraft('Large', 'x'.repeat(100_000)));
      client.socket.pause();
      const asked = setInterval(() => {
        for (let at = 0; at < 8; at += 1) client.send({ id: at, channel: 'items.reveal', payload: { id, fieldId: 'key' } });
      }, 1);
      try {
        await expect
          .poll(() => {
            harness.clock.advance(1_000);
            return logged('agent.dropped');
          }, patience)
          .toBe(1);
      } finally {
        clearInterval(asked);
      }
      expect(await sizeOf(await greeted())).toBe(7);
    });

    it('and breaks off a connection that sends no request but something else', async () => {
      for (const message of [
        null,
        [],
        { id: -1, channel: 'app.status' },
        { id: 1 },
        { id: 1, channel: 'app.status', payload: 1, sender: 'x' },
      ]) {
        const client = await greeted();
        client.send(message);
        expect(await client.next()).toMatchObject({ refused: { code: 'invalidInput' } });
        await client.closed;
      }
    });
  });

  describe.skipIf(process.platform === 'win32')('lies where nobody else gets at it', () => {
    it('directory 0700, socket and token 0600, and nothing of it stays', async () => {
      const modes = [dirname(agent.socket), agent.socket, agent.tokenFile].map((path) => statSync(path).mode & 0o777);
      expect(modes).toEqual([0o700, 0o600, 0o600]);
      await harness.close();
      expect([agent.socket, agent.tokenFile].map(existsSync)).toEqual([false, false]);
    });

    it('and replaces what a crash has left, socket and token', async () => {
      await harness.close();
      writeFileSync(agent.socket, '');
      writeFileSync(agent.tokenFile, 'old', { mode: 0o644 });
      await harness.open();
      expect(await sizeOf(await greeted())).toBe(7);
      expect(statSync(agent.tokenFile).mode & 0o777).toBe(0o600);
    });

    it('and takes nothing away from another app that listens there', async () => {
      const other = await AppHarness.start({ dataDirectory: temporaryDirectory(), agent });
      expect(other.app.agentProblem()).toMatchObject({ code: 'databaseInUse' });
      expect(await other.call('agent.status', undefined)).toMatchObject({ socket: null });
      await other.close();
      expect(await sizeOf(await greeted())).toBe(7);
    });

    it('and is not opened in a directory that others can enter; the app goes on without', async () => {
      const directory = temporaryDirectory();
      const places = agentIn(directory);
      mkdirSync(dirname(places.socket), { mode: 0o755 });
      const other = await AppHarness.start({ dataDirectory: directory, agent: places });
      expect(other.app.agentProblem()).toEqual({ code: 'notWritable', detail: { what: 'agent', reason: 'openToOthers' } });
      expect(existsSync(places.tokenFile)).toBe(false);
      expect(await other.call('app.status', undefined)).toMatchObject({ phase: 'firstRun' });
      await other.close();
    });

    it('and not where something else listens that would not give way', async () => {
      const directory = temporaryDirectory();
      const places = agentIn(directory);
      mkdirSync(places.socket, { recursive: true, mode: 0o700 });
      const other = await AppHarness.start({ dataDirectory: directory, agent: places });
      expect(other.app.agentProblem()).toMatchObject({ code: expect.stringMatching(/internal|notWritable/) as string });
      await other.close();
    });
  });

  describe('answers', () => {
    it('in every phase: also where the data is in use elsewhere', async () => {
      const other = await AppHarness.start({ dataDirectory: dirname(dirname(agent.socket)), agent: agentIn(temporaryDirectory()) });
      const places = agentIn(temporaryDirectory());
      const third = await AppHarness.start({ dataDirectory: dirname(dirname(agent.socket)), agent: places });
      const client = await AgentClient.greeted(places);
      expect(await client.call('app.status')).toMatchObject({ value: { phase: 'problem', problem: { code: 'databaseInUse' } } });
      expect(await client.call('items.counts')).toMatchObject({ error: { code: 'databaseInUse' } });
      await client.close();
      await Promise.all([other.close(), third.close()]);
    });

    it('who is asking, and what there is', async () => {
      const client = await greeted({ name: 'my bot' });
      expect(await client.call('agent.status')).toMatchObject({
        ok: true,
        value: { version: '0.0.0-test', socket: agent.socket, api: null, waitingApprovals: 0, you: { registered: false } },
      });
      expect(await harness.call('agent.status', undefined)).toMatchObject({ you: null, now: harness.clock.now() });
    });

    it('nobody any more once the app closes', async () => {
      const client = await greeted();
      await harness.close();
      await client.closed;
      await expect(AgentClient.open(agent)).rejects.toThrow('ENOENT');
    });

    it('nobody where the policy has the agent off, whether they come then or were there before', async () => {
      await harness.setUpAda();
      const before = await greeted();
      await harness.call('policy.set', { ...defaultPolicy, agent: false });
      before.send({ id: 1, channel: 'app.status' });
      expect(await before.next()).toEqual({ refused: { code: 'agentOff' } });
      await before.closed;
      expect(await (await open()).greet({ token: token() })).toEqual({ refused: { code: 'agentOff' } });
      expect(await harness.call('agent.status', undefined)).toMatchObject({ socket: null });
      await harness.call('policy.set', defaultPolicy);
      expect(await sizeOf(await greeted())).toBe(7);
    });
  });

  it('is no place for a server of somebody else: what listens there without the lock is replaced', async () => {
    await harness.close();
    const squatter = createServer((socket) => socket.end());
    await new Promise<void>((resolve) => {
      squatter.listen(agent.socket, resolve);
    });
    await harness.open();
    expect(await sizeOf(await greeted())).toBe(7);
    squatter.close();
  });
});
