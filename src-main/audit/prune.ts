import { setImmediate as nextTask } from 'node:timers/promises';
import type { AuditHead } from '../crypto/formats.ts';
import type { Repositories } from '../database/database.ts';
import { attestedCut } from './attested-cut.ts';
import type { Sequences } from './audit-repository.ts';
import { type ChainKeys, problemOf } from './verify-chain.ts';

const readBatch = 500;
/** Some 10 ms each: a deleted row leaves five indices, and its pages are overwritten. */
const deleteBatch = 100;
/** What one transaction takes out, while others wait for it. */
const stretchRows = 2000;

/** Rows go by the day (UTC): whoever asks every hour shouldn't fill the log with what it removed. */
const day = 86_400_000;
const hour = 3_600_000;
/** Longer pauses look the same as a clock that was set ahead. */
const longestPauseDays = 40;

/**
 * Before which time rows may go, if they shall go before `before` (both epoch milliseconds): what is kept is counted from the
 * newest row as well as from the clock. Null where the clock reads more than forty days past the newest row of an hour ago and
 * longer; so after a pause, too, an hour has to pass that the log itself has seen, however often the app starts meanwhile.
 * SECURITY: or whoever sets the clock ahead for one start would have everything removed by policy.
 */
export async function beforeWhich(audit: Repositories['audit'], before: number, now: number): Promise<number | null> {
  const [last, settled] = [await audit.last(), await audit.newestTime(now - hour)];
  if (last === null || settled === null || now - settled > longestPauseDays * day) return null;
  const end = Math.min(before, last.at - (now - before));
  return end - (end % day);
}

export interface Stretch {
  readonly from: number;
  /** The last row that goes. */
  readonly cut: AuditHead;
  /** More may go after it. */
  readonly more: boolean;
}

/**
 * The next rows at the log's beginning that are older than `before` (epoch milliseconds); null where there are none. A younger row
 * keeps what follows it, whatever a clock that was set wrong has written there, and the newest row of all always stays.
 * SECURITY: only rows that hold: to remove a damage, or what follows a beginning that is missing, would hide it for ever.
 */
export async function nextStretch(audit: Repositories['audit'], keys: ChainKeys, before: number): Promise<Stretch | null> {
  const [first, last, begin] = [await audit.first(), await audit.last(), await attestedCut(audit, keys.auditKey)];
  if (first === null || last === null || first.sequence !== (begin?.sequence ?? 0) + 1) return null;
  const from = first.sequence;
  const goes = (previous: AuditHead | null, more: boolean): Stretch | null => {
    if (previous === null || previous.sequence < from) return null;
    const { epoch, sequence, hash } = previous;
    return { from, cut: { epoch, sequence, hash }, more };
  };
  let previous: AuditHead | null = begin;
  for (let next = from; next < from + stretchRows; next += readBatch) {
    for (const row of await audit.range(next, readBatch)) {
      if (row.at >= before || row.sequence >= last.sequence || problemOf(keys, previous, row, last.epoch) !== null)
        return goes(previous, false);
      previous = row;
    }
    await nextTask();
  }
  return goes(previous, true);
}

/** Inside the transaction that has written who removes them. */
export async function removeSlices(audit: Repositories['audit'], { from, to }: Sequences): Promise<void> {
  for (let next = from; next <= to; next += deleteBatch) {
    await audit.removeRange({ from: next, to: Math.min(to, next + deleteBatch - 1) });
    await nextTask();
  }
}
