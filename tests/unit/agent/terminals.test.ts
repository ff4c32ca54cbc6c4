import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Terminals } from '../../../src-main/agent/socket/terminals.ts';
import type { Sender } from '../../../src-main/host.ts';
import { FakeClock } from '../../helpers/fake-clock.ts';

const nothing = (): void => undefined;

function stage() {
  const clock = new FakeClock();
  const gone = new Set<number>();
  const attached = new Set<Sender>();
  const sessions = new Set<Sender>();
  const terminals = new Terminals({
    clock,
    isThere: ({ pid }) => !gone.has(pid),
    attach: (sender) => void attached.add(sender),
    detach: (sender) => {
      attached.delete(sender);
      sessions.delete(sender);
    },
    hasSession: (sender) => sessions.has(sender),
  });
  const join = (pid: number, startTime = '1', push = nothing) => terminals.join({ pid, startTime }, push);
  return { clock, gone, attached, sessions, terminals, join };
}

describe('a terminal', () => {
  it('is one sender for all connections of its session, and another for each other session', () => {
    const { join } = stage();
    expect(join(10)?.sender).toBe(join(10)?.sender);
    expect(join(11)?.sender).not.toBe(join(10)?.sender);
    // A pid that was given out anew.
    expect(join(10, '2')?.sender).not.toBe(join(10)?.sender);
  });

  it('stays between connections while somebody is signed in, and is forgotten where nobody is', () => {
    const { terminals, attached, sessions, join } = stage();
    const signedIn = join(10)!;
    sessions.add(signedIn.sender);
    terminals.leave(signedIn, nothing);
    expect(join(10)).toBe(signedIn);
    sessions.clear();
    terminals.leave(signedIn, nothing);
    expect([attached.size, terminals.size]).toEqual([0, 0]);
  });

  it('is detached when its leader has gone: at its next use, and by the clock', () => {
    const { clock, gone, terminals, attached, sessions, join } = stage();
    const [used, left] = [join(10)!, join(11)!];
    for (const { sender } of [used, left]) sessions.add(sender);
    expect(terminals.isOpen(used)).toBe(true);
    gone.add(10).add(11);
    expect(terminals.isOpen(used)).toBe(false);
    expect(attached.has(used.sender)).toBe(false);
    expect(attached.has(left.sender)).toBe(true);
    clock.advance(15_000);
    expect([attached.size, terminals.size]).toEqual([0, 0]);
    expect(join(10)).toBeNull();
    // Its last connection ends only now.
    expect(() => terminals.leave(used, nothing)).not.toThrow();
  });

  it('is watched again when the first one comes after the last one has gone', () => {
    const { clock, gone, attached, sessions, join } = stage();
    for (const pid of [10, 20]) {
      sessions.add(join(pid)!.sender);
      gone.add(pid);
      clock.advance(15_000);
      expect(attached.size).toBe(0);
      clock.advance(60_000);
    }
  });

  it('tells what happens to the connections that it has at the moment', () => {
    const { terminals, join } = stage();
    const told: string[] = [];
    const [one, other] = [() => void told.push('one'), () => void told.push('other')];
    const terminal = join(10, '1', one)!;
    join(10, '1', other);
    terminals.leave(terminal, one);
    terminal.sender.push('session.changed', {});
    expect(told).toEqual(['other']);
  });

  it('is refused where there are too many, until one goes', () => {
    const { gone, terminals, join } = stage();
    for (let pid = 1; pid <= 256; pid += 1) expect(join(pid)).not.toBeNull();
    expect(join(1000)).toBeNull();
    gone.add(7);
    expect(join(1000)).not.toBeNull();
    expect(terminals.size).toBe(256);
  });

  it('leaves no sender behind, whatever comes and goes in which order', () => {
    const step = fc.record({
      pid: fc.integer({ min: 1, max: 5 }),
      act: fc.constantFrom('join', 'leave', 'signIn', 'signOut', 'die', 'tick', 'use'),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const { clock, gone, attached, sessions, terminals, join } = stage();
        const open: { pid: number; terminal: NonNullable<ReturnType<typeof join>>; push: () => void }[] = [];
        for (const { pid, act } of steps) {
          const push = (): void => undefined;
          const mine = open.findIndex((entry) => entry.pid === pid);
          const terminal = open[mine]?.terminal;
          if (act === 'join') {
            const joined = join(pid, '1', push);
            if (joined !== null) open.push({ pid, terminal: joined, push });
          } else if (act === 'die') gone.add(pid);
          else if (act === 'tick') clock.advance(15_000);
          else if (terminal !== undefined) {
            if (act === 'leave') terminals.leave(terminal, open.splice(mine, 1)[0]!.push);
            if (act === 'use') expect(terminals.isOpen(terminal)).toBe(attached.has(terminal.sender));
            if (act === 'signIn' && attached.has(terminal.sender)) sessions.add(terminal.sender);
            if (act === 'signOut') sessions.delete(terminal.sender);
          }
          expect(attached.size).toBe(terminals.size);
        }
        for (const { terminal, push } of open) terminals.leave(terminal, push);
        for (let pid = 1; pid <= 5; pid += 1) gone.add(pid);
        clock.advance(15_000);
        expect([attached.size, sessions.size, terminals.size]).toEqual([0, 0, 0]);
      }),
    );
  });
});
