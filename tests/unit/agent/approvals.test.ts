import { beforeEach, describe, expect, it } from 'vitest';
import type { ItemSummary } from '../../../src-shared/items.ts';
import { limits } from '../../../src-shared/limits.ts';
import { BackOff } from '../../../src-main/agent/back-off.ts';
import { Unwelcome } from '../../../src-main/agent/unwelcome.ts';
import { TestSender } from '../../helpers/app-harness.ts';
import { ConsentFakes, signedIn } from '../../helpers/consent-fakes.ts';
import { allow, asker, deny } from '../../helpers/consent-stage.ts';
import { FakeClock } from '../../helpers/fake-clock.ts';

describe('approvals', () => {
  let fakes: ConsentFakes;
  let item: ItemSummary;

  beforeEach(() => {
    fakes = new ConsentFakes();
    fakes.open('ada');
    item = fakes.item('Exchange');
  });

  const only = () => fakes.approvals.list('ada')[0]?.id ?? '';

  it('are answered with the vault that is open then', async () => {
    const asked = fakes.ask('ada', item);
    const newer = fakes.open('ada');
    await fakes.answer('ada', only(), allow('once'));
    expect(await asked).toBe(newer);
    expect(fakes.approvals.waiting('ada')).toBe(0);
  });

  it('end with no when their time is over, once, and leave no timer behind when they are answered', async () => {
    const asked = fakes.ask('ada', item);
    expect(fakes.clock.pending).toBe(1);
    const denied = expect(asked).rejects.toMatchObject({ code: 'denied' });
    await fakes.answer('ada', only(), deny);
    await denied;
    expect(fakes.clock.pending).toBe(0);
    const other = fakes.ask('ada', item, { asker: asker('other') });
    const timedOut = expect(other).rejects.toMatchObject({ code: 'timedOut' });
    fakes.clock.advance(limits.approvalSeconds * 1000);
    await timedOut;
    expect(fakes.rows.map(({ action, outcome }) => [action, outcome])).toEqual([
      ['secret.refused', 'denied'],
      ['secret.refused', 'failed'],
    ]);
  });

  it('don’t pile up, neither as questions nor behind one of them', async () => {
    const left = new AbortController();
    const asking = (name: string) => fakes.ask('ada', item, { asker: asker(name), signal: left.signal }).catch((error: unknown) => error);
    const questions = Array.from({ length: 8 }, (_, at) => asking(`bot ${at}`));
    // One place is kept for programs that are connected.
    expect(fakes.approvals.waiting('ada')).toBe(limits.approvalsWaitingMax - 1);
    expect(await questions[7]).toMatchObject({ code: 'busy' });
    const joined = Array.from({ length: 64 }, () => asking('bot 0'));
    expect(await joined[63]).toMatchObject({ code: 'busy' });
    left.abort();
    await Promise.all([...questions, ...joined]);
    expect(fakes.approvals.waiting('ada')).toBe(0);
    expect(fakes.clock.pending).toBe(0);
  });

  it('of somebody who has gone already are never asked', async () => {
    await expect(fakes.ask('ada', item, { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'timedOut' });
    expect(fakes.approvals.waiting('ada')).toBe(0);
  });

  it('join only where program, use and everything that is asked are the same', async () => {
    const other = fakes.item('Other');
    const changes = [
      {},
      {},
      { use: 'inject' as const },
      { items: [{ item, fields: ['Key'] }] },
      { items: [{ item: other, fields: [] }] },
      { path: '/tmp/bot' },
    ];
    // Connected: of others not as many may wait.
    const bot = asker('bot', { registered: true });
    for (const { path = bot.path, ...change } of changes)
      fakes.ask('ada', item, { asker: { ...bot, path }, ...change }).catch(() => undefined);
    expect(fakes.approvals.waiting('ada')).toBe(5);
    fakes.approvals.cancel('ada');
  });

  it('are answered at no terminal that one of those who wait for the answer is at', async () => {
    const at = (kind: 'program' | 'cli', terminal: string) => Object.assign(new TestSender(kind), { terminal });
    const asked = [fakes.ask('ada', item, { sender: at('program', '7:1') }), fakes.ask('ada', item, { sender: at('program', '8:1') })];
    expect(fakes.approvals.waiting('ada')).toBe(1);
    const vault = fakes.vault('ada');
    const answering = (terminal: string) =>
      fakes.approvals.answer({ ...signedIn, sender: at('cli', terminal), vault }, only(), allow('once'));
    for (const terminal of ['7:1', '8:1']) await expect(answering(terminal)).rejects.toMatchObject({ code: 'denied' });
    await answering('9:1');
    await Promise.all(asked);
  });

  it('are not there any more where they ended while the password was looked at', async () => {
    const asked = fakes.ask('ada', fakes.item('Careful', { askBeforeUse: true })).catch((error: unknown) => error);
    const person = { ...signedIn, sender: new TestSender('cli'), vault: fakes.vault('ada') };
    const answer = fakes.approvals.answer(person, only(), allow('once'), 'right');
    fakes.clock.advance(limits.approvalSeconds * 1000);
    await expect(answer).rejects.toMatchObject({ code: 'notFound' });
    expect(await asked).toMatchObject({ code: 'timedOut' });
  });

  it('stay where what they give can’t be stored', async () => {
    const { program } = await fakes.programs.register(fakes.vault('ada'), { name: 'bot', origin: null });
    const asked = fakes.ask('ada', item, { asker: asker('bot', { key: program.key, registered: true }) });
    fakes.failing = true;
    await expect(fakes.answer('ada', only(), allow('always'))).rejects.toMatchObject({ code: 'diskFull' });
    expect(fakes.approvals.waiting('ada')).toBe(1);
    fakes.failing = false;
    await fakes.answer('ada', only(), allow('always'));
    await asked;
  });

  it('give nothing lasting to a program that was removed meanwhile', async () => {
    const { program } = await fakes.programs.register(fakes.vault('ada'), { name: 'bot', origin: null });
    const asked = fakes.ask('ada', item, { asker: asker('bot', { key: program.key, registered: true }) });
    await fakes.programs.remove(fakes.vault('ada'), program.key);
    await expect(fakes.answer('ada', only(), allow('always'))).rejects.toMatchObject({ code: 'invalidInput' });
    await fakes.answer('ada', only(), allow('once'));
    await asked;
  });

  it('of one person are no business of another', async () => {
    fakes.open('ben');
    fakes.ask('ada', item).catch(() => undefined);
    await expect(fakes.answer('ben', only(), allow('once'))).rejects.toMatchObject({ code: 'notFound' });
    const program = { ...signedIn, sender: new TestSender('program'), vault: fakes.vault('ada') };
    await expect(fakes.approvals.answer(program, only(), allow('once'))).rejects.toMatchObject({ code: 'denied' });
    fakes.approvals.cancel('ada');
  });
});

describe('questions that nobody welcomed', () => {
  it('are forgotten after an hour without any, and by a yes', () => {
    const clock = new FakeClock();
    const unwelcome = new Unwelcome(clock);
    const ask = () => (unwelcome.count('ada', bot), unwelcome.until('ada', bot));
    const bot = { key: 'bot', registered: false };
    expect([ask(), ask(), ask()]).toEqual([null, null, clock.now() + 30_000]);
    unwelcome.forgive('ada', bot);
    expect([ask(), ask()]).toEqual([null, null]);
    clock.advance(3_600_000);
    expect([ask(), ask(), ask()]).toEqual([null, null, clock.now() + 30_000]);
    expect(unwelcome.until('ben', bot)).toBeNull();
  });

  it('of a connected program hold up that program alone', () => {
    const unwelcome = new Unwelcome(new FakeClock());
    const bot = { key: 'bot', registered: true };
    for (let times = 0; times < 3; times += 1) unwelcome.count('ada', bot);
    expect(unwelcome.until('ada', bot)).not.toBeNull();
    for (const other of [
      { key: 'other', registered: true },
      { key: 'bot', registered: false },
    ])
      expect(unwelcome.until('ada', other)).toBeNull();
  });
});

describe('the delay after a no', () => {
  it('counts anew on a clock that was set back, and forgets the oldest of very many', () => {
    const clock = new FakeClock();
    const delays = new BackOff(clock, { failuresBeforeDelay: 1, firstDelaySeconds: 30, longestDelaySeconds: 900 });
    expect(delays.failed('bot')).toBe(clock.now() + 30_000);
    clock.set(clock.now() - 86_400_000);
    expect(delays.until('bot')).toBe(clock.now() + 30_000);
    for (let at = 0; at < 1000; at += 1) delays.failed(`bot ${at}`);
    expect(delays.until('bot')).toBeNull();
    expect(delays.until('bot 999')).not.toBeNull();
  });
});
