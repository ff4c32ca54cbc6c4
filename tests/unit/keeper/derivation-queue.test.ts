import { describe, expect, it } from 'vitest';
import { createDerivationQueue } from '../../../src-main/keeper/derivation-queue.ts';

/** Tasks that begin when the queue lets them, and end when the test does. */
function startTasks(count: number, run: <T>(task: () => Promise<T>) => Promise<T>) {
  const begun: number[] = [];
  const ends = Array.from({ length: count }, () => Promise.withResolvers<number>());
  const results = ends.map((end, at) =>
    run(() => {
      begun.push(at);
      return end.promise;
    }),
  );
  return { begun, results, end: (at: number) => ends[at]!.resolve(at), fail: (at: number) => ends[at]!.reject(new Error('failed')) };
}

const oneLane = (lane: { running: number; waiting: number }) =>
  createDerivationQueue({ running: lane.running, lanes: { all: lane }, laneOf: () => 'all' });

describe('the queue of derivations', () => {
  it('lets no more run at once than it may, in the order they came', async () => {
    const { run } = oneLane({ running: 2, waiting: 16 });
    const { begun, results, end } = startTasks(4, run);
    expect(begun).toEqual([0, 1]);
    end(1);
    await results[1];
    await expect.poll(() => begun).toEqual([0, 1, 2]);
    end(0);
    end(2);
    end(3);
    expect(await Promise.all(results)).toEqual([0, 1, 2, 3]);
  });

  it('refuses what would have to wait behind too many', async () => {
    const { run } = oneLane({ running: 1, waiting: 1 });
    const { begun, results, end } = startTasks(3, run);
    await expect(results[2]).rejects.toMatchObject({ code: 'busy', detail: { what: 'derivations' } });
    end(0);
    end(1);
    expect(await Promise.all(results.slice(0, 2))).toEqual([0, 1]);
    expect(begun).toEqual([0, 1]);
    expect(await run(async () => 'free again')).toBe('free again');
  });

  it('gives the place of a failed one to the next', async () => {
    const { run } = oneLane({ running: 1, waiting: 1 });
    const { results, end, fail } = startTasks(2, run);
    const failed = expect(results[0]).rejects.toThrow('failed');
    fail(0);
    await failed;
    end(1);
    expect(await results[1]).toBe(1);
    const thrown = run(async () => Promise.reject(new Error('again')));
    await expect(thrown).rejects.toThrow('again');
    expect(await run(async () => 2)).toBe(2);
  });

  it('keeps places and waiting room for the first lane, whatever the second one does', async () => {
    let lane: 'windows' | 'others' = 'others';
    const { run } = createDerivationQueue({
      ...{ running: 2, laneOf: () => lane },
      lanes: { windows: { running: 2, waiting: 2 }, others: { running: 1, waiting: 1 } },
    });
    const flood = startTasks(4, run);
    await expect(flood.results[3]).rejects.toMatchObject({ code: 'busy' });
    await expect(flood.results[2]).rejects.toMatchObject({ code: 'busy' });
    expect(flood.begun).toEqual([0]);
    lane = 'windows';
    const windows = startTasks(3, run);
    expect(windows.begun).toEqual([0]);
    flood.end(0);
    // The second lane waited longer, and the first one goes first.
    await expect.poll(() => windows.begun).toEqual([0, 1]);
    expect(flood.begun).toEqual([0]);
    for (const at of [0, 1, 2]) windows.end(at);
    expect(await Promise.all(windows.results)).toEqual([0, 1, 2]);
    await expect.poll(() => flood.begun).toEqual([0, 1]);
    flood.end(1);
    expect(await flood.results[1]).toBe(1);
  });
});
