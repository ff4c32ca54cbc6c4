import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { limits } from '../../src-shared/limits.ts';
import type { TestSender } from '../helpers/app-harness.ts';
import { allow, asker, ConsentStage, deny } from '../helpers/consent-stage.ts';

const bot = asker('bot');

describe('a question to a person', () => {
  let stage: ConsentStage;
  let program: TestSender;

  beforeEach(async () => {
    stage = await ConsentStage.set();
    program = stage.connect();
  });
  afterEach(() => stage.harness.close());

  const answering = async (sender: TestSender, id: string, decision: ReturnType<typeof allow>) => {
    const result = await stage.harness.app.call(sender, 'approvals.answer', { id, decision });
    return result.ok ? 'ok' : result.error;
  };
  /** Asks for another item each time, as otherwise it would join the question before. */
  async function askFor(count: number): Promise<void> {
    for (let at = 0; at < count; at += 1) {
      await stage.add('ada', `Item ${at}`, `value ${at}`);
      void stage.read(stage.connect(), bot, { references: [`strongroom://Item ${at}/key`] });
    }
    await vi.waitFor(async () => expect(await stage.waiting()).toHaveLength(count));
  }
  /** Asks as one stranger after the other, each of which ends as `end` lets it, until one isn't asked; how many were. */
  async function askedUntilRefused(end: (gone: AbortController) => Promise<void> | void): Promise<number> {
    for (let at = 0; at < 50; at += 1) {
      const gone = new AbortController();
      const read = stage.read(stage.connect(), asker(`stranger ${at}`), { signal: gone.signal });
      const refused = await Promise.race([read, stage.question().then(() => null)]);
      if (refused !== null) {
        expect(refused).toEqual({ code: 'denied', detail: { retryAt: expect.any(Number) as number } });
        return at;
      }
      await end(gone);
      await read;
    }
    return Infinity;
  }

  it('says who asks, by whom it was started, what for, and how often it has asked before', async () => {
    const asking = { ...bot, name: 'bot\u202Etxt.exe', parents: ['sh\nroot'] };
    void stage.read(program, asking, {
      references: ['strongroom://exchange/key', 'strongroom://Exchange', 'strongroom://Exchange/ACCOUNT'],
      use: 'inject',
    });
    const question = await stage.question();
    expect(question).toMatchObject({
      asker: { name: 'bot�txt.exe', path: '/usr/bin/bot', parents: ['sh�root'], registered: false },
      ...{ use: 'inject', audience: null, askedBefore: 0 },
      items: [{ name: 'Exchange', tags: ['trading'], fields: ['Key', 'Account'], askAlways: false }],
    });
    expect(question.expiresAt - question.askedAt).toBe(120_000);
    await stage.answer(allow('once'));
    void stage.read(program, asking);
    expect(await stage.question()).toMatchObject({ askedBefore: 1 });
  });

  it('shows no name of an item or field as something else either', async () => {
    await stage.add('ada', 'Bank\u202Eknab', 'value');
    void stage.read(program, bot, { references: ['strongroom://Bank%E2%80%AEknab/key'] });
    expect(await stage.question()).toMatchObject({ items: [{ name: 'Bank�knab', fields: ['Key'] }] });
  });

  it('is asked where nothing was said before, and no value leaves while it waits', async () => {
    let settled = false;
    const read = stage.read(program, bot).finally(() => (settled = true));
    await stage.question();
    expect(settled).toBe(false);
    await stage.answer(deny);
    expect(await read).toMatchObject({ code: 'denied' });
  });

  it('is answered with no, where nobody answers it', async () => {
    const read = stage.read(program, bot);
    const { id } = await stage.question();
    stage.harness.clock.advance(limits.approvalSeconds * 1000);
    expect(await read).toEqual({ code: 'timedOut' });
    expect(await stage.waiting()).toEqual([]);
    expect(await answering(stage.window('ada'), id, allow('once'))).toMatchObject({ code: 'notFound' });
  });

  it('is cancelled when the person locks', async () => {
    const read = stage.read(program, bot);
    await stage.question();
    await stage.lock();
    expect(await read).toEqual({ code: 'vaultLocked' });
    await stage.unlock();
    expect(await stage.waiting()).toEqual([]);
  });

  it('is taken back when whoever asked has gone, and not before the last of them has', async () => {
    const [one, other] = [new AbortController(), new AbortController()];
    const reads = [stage.read(program, bot, { signal: one.signal }), stage.read(stage.connect(), bot, { signal: other.signal })];
    await stage.question();
    one.abort();
    expect(await reads[0]).toMatchObject({ code: 'timedOut', detail: { reason: 'disconnected' } });
    expect(await stage.waiting()).toHaveLength(1);
    other.abort();
    await reads[1];
    expect(await stage.waiting()).toEqual([]);
  });

  it('is one question, however often the same program asks it', async () => {
    const reads = Array.from({ length: 10 }, () => stage.read(stage.connect(), bot));
    await stage.answer(allow('once'));
    expect(await Promise.all(reads)).toEqual(Array.from({ length: 10 }, () => ['ada-value']));
  });

  it('is another one where the program was started by somebody else: what the person read is what they agree to', async () => {
    const reads = [stage.read(program, bot), stage.read(stage.connect(), { ...bot, parents: ['malware'] })];
    await vi.waitFor(async () => expect(await stage.waiting()).toHaveLength(2));
    const mine = (await stage.waiting()).find(({ asker: { parents } }) => parents[0] === 'sh');
    expect(await answering(stage.window('ada'), mine?.id ?? '', allow('once'))).toBe('ok');
    expect(await reads[0]).toEqual(['ada-value']);
    await stage.answer(deny);
    expect(await reads[1]).toMatchObject({ code: 'denied' });
  });

  it('is never one of many: beyond four of strangers the next one is refused at once, other people are asked, and so is a connected program', async () => {
    const { by } = await stage.registered('ada');
    await askFor(limits.approvalsWaitingMax - 1);
    expect(await stage.read(program, asker('another'))).toEqual({ code: 'busy', detail: { what: 'approvals' } });
    expect(await stage.readWith(allow('once'), program, bot, { account: 'ben' })).toEqual(['ben-value']);
    void stage.read(program, by);
    await vi.waitFor(async () => expect(await stage.waiting()).toHaveLength(limits.approvalsWaitingMax));
    expect(await stage.read(program, by, { use: 'inject' })).toEqual({ code: 'busy', detail: { what: 'approvals' } });
  });

  it.each([
    ['said no to', () => stage.answer(deny)],
    ['let go by', () => stage.harness.clock.advance(limits.approvalSeconds * 1000)],
    ['taken back by whoever asked', (gone: AbortController) => gone.abort()],
  ])('that three strangers asked and that was %s is asked of nobody for a while, under whatever names', async (_, end) => {
    expect(await askedUntilRefused(end)).toBe(3);
    const { by } = await stage.registered('ada');
    expect(await stage.readWith(allow('once'), program, by)).toEqual(['ada-value']);
    stage.harness.clock.advance(30_000);
    expect(await askedUntilRefused(end)).toBe(1);
    stage.harness.clock.advance(59_000);
    await stage.as(stage.window('ada'), 'session.activity', undefined);
    expect(await stage.read(program, bot)).toMatchObject({ code: 'denied' });
    stage.harness.clock.advance(1000);
    expect(await stage.readWith(allow('once'), program, bot)).toEqual(['ada-value']);
  });

  it('is put to nobody by strangers for ten minutes where the person wants that, and what waits is refused', async () => {
    const { by } = await stage.registered('ada');
    const reads = [stage.read(program, bot), stage.read(stage.connect(), asker('other'))];
    await vi.waitFor(async () => expect(await stage.waiting()).toHaveLength(2));
    const connected = stage.read(stage.connect(), by);
    await vi.waitFor(async () => expect(await stage.waiting()).toHaveLength(3));
    const { clock } = stage.harness;
    await stage.as(stage.window('ada'), 'approvals.refuseStrangers', undefined);
    const refused = { code: 'denied', detail: { retryAt: clock.now() + 600_000 } };
    expect(await Promise.all(reads)).toEqual([refused, refused]);
    expect(await stage.read(program, asker('third'))).toEqual(refused);
    await stage.answer(allow('once'));
    expect(await connected).toEqual(['ada-value']);
    expect(await stage.readWith(allow('once'), program, bot, { account: 'ben' })).toEqual(['ben-value']);
    clock.set(clock.now() - 240_000);
    expect(await stage.read(program, bot)).toMatchObject({ code: 'denied', detail: { retryAt: clock.now() + 600_000 } });
    clock.advance(300_000);
    await stage.as(stage.window('ada'), 'session.activity', undefined);
    clock.advance(300_000);
    expect(await stage.readWith(allow('once'), program, bot)).toEqual(['ada-value']);
  });

  it('is not asked again for half a minute after a no, then a minute, up to a quarter of an hour, and a yes forgets that', async () => {
    const { clock } = stage.harness;
    for (const seconds of [30, 60, 120, 240, 480, 900, 900]) {
      await stage.as(stage.window('ada'), 'session.activity', undefined);
      expect(await stage.readWith(deny, program, bot)).toEqual({ code: 'denied', detail: { retryAt: clock.now() + seconds * 1000 } });
      clock.advance(seconds * 500);
      await stage.as(stage.window('ada'), 'session.activity', undefined);
      expect(await stage.read(program, bot)).toMatchObject({ code: 'denied', detail: { retryAt: expect.any(Number) as number } });
      expect(await stage.waiting()).toEqual([]);
      clock.advance(seconds * 500);
    }
    expect(await stage.readWith(allow('once'), program, bot)).toEqual(['ada-value']);
    expect(await stage.readWith(deny, program, bot)).toEqual({ code: 'denied', detail: { retryAt: clock.now() + 30_000 } });
    expect(await stage.readWith(allow('once'), program, asker('another'))).toEqual(['ada-value']);
  });

  it('is answered by its person alone: not by others, not by a program, not by whoever asks', async () => {
    await stage.add('ada', 'Careful', 'careful-value', { askBeforeUse: true });
    const cli = stage.connect('cli');
    await stage.harness.from(cli, () => stage.harness.signIn('ada'));
    const read = stage.read(cli, bot, { references: ['strongroom://Careful/key'] });
    const { id } = await stage.question();
    expect(await answering(stage.window('ben'), id, allow('once'))).toMatchObject({ code: 'notFound' });
    expect(await answering(cli, id, allow('once'))).toMatchObject({ code: 'denied' });
    await stage.harness.from(program, () => stage.harness.signIn('ada'));
    expect(await answering(program, id, allow('once'))).toMatchObject({ code: 'denied' });
    const other = stage.connect('cli');
    expect(await answering(other, id, allow('once'))).toMatchObject({ code: 'notSignedIn' });
    await stage.harness.from(other, () => stage.harness.signIn('ada'));
    expect(await answering(other, id, allow('once'))).toEqual({ code: 'denied', detail: { what: 'window' } });
    expect(await answering(stage.window('ada'), id, allow('once'))).toBe('ok');
    expect(await read).toEqual(['careful-value']);
  });

  it('of a program that nobody has registered gets nothing that outlasts the lock', async () => {
    void stage.read(program, bot);
    const { id } = await stage.question();
    for (const decision of [allow('always'), allow('untilLock', { leaseMinutes: 1 }), allow('tenMinutes', { leaseMinutes: 1 })])
      expect(await answering(stage.window('ada'), id, decision)).toMatchObject({ code: 'invalidInput' });
    expect(await stage.waiting()).toHaveLength(1);
    expect(await answering(stage.window('ada'), id, allow('untilLock'))).toBe('ok');
  });

  it('gets no longer lease than the policy has, and none with a single yes', async () => {
    const { by } = await stage.registered('ada');
    void stage.read(program, by);
    const { id } = await stage.question();
    for (const decision of [allow('always', { leaseMinutes: 721 }), allow('once', { leaseMinutes: 1 })])
      expect(await answering(stage.window('ada'), id, decision)).toEqual({ code: 'invalidInput', detail: { what: 'leaseMinutes' } });
    expect(await answering(stage.window('ada'), id, allow('always', { leaseMinutes: 720 }))).toBe('ok');
  });

  it('gets no tag that doesn’t hold for everything that was asked', async () => {
    await stage.add('ada', 'Diary', 'dear diary', { tags: ['private'] });
    const read = stage.read(program, bot, { references: ['strongroom://Exchange/key', 'strongroom://Diary/key'] });
    const { id } = await stage.question();
    for (const tag of ['trading', 'private', 'other'])
      expect(await answering(stage.window('ada'), id, allow('untilLock', { tag }))).toEqual({
        code: 'invalidInput',
        detail: { what: 'tag' },
      });
    expect(await answering(stage.window('ada'), id, allow('untilLock'))).toBe('ok');
    expect(await read).toEqual(['ada-value', 'dear diary']);
    expect(await stage.as(stage.window('ada'), 'grants.list', undefined)).toHaveLength(2);
  });

  it('with an item that asks each time gets a yes for this once, and for nothing else in it either', async () => {
    await stage.add('ada', 'Careful', 'careful-value', { askBeforeUse: true });
    const { by } = await stage.registered('ada');
    const read = stage.read(program, by, { references: ['strongroom://Exchange/key', 'strongroom://Careful/key'] });
    const question = await stage.question();
    expect(question.items.map(({ name, askAlways }) => [name, askAlways])).toEqual([
      ['Exchange', false],
      ['Careful', true],
    ]);
    for (const duration of ['tenMinutes', 'untilLock', 'always'] as const)
      expect(await answering(stage.window('ada'), question.id, allow(duration))).toMatchObject({ code: 'invalidInput' });
    expect(await answering(stage.window('ada'), question.id, allow('once'))).toBe('ok');
    expect(await read).toEqual(['ada-value', 'careful-value']);
  });

  it('is told to the person’s windows and terminals, and to no program', async () => {
    await stage.harness.from(program, () => stage.harness.signIn('ada'));
    const read = stage.read(stage.connect(), bot);
    await stage.question();
    expect(stage.window('ada').events).toContainEqual({ event: 'approvals.changed', payload: { waiting: 1 } });
    await stage.answer(deny);
    await read;
    expect(stage.window('ada').events).toContainEqual({ event: 'approvals.changed', payload: { waiting: 0 } });
    const told = [...stage.window('ben').events, ...program.events].filter(({ event }) => event === 'approvals.changed');
    expect(told).toEqual([]);
  });

  it('leaves a program in the list of those that have asked, with how often it was refused', async () => {
    await stage.readWith(allow('once'), program, bot);
    await stage.readWith(deny, program, bot);
    const list = await stage.as(stage.window('ada'), 'programs.list', undefined);
    expect(list).toMatchObject([{ key: bot.key, name: 'bot', path: '/usr/bin/bot', registered: false, asked: 2, refused: 1 }]);
    await stage.as(stage.window('ada'), 'programs.remove', { key: bot.key });
    expect(await stage.as(stage.window('ada'), 'programs.list', undefined)).toEqual([]);
  });

  it('takes one answer', async () => {
    const { by } = await stage.registered('ada');
    const read = stage.read(program, by);
    const { id } = await stage.question();
    const answers = await Promise.all(
      [allow('always'), allow('untilLock')].map((decision) => answering(stage.window('ada'), id, decision)),
    );
    expect(answers).toEqual(['ok', expect.objectContaining({ code: 'notFound' })]);
    expect(await read).toEqual(['ada-value']);
  });
});
