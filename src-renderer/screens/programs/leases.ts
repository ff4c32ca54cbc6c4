import type { GrantView } from '../../../src-shared/agent/programs.ts';

/** Programs that go on after their person has locked. */
export interface Leases {
  /** How many programs. */
  readonly count: number;
  /** Of the one that goes on longest. */
  readonly name: string;
  /** Epoch milliseconds. */
  readonly until: number;
}

/** What runs for this person at a time (epoch milliseconds); null where nothing does. */
export function leasesAt(grants: readonly GrantView[], now: number): Leases | null {
  const running = grants
    .flatMap(({ programKey, programName, leaseUntil }) =>
      leaseUntil !== null && leaseUntil > now ? [{ programKey, programName, leaseUntil }] : [],
    )
    .toSorted((a, b) => b.leaseUntil - a.leaseUntil);
  const [longest] = running;
  if (longest === undefined) return null;
  return { count: new Set(running.map(({ programKey }) => programKey)).size, name: longest.programName, until: longest.leaseUntil };
}
