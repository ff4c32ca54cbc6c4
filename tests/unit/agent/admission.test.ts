import { beforeEach, describe, expect, it } from 'vitest';
import { Admission } from '../../../src-main/agent/socket/admission.ts';
import type { Peer } from '../../../src-main/agent/socket/peer.ts';
import type { ProcessFacts, SessionLeader } from '../../../src-main/agent/socket/processes.ts';

const facts = (pid: number): ProcessFacts => ({
  ...{ pid, parent: 1, session: pid, atTerminal: true, startTime: '1', path: '/bin/bot', script: null, inline: null, options: [] },
  name: 'bot',
});
const from = (session: number, startTime = '1'): Peer => ({
  ...{ kind: 'known', program: facts(1000 + session), parents: [], leader: { pid: session, startTime } },
});

describe('connections', () => {
  const signedIn = new Set<number>();
  let admission: Admission;

  beforeEach(() => {
    signedIn.clear();
    admission = new Admission(({ pid }: SessionLeader) => signedIn.has(pid));
  });
  const takes = (peer: Peer, count: number) => Array.from({ length: count }, () => admission.take(peer)).filter((place) => place !== null);

  it('are 32 of one process session at most, whatever others have, until one of them goes', () => {
    const places = takes(from(7), 40);
    expect(places).toHaveLength(32);
    expect(takes(from(8), 1)).toHaveLength(1);
    // Another one that was given the same pid.
    expect(takes(from(7, '2'), 1)).toHaveLength(1);
    places[0]?.();
    places[0]?.();
    expect(takes(from(7), 2)).toHaveLength(1);
  });

  it('are 32 of one program where its process session is out of sight', () => {
    const lost = (pid: number): Peer => ({ kind: 'known', program: facts(pid), parents: [], leader: null });
    expect(takes(lost(7), 40)).toHaveLength(32);
    expect(takes(lost(8), 40)).toHaveLength(32);
  });

  it('are 256 in all, of which 32 are kept for terminals where somebody is signed in', () => {
    for (let session = 1; session <= 7; session += 1) expect(takes(from(session), 32)).toHaveLength(32);
    expect(takes(from(8), 1)).toEqual([]);
    expect(takes({ kind: 'unknown' }, 1)).toEqual([]);
    signedIn.add(9);
    expect(takes(from(9), 40)).toHaveLength(32);
    signedIn.add(10);
    expect(takes(from(10), 1)).toEqual([]);
  });

  it('are bounded all together where nobody is known', () => {
    expect(takes({ kind: 'unknown' }, 300)).toHaveLength(224);
  });
});
