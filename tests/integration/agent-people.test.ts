import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AgentHost } from '../../src-main/host.ts';
import type { Message } from '../helpers/agent-client.ts';
import { agentIn, AgentStage, signIn } from '../helpers/agent-stage.ts';
import { apiKeyDraft, AppHarness, passwords, type TestSender } from '../helpers/app-harness.ts';
import { allow } from '../helpers/consent-stage.ts';
import { temporaryDirectory } from '../helpers/temporary-directory.ts';
import { TerminalWindow } from '../helpers/terminal.ts';

describe('the agent', () => {
  let stage: AgentStage;
  let harness: AppHarness;
  let agent: AgentHost;
  let window: TestSender;
  const greeted: AgentStage['greeted'] = (greeting) => stage.greeted(greeting);

  beforeEach(async () => {
    stage = await AgentStage.open();
    ({ harness, agent } = stage);
    window = harness.sender;
  });
  afterEach(() => stage.close());

  describe('keeps people apart', () => {
    beforeEach(async () => {
      await harness.setUpAda();
      await harness.call('items.create', apiKeyDraft('Exchange', 'value'));
    });
    const counts = (result: NonNullable<Message['result']>): unknown =>
      result.ok ? (result.value as { all: number }).all : result.error?.code;

    it('a connection that signs in is no other one, and its person is gone with it', async () => {
      await harness.call('session.signOut', undefined);
      const [one, other] = [await greeted(), await greeted()];
      expect(await one.call('session.signIn', signIn)).toMatchObject({ value: { status: 'unlocked' } });
      expect(counts(await one.call('items.counts'))).toBe(1);
      expect(counts(await other.call('items.counts'))).toBe('notSignedIn');
      const [keeper] = harness.keepers.slice(-1);
      const ended = new Promise<void>((resolve) => {
        keeper?.onExit(resolve);
      });
      await one.close();
      await ended;
    });

    it('a program that is told what happens is told only of its own person', async () => {
      const [hers, nobodys] = [await greeted(), await greeted()];
      await hers.call('session.signIn', signIn);
      await nobodys.call('app.status');
      await harness.call('items.create', apiKeyDraft('Broker', 'value'));
      expect(await hers.next()).toMatchObject({ event: 'vault.changed' });
      await nobodys.call('app.status');
      expect(nobodys.messages).toEqual([]);
    });

    it('a program that somebody else has connected is a stranger, by name too, also to whoever signs in on it', async () => {
      const { token: programToken } = await harness.call('programs.register', { name: 'Payroll', origin: null });
      harness.openWindow();
      await harness.call('accounts.create', { username: 'ben', displayName: 'Ben', email: null, password: passwords.ben });
      await harness.call('items.create', { ...apiKeyDraft('Careful', 'value'), askBeforeUse: true });
      const client = await greeted({ programToken, name: 'a test' });
      const reading = { references: ['strongroom://Careful/key'], use: 'reveal', account: 'ben', waitSeconds: 0 };
      const claimsOf = async (by: typeof client) => {
        const result = await by.call('tokens.identity', { audience: 'x', account: null, waitSeconds: 0 });
        const [, claims = ''] = (result.value as { token: string }).token.split('.');
        return JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<string, unknown>;
      };
      const asked = () =>
        vi.waitFor(async () => {
          const [question] = await harness.call('approvals.list', undefined);
          if (question === undefined) throw new Error('nothing waits yet');
          await harness.call('approvals.answer', { id: question.id, decision: { allow: false } });
          return question.asker;
        });
      void client.call('secrets.read', reading);
      const stranger = await asked();
      expect(stranger).toMatchObject({ registered: false });
      expect(stranger.name).not.toContain('Payroll');
      await client.call('session.signIn', { who: { username: 'ben' }, password: passwords.ben, acceptOlder: false });
      expect(await claimsOf(client)).not.toHaveProperty('azp');

      harness.sender = window;
      const own = await greeted({ programToken });
      await own.call('session.signIn', signIn);
      expect(await claimsOf(own)).toMatchObject({ azp: 'Payroll' });
    });

    describe.runIf(process.platform === 'linux' && ['x64', 'arm64'].includes(process.arch))('by their terminals', () => {
      it('two runs in one terminal share its session; another terminal and a program there do not', async () => {
        const [one, other] = [new TerminalWindow(agent), new TerminalWindow(agent)];
        expect(counts(await one.run('items.counts'))).toBe('notSignedIn');
        expect(await one.run('session.signIn', signIn)).toMatchObject({ value: { status: 'unlocked' } });
        expect(counts(await one.run('items.counts'))).toBe(1);
        expect(counts(await one.run('items.counts', undefined, 'program'))).toBe('notSignedIn');
        expect(counts(await other.run('items.counts'))).toBe('notSignedIn');
        expect(await one.run('session.lock')).toMatchObject({ value: { status: 'locked' } });
        expect(counts(await one.run('items.counts'))).toBe('vaultLocked');
        await one.run('session.signOut');
        expect(counts(await one.run('items.counts'))).toBe('notSignedIn');
      });

      const reading = (name: string) => ({ references: [`strongroom://${name}/key`], use: 'reveal', account: null, waitSeconds: 0 });
      const waitingId = (): Promise<string> =>
        vi.waitFor(async () => {
          const [question] = await harness.from(window, () => harness.call('approvals.list', undefined));
          if (question === undefined) throw new Error('nothing waits yet');
          return question.id;
        });

      it('nobody says yes to a program of their own terminal there, and another terminal of theirs may', async () => {
        const terminal = await greeted({ as: 'terminal' });
        await terminal.call('session.signIn', signIn);
        const read = (await greeted()).call('secrets.read', reading('Exchange'));
        const yes = { id: await waitingId(), decision: allow('once') };
        const refused = { ok: false, error: { code: 'denied', detail: { what: 'approval' } } };
        expect(await terminal.call('approvals.answer', yes)).toEqual(refused);
        const other = new TerminalWindow(agent);
        await other.run('session.signIn', signIn);
        expect(await other.run('approvals.answer', yes)).toMatchObject({ ok: true });
        expect(await read).toMatchObject({ value: { values: ['value'] } });
      });

      it('an item that asks each time is let go at a terminal with the password alone', async () => {
        await harness.call('items.create', { ...apiKeyDraft('Careful', 'careful-value'), askBeforeUse: true });
        const read = (await greeted()).call('secrets.read', reading('Careful'));
        const yes = { id: await waitingId(), decision: allow('once') };
        const other = new TerminalWindow(agent);
        await other.run('session.signIn', signIn);
        const refused = { ok: false, error: { code: 'denied', detail: { what: 'window' } } };
        expect(await other.run('approvals.answer', yes)).toEqual(refused);
        expect(await other.run('approvals.answer', { ...yes, password: 'another one' })).toMatchObject({
          error: { code: 'wrongPassword' },
        });
        expect(await other.run('approvals.answer', { ...yes, password: passwords.ada })).toMatchObject({ ok: true });
        expect(await read).toMatchObject({ value: { values: ['careful-value'] } });
      });

      it('a terminal that is closed locks its person, where nobody else is at that vault', async () => {
        const terminal = new TerminalWindow(agent);
        await terminal.run('session.signIn', signIn);
        await harness.call('session.signOut', undefined);
        await terminal.run('session.signIn', signIn);
        const keeper = harness.keepers.at(-1);
        const ended = new Promise<void>((resolve) => {
          keeper?.onExit(resolve);
        });
        await terminal.close();
        harness.clock.advance(15_000);
        await ended;
      });

      it('sets up an installation from a terminal', async () => {
        const dataDirectory = temporaryDirectory();
        const places = agentIn(dataDirectory);
        const bare = await AppHarness.start({ dataDirectory, agent: places });
        const terminal = new TerminalWindow(places);
        const person = { username: 'ada', displayName: 'Ada', email: null, password: passwords.ada };
        const made = await terminal.run('setup.createAdministrator', person);
        expect(made).toMatchObject({ value: { session: { status: 'unlocked' } } });
        const { code, askGroup } = (made.value as { personal: { code: string; askGroup: number } }).personal;
        const group = code.split('-')[askGroup - 1];
        expect(await terminal.run('recovery.confirm', { kind: 'personal', group })).toMatchObject({ ok: true });
        expect(counts(await terminal.run('items.counts'))).toBe(0);
        await terminal.close();
        await bare.close();
      });

      it('says who started the command, not which command it is', async () => {
        const terminal = new TerminalWindow(agent);
        const result = await terminal.run('agent.status');
        expect(result.value).toMatchObject({ you: { name: 'terminal-process.ts (a test)', registered: false } });
      });
    });

    it('a window stays as it is, whatever programs do', async () => {
      const client = await greeted();
      await client.call('session.signIn', signIn);
      await client.call('session.signOut');
      await client.close();
      const result = await harness.app.call(window, 'items.counts', undefined);
      expect(result).toMatchObject({ ok: true });
    });
  });
});
