import { createPublicKey, verify } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { allow, asker, ConsentStage, deny } from '../helpers/consent-stage.ts';
import type { TestSender } from '../helpers/app-harness.ts';

const bot = asker('bot');
const locked = { code: 'vaultLocked' };

describe('reading values', () => {
  let stage: ConsentStage;
  let program: TestSender;

  beforeEach(async () => {
    stage = await ConsentStage.set();
    program = stage.connect();
  });
  afterEach(() => stage.harness.close());

  async function terminal(who: 'ada' | 'ben' = 'ada'): Promise<TestSender> {
    const cli = stage.connect('cli');
    await stage.harness.from(cli, () => stage.harness.signIn(who));
    return cli;
  }
  const actions = async () =>
    (await stage.as(stage.window('ada'), 'audit.own', { before: null, limit: 10 })).rows.map(({ action, client, outcome }) => [
      ...[action, client, outcome],
    ]);

  it('comes at once at a terminal where the person has signed in, and is written down', async () => {
    const references = ['strongroom://exchange/Key', 'strongroom://Exchange', 'strongroom://Exchange/Account'];
    expect(await stage.read(await terminal(), bot, { references, account: null })).toEqual(['ada-value', 'ada-value', 'main']);
    expect((await actions())[0]).toEqual(['secret.used', 'cli', 'ok']);
    expect((await actions())[1]?.[0]).not.toBe('secret.used');
  });

  it('is told to the person’s window with the items at once, and to nobody else', async () => {
    const used = (who: 'ada' | 'ben') => stage.window(who).events.filter(({ event }) => event === 'items.used');
    const references = ['strongroom://exchange/Key', 'strongroom://Exchange/Account'];
    await stage.read(await terminal(), bot, { references, account: null });
    expect(used('ada').map(({ payload }) => payload)).toMatchObject([{ ids: [expect.stringMatching(/^[0-9a-f-]{36}$/)] }]);
    expect(used('ben')).toEqual([]);
    expect(program.events.filter(({ event }) => event === 'items.used')).toEqual([]);
  });

  it('says what there is none of, and what there is more than one of', async () => {
    const cli = await terminal();
    await stage.add('ada', 'exchange', 'other');
    const failing = (reference: string) => stage.read(cli, bot, { references: [reference], account: null });
    expect(await failing('strongroom://Nothing')).toMatchObject({ code: 'notFound', detail: { what: 'item' } });
    expect(await failing('strongroom://EXCHANGE')).toMatchObject({ code: 'ambiguous', detail: { what: 'item' } });
    expect(await failing('strongroom://Exchange/none')).toMatchObject({ code: 'notFound', detail: { what: 'field' } });
  });

  it('is given up after as long as the program wants to wait for an answer, and asks nobody where that is no time at all', async () => {
    const reading = { references: ['strongroom://Exchange/key'], use: 'reveal', account: 'ada', waitSeconds: 0 };
    const within = (consentSeconds: number) => stage.harness.app.call(program, 'secrets.read', { ...reading, consentSeconds }, bot, null);
    const timedOut = { ok: false, error: { code: 'timedOut', detail: { what: 'consent' } } };
    expect(await within(0)).toEqual(timedOut);
    expect(await stage.waiting()).toEqual([]);
    const read = within(5);
    await stage.question();
    stage.harness.clock.advance(5_000);
    expect(await read).toEqual(timedOut);
    expect(await stage.waiting()).toEqual([]);
    const answered = within(5);
    await stage.answer(allow('once'));
    expect(await answered).toEqual({ ok: true, value: { values: ['ada-value'] } });
  });

  it('asks the person each time for an item that is to ask, also at their own terminal and whichever way it takes', async () => {
    const { id } = await stage.add('ada', 'Careful', 'careful-value', { askBeforeUse: true });
    const cli = await terminal();
    const references = ['strongroom://Careful/key'];
    for (let times = 0; times < 2; times += 1)
      expect(await stage.readWith(allow('once'), cli, bot, { references })).toEqual(['careful-value']);
    expect(await stage.readWith(deny, cli, bot, { references })).toMatchObject({ code: 'denied' });
    stage.harness.clock.advance(30_000);

    const detail = await stage.as(cli, 'items.get', { id });
    const draft = { kind: detail.kind, name: detail.name, tags: detail.tags, favourite: false, askBeforeUse: false, expiresAt: null };
    const ways = [
      ['items.reveal', { id, fieldId: 'key' }],
      ['items.copy', { id, fieldId: 'key' }],
      ['items.update', { id, revision: detail.revision, draft: { ...draft, fields: [] } }],
    ] as const;
    for (const [channel, input] of ways) {
      const result = stage.harness.app.call(cli, channel, input, bot);
      await stage.answer(deny);
      expect(await result).toMatchObject({ ok: false, error: { code: 'denied' } });
      stage.harness.clock.advance(240_000);
      await stage.as(cli, 'session.activity', undefined);
    }
    await stage.as(cli, 'items.trash', { ids: [id] });
    const trashed = stage.harness.app.call(cli, 'items.reveal', { id, fieldId: 'key' }, bot);
    await stage.answer(deny);
    expect(await trashed).toMatchObject({ ok: false });
    expect(await stage.as(stage.window('ada'), 'items.reveal', { id, fieldId: 'key' })).toEqual({ value: 'careful-value' });
  });

  it('waits for a locked vault as long as it was told to, and not a moment where it was told not to', async () => {
    const { by } = await stage.registered('ada');
    await stage.readWith(allow('always'), program, by);
    await stage.lock();
    expect(await stage.read(program, by)).toEqual(locked);
    const patient = stage.read(program, by, { waitSeconds: 60 });
    const impatient = stage.read(program, by, { waitSeconds: 10 });
    await vi.waitFor(() => expect(stage.harness.clock.pending).toBeGreaterThan(1));
    stage.harness.clock.advance(10_000);
    expect(await impatient).toEqual(locked);
    await stage.unlock();
    expect(await patient).toEqual(['ada-value']);
  });

  it('waits at a terminal for its person, not for somebody else', async () => {
    const cli = await terminal();
    await stage.lock();
    await stage.lock('ben');
    const read = stage.read(cli, bot, { account: null, waitSeconds: 60 });
    await stage.unlock('ben');
    await stage.unlock('ada');
    expect(await read).toEqual(['ada-value']);
  });

  it('does not wait for whoever has gone', async () => {
    await stage.lock();
    const gone = new AbortController();
    const read = stage.read(program, bot, { waitSeconds: 600, signal: gone.signal });
    gone.abort();
    expect(await read).toEqual(locked);
  });

  it('lets 32 of one program wait, and 256 in all, and refuses the next', async () => {
    await stage.lock();
    const gone = new AbortController();
    const waits = (name: string, count: number) =>
      Array.from({ length: count }, () => stage.read(program, asker(name), { waitSeconds: 600, signal: gone.signal }));
    const busy = { code: 'busy', detail: { what: 'waiting' } };
    // Each comes to its place after the same few steps: the last of them after all the others.
    const waiting = waits('bot 0', 32);
    expect(await stage.read(stage.connect(), asker('bot 0'), { waitSeconds: 600 })).toEqual(busy);
    for (let at = 1; at < 8; at += 1) waiting.push(...waits(`bot ${at}`, 32));
    expect(await stage.read(stage.connect(), bot, { waitSeconds: 600 })).toEqual(busy);
    gone.abort();
    expect(new Set((await Promise.all(waiting)).map((failure) => JSON.stringify(failure)))).toEqual(new Set([JSON.stringify(locked)]));
  });

  it('takes the vault of the only person who is there, and asks whose where there are several', async () => {
    expect(await stage.read(program, bot, { account: null })).toEqual({ code: 'ambiguous', detail: { what: 'account' } });
    expect(await stage.read(program, bot, { account: 'nobody' })).toEqual({ code: 'notFound', detail: { what: 'account' } });
    await stage.lock('ben');
    expect(await stage.readWith(allow('once'), program, bot, { account: null })).toEqual(['ada-value']);
    expect(await stage.read(program, bot, { account: 'ben' })).toEqual(locked);
  });

  it('tells nobody who has an account where the login screen doesn’t', async () => {
    await stage.people.setPolicy({ loginScreen: 'names' });
    await stage.lock('ben');
    expect(await stage.read(program, bot, { account: 'nobody' })).toEqual(locked);
    expect(await stage.read(program, bot, { account: 'ben' })).toEqual(locked);
  });

  it('of a registered program goes to whoever registered it', async () => {
    const { by } = await stage.registered('ben');
    const read = stage.read(program, by, { account: null });
    await stage.answer(allow('always'), 'ben');
    expect(await read).toEqual(['ben-value']);
    expect(await stage.read(program, by, { account: null })).toEqual(['ben-value']);
  });

  it('of another person with a program of one’s own is a stranger’s', async () => {
    const { by } = await stage.registered('ben');
    await stage.readWith(allow('always'), program, by, { account: 'ben' });
    void stage.read(program, by, { account: 'ada' });
    const question = await stage.question('ada');
    expect(question.asker.registered).toBe(false);
    const result = await stage.harness.app.call(stage.window('ada'), 'approvals.answer', { id: question.id, decision: allow('always') });
    expect(result).toMatchObject({ ok: false, error: { code: 'invalidInput' } });
  });

  it('of another person asks that person, from a signed-in terminal too', async () => {
    const cli = await terminal('ada');
    expect(await stage.readWith(deny, cli, bot, { account: 'ben' })).toMatchObject({ code: 'denied' });
  });

  it('finds out no names by trying them', async () => {
    const tries = [];
    for (let at = 0; at < 12; at += 1) tries.push(await stage.read(program, bot, { references: [`strongroom://Guess ${at}`] }));
    expect(tries.slice(0, 10).every((failure) => 'code' in failure && failure.code === 'notFound')).toBe(true);
    expect(tries.slice(10)).toEqual([expect.objectContaining({ code: 'denied' }), expect.objectContaining({ code: 'denied' })]);
    expect(await stage.read(program, bot)).toMatchObject({ code: 'denied' });
  });

  it('is off where the policy has it off, for whoever waits too', async () => {
    await stage.lock('ben');
    const read = stage.read(program, bot, { account: 'ben', waitSeconds: 60 });
    const cli = await terminal();
    await stage.people.setPolicy({ agent: false });
    expect(await stage.read(cli, bot)).toEqual({ code: 'agentOff' });
    await stage.unlock('ben');
    expect(await read).toEqual({ code: 'agentOff' });
  });

  it.each([['at a terminal'], ['of a program']])('%s is over where a lock overtakes it, at whatever step', async (where) => {
    const cli = await terminal();
    const { by } = await stage.registered('ada');
    await stage.readWith(allow('always'), program, by);
    const outcomes = new Set<string>();
    for (let steps = 0; steps < 40; steps += 1) {
      let settled = false;
      const reading = where === 'of a program' ? stage.read(program, by) : stage.read(cli, bot, { account: null });
      const read = reading.finally(() => (settled = true));
      for (let step = 0; step < steps; step += 1) await new Promise((go) => void setImmediate(go));
      const before = settled;
      const lock = stage.lock();
      expect(await read).toEqual(before ? ['ada-value'] : locked);
      outcomes.add(before ? 'before' : 'overtaken');
      await lock;
      await stage.unlock();
    }
    expect(outcomes).toEqual(new Set(['overtaken', 'before']));
  });

  it('is no matter of a window, where values are shown one at a time', async () => {
    const window = stage.window('ada');
    const refused = { code: 'denied', detail: { what: 'window' } };
    expect(await stage.read(window, null, { account: null })).toEqual(refused);
    expect(await stage.read(window, null, { account: 'ben' })).toEqual(refused);
    expect(await stage.read(stage.connect('desktop'), null, { account: null })).toEqual(refused);
    const asking = { audience: 'https://charts.example', account: null, waitSeconds: 0 };
    expect(await stage.harness.app.call(window, 'tokens.identity', asking)).toEqual({ ok: false, error: refused });
    expect(await stage.waiting()).toEqual([]);
  });

  it('is refused to somebody who has to choose a new password first', async () => {
    await stage.people.act('requirePassword', stage.people.ben.id);
    const cli = await terminal('ben');
    expect(await stage.read(cli, bot, { account: null })).toEqual({ code: 'passwordDue' });
  });

  it('of what is in the trash finds nothing', async () => {
    const [item] = await stage.as(stage.window('ada'), 'items.find', { item: 'Exchange' });
    const cli = await terminal();
    const read = stage.read(program, bot);
    await stage.question();
    await stage.as(stage.window('ada'), 'items.trash', { ids: [item?.id ?? ''] });
    await stage.answer(allow('once'));
    expect(await read).toMatchObject({ code: 'notFound' });
    expect(await stage.read(cli, bot)).toMatchObject({ code: 'notFound' });
  });

  it('gives what the person has read of, whatever is renamed while they read', async () => {
    const [item] = await stage.as(stage.window('ada'), 'items.find', { item: 'Exchange' });
    const read = stage.read(program, bot, { references: ['strongroom://Exchange/Account'] });
    expect(await stage.question()).toMatchObject({ items: [{ name: 'Exchange', fields: ['Account'] }] });
    const fields = [
      { id: 'key', name: 'Account', type: 'hidden', value: null } as const,
      { id: 'account', name: 'Old account', type: 'text', value: 'main' } as const,
    ];
    const draft = { kind: 'apiKey', name: 'Renamed', favourite: false, expiresAt: null } as const;
    const input = { id: item?.id ?? '', revision: item?.revision ?? 0, draft: { ...draft, tags: [], fields } };
    await stage.as(stage.window('ada'), 'items.update', input);
    await stage.answer(allow('once'));
    expect(await read).toEqual(['main']);
  });

  it.each(['https://evil.example/\u202Emoc.buhtig', 'one\nfor github.com', 'a\u0000b', 'a\u2028b'])(
    'is for no audience that could write something else into the question: %j',
    async (audience) => {
      const asking = { audience, account: 'ada', waitSeconds: 0 };
      const result = await stage.harness.app.call(program, 'tokens.identity', asking, bot);
      expect(result).toEqual({ ok: false, error: { code: 'invalidInput', detail: { what: 'audience' } } });
      expect(await stage.waiting()).toEqual([]);
    },
  );

  it('says who the person is, signed for one audience, after the same questions', async () => {
    const { by } = await stage.registered('ada');
    const asking = { audience: 'https://charts.example', account: 'ada', waitSeconds: 0 };
    const token = async (audience = asking.audience) => stage.harness.app.call(program, 'tokens.identity', { ...asking, audience }, by);
    const first = token();
    expect(await stage.question()).toMatchObject({ items: [], audience: asking.audience });
    await stage.answer(allow('always'));
    const given = (await first) as { ok: true; value: { token: string } };
    const [header = '', payload = '', signature = ''] = given.value.token.split('.');
    const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>;
    const { keys } = await stage.as(program, 'tokens.jwks', undefined);
    const key = keys.find(({ kid }) => kid === read(header)['kid']);
    expect(key?.['kid']).toBe(stage.people.ada.id);
    const publicKey = createPublicKey({ key: key ?? {}, format: 'jwk' });
    expect(verify(null, Buffer.from(`${header}.${payload}`), publicKey, Buffer.from(signature, 'base64url'))).toBe(true);
    expect(read(payload)).toMatchObject({ sub: stage.people.ada.id, aud: asking.audience, azp: 'bot' });
    expect(await token()).toMatchObject({ ok: true });
    const other = token('https://other.example');
    await stage.answer(deny);
    expect(await other).toMatchObject({ ok: false, error: { code: 'denied' } });
    expect((await actions()).map(([action]) => action)).toContain('identity.issued');
  });
});
