import { describe, expect, it, vi } from 'vitest';
import { createKeeperPool } from '../../../src-main/keeper/keeper-pool.ts';
import { Keeper } from '../../../src-main/keeper/keeper.ts';
import { TestPipe } from '../../helpers/keeper-pipe.ts';

const stopped = { code: 'keeperStopped' };

function startKeeper(): { pipe: TestPipe; keeper: Keeper } {
  const pipe = new TestPipe();
  return { pipe, keeper: new Keeper(pipe.channel) };
}

describe("main's hold on a keeper", () => {
  it('rejects every waiting call when the process dies by itself, and says so once', async () => {
    const { pipe, keeper } = startKeeper();
    const died = vi.fn<() => void>();
    keeper.onStopped(died);
    const calls = [keeper.call('counts', { now: 1 }), keeper.call('settle', { committed: true })];
    pipe.exit();
    pipe.exit();
    for (const call of await Promise.allSettled(calls)) expect(call).toMatchObject({ status: 'rejected', reason: stopped });
    expect(keeper.stopped).toBe(true);
    expect(died).toHaveBeenCalledTimes(1);
  });

  it('rejects every waiting call when it is ended, and does not call that a death', async () => {
    const { pipe, keeper } = startKeeper();
    const died = vi.fn<() => void>();
    keeper.onStopped(died);
    const call = keeper.call('counts', { now: 1 });
    keeper.end();
    await expect(call).rejects.toMatchObject(stopped);
    pipe.exit();
    keeper.end();
    expect([pipe.killed, keeper.stopped]).toEqual([true, true]);
    expect(died).not.toHaveBeenCalled();
    keeper.onStopped(died);
    expect(died).not.toHaveBeenCalled();
  });

  it('refuses a call to a process that is gone, without posting it', async () => {
    const { pipe, keeper } = startKeeper();
    pipe.exit();
    await expect(keeper.call('counts', { now: 1 })).rejects.toMatchObject(stopped);
    expect(pipe.posted).toEqual([]);
  });

  it('tells of a death also to who asks late', () => {
    const { pipe, keeper } = startKeeper();
    pipe.exit();
    const died = vi.fn<() => void>();
    keeper.onStopped(died);
    expect(died).toHaveBeenCalledTimes(1);
  });

  it('gives each answer to the call that it belongs to, in whatever order they come', async () => {
    const { pipe, keeper } = startKeeper();
    const first = keeper.call('reveal', { id: 'a', fieldId: 'key', secret: new Uint8Array() });
    const second = keeper.call('reveal', { id: 'b', fieldId: 'key', secret: new Uint8Array() });
    const [one, two] = pipe.posted.map((request) => request.id);
    pipe.answer({ id: two!, ok: true, value: 'of b' });
    pipe.answer({ id: one!, ok: true, value: 'of a' });
    expect(await Promise.all([first, second])).toEqual(['of a', 'of b']);
  });

  it('throws the failure that the process names', async () => {
    const { pipe, keeper } = startKeeper();
    const call = keeper.call('counts', { now: 1 });
    pipe.answer({ id: pipe.posted[0]!.id, ok: false, error: { code: 'dataDamaged', detail: { what: 'head' } } });
    await expect(call).rejects.toMatchObject({ name: 'AppError', code: 'dataDamaged', detail: { what: 'head' } });
  });

  it('ignores an answer that nobody waits for', () => {
    const { pipe } = startKeeper();
    expect(() => pipe.answer({ id: 7, ok: true, value: 1 })).not.toThrow();
    expect(() => pipe.answer({ id: 7, ok: false, error: { code: 'internal' } })).not.toThrow();
  });
});

describe('the pool of keepers', () => {
  const startPool = () => {
    const pipes: TestPipe[] = [];
    const pool = createKeeperPool(() => {
      const pipe = new TestPipe();
      pipes.push(pipe);
      return pipe.channel;
    });
    return { pipes, pool };
  };

  it('hands out the one that was started ahead, to one person only', () => {
    const { pipes, pool } = startPool();
    pool.prepare();
    pool.prepare();
    expect(pipes).toHaveLength(1);
    const first = pool.take();
    expect(pipes).toHaveLength(1);
    expect(pool.take()).not.toBe(first);
    expect(pipes).toHaveLength(2);
  });

  it('never hands out one that has died meanwhile', () => {
    const { pipes, pool } = startPool();
    pool.prepare();
    pipes[0]!.exit();
    expect(pool.take().stopped).toBe(false);
    pool.prepare();
    pipes[2]!.exit();
    pool.prepare();
    expect(pipes).toHaveLength(4);
  });

  it('ends the spare one when it closes, and none that was handed out', () => {
    const { pipes, pool } = startPool();
    pool.take();
    pool.prepare();
    pool.close();
    pool.close();
    expect(pipes.map((pipe) => pipe.killed)).toEqual([false, true]);
  });
});
