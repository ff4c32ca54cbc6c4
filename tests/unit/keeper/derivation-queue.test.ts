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

describe('the queue of derivations', () => {
  it('lets no more run at once than it may, in the order they came', async () => {
    const { run } = createDerivationQueue({ running: 2, waiting: 16 });
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
    const { run } = createDerivationQueue({ running: 1, waiting: 1 });
    const { begun, results, end } = startTasks(3, run);
    await expect(results[2]).rejects.toMatchObject({ code: 'busy', detail: { what: 'derivations' } });
    end(0);
    end(1);
    expect(await Promise.all(results.slice(0, 2))).toEqual([0, 1]);
    expect(begun).toEqual([0, 1]);
    expect(await run(async () => 'free again')).toBe('free again');
  });

  it('gives the place of a failed one to the next', async () => {
    const { run } = createDerivationQueue({ running: 1, waiting: 1 });
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
});
