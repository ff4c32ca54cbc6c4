import { beforeEach, describe, expect, it } from 'vitest';
import { type ApiDoor, SessionSenders } from '../../../src-main/agent/http/session-senders.ts';
import type { Sender } from '../../../src-main/host.ts';
import { AppError } from '../../../src-shared/errors.ts';
import { FakeClock } from '../../helpers/fake-clock.ts';

describe('the senders of sessions', () => {
  const clock = new FakeClock();
  let attached: Set<Sender>;
  let standing: Map<Sender, string>;
  let live: Set<string>;
  let senders: SessionSenders;
  let resumed: number;

  const door: Pick<ApiDoor, 'attach' | 'detach' | 'call'> = {
    attach: (sender) => void attached.add(sender),
    detach: async (sender) => void (attached.delete(sender) && standing.delete(sender)),
    call: async () => ({ ok: true, value: undefined }),
  };

  beforeEach(() => {
    [attached, standing, live, resumed] = [new Set(), new Map(), new Set(['one', 'two']), 0];
    const sessions = {
      async resume(sender: Sender, sessionId: string) {
        resumed += 1;
        if (!live.has(sessionId)) throw new AppError('notSignedIn');
        standing.set(sender, sessionId);
      },
      signedIn(sender: Sender) {
        const sessionId = standing.get(sender);
        if (sessionId === undefined) throw new AppError('notSignedIn');
        return { sessionId, ownerId: 'ada' };
      },
    };
    senders = new SessionSenders({ door, sessions, clock });
  });

  it('are one for each session, however many ask for it at once', async () => {
    const [first, second] = await Promise.all([senders.of('one', undefined), senders.of('one', undefined)]);
    expect([first === second, await senders.of('one', undefined), resumed, attached.size]).toEqual([true, first, 1, 1]);
  });

  it('leave nothing behind where a session can not be resumed', async () => {
    await expect(senders.of('gone', undefined)).rejects.toMatchObject({ code: 'notSignedIn' });
    expect([attached.size, senders.size]).toEqual([0, 0]);
  });

  it('never come back to a session that was taken away from them, though its row still says that it lives', async () => {
    const sender = await senders.of('one', undefined);
    standing.delete(sender);
    await expect(senders.of('one', undefined)).rejects.toMatchObject({ code: 'notSignedIn' });
    await expect(senders.of('one', undefined)).rejects.toMatchObject({ code: 'notSignedIn' });
    expect([resumed, attached.size]).toEqual([1, 0]);
  });

  it('that nobody has used for long go, and come back when they are used', async () => {
    const sender = await senders.of('one', undefined);
    const listened = await senders.of('two', undefined);
    listened.listen(() => undefined);
    await senders.sweep(clock.now());
    expect(senders.size).toBe(2);
    await senders.sweep(clock.now() + 1);
    expect([attached.has(sender), attached.has(listened), senders.size]).toEqual([false, true, 1]);
    expect(await senders.of('one', undefined)).not.toBe(sender);
  });

  it('are not more than 64 of one person: the one used longest ago makes room', async () => {
    for (let each = 0; each < 70; each += 1) {
      live.add(`s${each}`);
      await senders.of(`s${each}`, undefined);
    }
    expect([senders.size, attached.size]).toEqual([64, 64]);
    expect((await senders.of('s0', undefined)).client).toBe('HTTP API');
  });

  it('call themselves by what their program says, as far as that can be shown', () => {
    const name = (userAgent: string) => senders.begin(userAgent).client;
    expect(name('python-requests/2.31')).toBe('HTTP API: python-requests/2.31');
    expect(name('a\u202Eb\nc\u0000d\u200B')).toBe('HTTP API: abcd');
    expect(name('\n\t')).toBe('HTTP API');
    expect(name('x'.repeat(500))).toHaveLength(110);
  });
});
