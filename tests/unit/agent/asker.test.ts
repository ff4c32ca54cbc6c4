import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { askerOf } from '../../../src-main/agent/socket/asker.ts';
import type { Peer } from '../../../src-main/agent/socket/peer.ts';
import type { ProcessFacts } from '../../../src-main/agent/socket/processes.ts';
import { askerSchema } from '../../../src-shared/agent/programs.ts';

const facts = (more: Partial<ProcessFacts> = {}): ProcessFacts => ({
  ...{ pid: 20, parent: 10, session: 10, atTerminal: true, startTime: '1' },
  ...{ path: '/usr/bin/python3', script: '/srv/bot.py', inline: null, options: [], name: 'bot.py' },
  ...more,
});
const known = (more: Partial<ProcessFacts> = {}, parents: readonly string[] = ['bash']): Peer => ({
  kind: 'known',
  program: facts(more),
  parents: parents.map((name) => facts({ name })),
  leader: null,
});
const keyOf = (peer: Peer, hint: string | null = null): string => askerOf(peer, hint).key;

describe('who asks', () => {
  it('is the program and its script, with what it calls itself in brackets', () => {
    expect(askerOf(known(), 'trading')).toMatchObject({
      ...{ name: 'bot.py (trading)', path: '/usr/bin/python3 /srv/bot.py', parents: ['bash'], registered: false },
    });
    expect(askerOf(known(), 'bot.py').name).toBe('bot.py');
    expect(askerOf(known(), null).name).toBe('bot.py');
  });

  it('is known again by path and script, whatever its pid, its name and its parents', () => {
    expect(keyOf(known({ pid: 99, startTime: '7' }, ['zsh']), 'other')).toBe(keyOf(known()));
    expect(keyOf(known({ script: '/srv/other.py' }))).not.toBe(keyOf(known()));
    expect(keyOf(known({ options: ['-X', 'dev'] }))).not.toBe(keyOf(known()));
    expect(keyOf(known({ path: '/opt/python3' }))).not.toBe(keyOf(known()));
    expect(keyOf(known({ path: '/usr/bin/python3/srv', script: '/bot.py' }))).not.toBe(keyOf(known()));
  });

  it('is another one with other code in its arguments, which is not shown', () => {
    const [one, other] = ['print(1)', 'print(2)'].map((inline) => askerOf(known({ script: null, inline }), null));
    expect(one?.key).not.toBe(other?.key);
    expect(JSON.stringify(one)).not.toContain('print');
  });

  it('is only what it calls itself where the system tells nothing', () => {
    expect(askerOf({ kind: 'unknown' }, 'bot')).toMatchObject({ name: 'bot', path: null, parents: [], registered: false });
    expect(askerOf({ kind: 'unknown' }, null).name).toBe('?');
    expect(keyOf({ kind: 'unknown' }, 'bot')).not.toBe(keyOf({ kind: 'unknown' }, 'bot2'));
  });

  it('always fits the contract and can write nothing else into the question', () => {
    const text = fc.string({ maxLength: 9000, unit: 'binary' });
    fc.assert(
      fc.property(text, fc.option(text), fc.array(text, { maxLength: 8 }), fc.boolean(), (name, hint, parents, isKnown) => {
        const asker = askerOf(isKnown ? known({ name, path: name, script: name }, parents) : { kind: 'unknown' }, hint);
        expect(askerSchema.parse(asker)).toEqual(asker);
        expect([asker.name, asker.path ?? '', ...asker.parents].join('')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
      }),
    );
  });
});
