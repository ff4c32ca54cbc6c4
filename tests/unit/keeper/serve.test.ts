import { EventEmitter } from 'node:events';
import { describe, expect, it, vi } from 'vitest';
import { AppError } from '../../../src-shared/errors.ts';
import type { KeeperLogic } from '../../../src-main/keeper/keeper-logic.ts';
import { parentPort } from '../../../src-main/keeper/parent-port.ts';
import { serve } from '../../../src-main/keeper/serve.ts';
import { TestPipe } from '../../helpers/keeper-pipe.ts';

/** A keeper that does what the test says for every call. */
const logicOf = (handle: (input: unknown) => Promise<unknown>): KeeperLogic => ({
  handle: async (_call, input) => (await handle(input)) as never,
});

describe("the child's end of the pipe", () => {
  it('lets only our own codes out, and no text of a foreign error', async () => {
    const pipe = new TestPipe();
    const failures: unknown[] = [new AppError('dataDamaged', { what: 'head' }), new Error('canary in a message'), 'canary'];
    serve(
      pipe.port,
      logicOf(async (at) => Promise.reject(failures[at as number])),
      Promise.resolve(),
    );
    for (const [at] of failures.entries()) pipe.ask({ id: at, call: 'counts', input: at });
    await expect.poll(() => pipe.answered).toHaveLength(3);
    expect(pipe.answered).toEqual([
      { id: 0, ok: false, error: { code: 'dataDamaged', detail: { what: 'head' } } },
      { id: 1, ok: false, error: { code: 'internal' } },
      { id: 2, ok: false, error: { code: 'internal' } },
    ]);
  });

  it('answers nothing but the failure where the self-test failed', async () => {
    const pipe = new TestPipe();
    const handle = vi.fn<() => Promise<unknown>>();
    serve(pipe.port, logicOf(handle), Promise.reject(new AppError('selfTestFailed', { what: 'AES-256-GCM' })));
    pipe.ask({ id: 1, call: 'counts', input: {} });
    pipe.ask({ id: 2, call: 'counts', input: {} });
    await expect.poll(() => pipe.answered).toHaveLength(2);
    expect(pipe.answered[1]).toEqual({ id: 2, ok: false, error: { code: 'selfTestFailed', detail: { what: 'AES-256-GCM' } } });
    expect(handle).not.toHaveBeenCalled();
  });

  it('begins a request only when the one before it is answered', async () => {
    const pipe = new TestPipe();
    const begun: unknown[] = [];
    const { promise, resolve } = Promise.withResolvers<string>();
    serve(
      pipe.port,
      logicOf((input) => {
        begun.push(input);
        return input === 'first' ? promise : Promise.resolve('quick');
      }),
      Promise.resolve(),
    );
    pipe.ask({ id: 1, call: 'counts', input: 'first' });
    pipe.ask({ id: 2, call: 'counts', input: 'second' });
    await expect.poll(() => begun).toEqual(['first']);
    expect(pipe.answered).toEqual([]);
    resolve('slow');
    await expect.poll(() => pipe.answered).toHaveLength(2);
    expect(pipe.answered.map((answer) => answer.ok && answer.value)).toEqual(['slow', 'quick']);
  });
});

describe('the port of a child process', () => {
  it('ends the process when the app that started it is gone', () => {
    const exit = vi.fn<(code: number) => void>();
    const child = Object.assign(new EventEmitter(), { exit });
    parentPort(child as unknown as NodeJS.Process);
    child.emit('disconnect');
    expect(exit).toHaveBeenCalledWith(0);
  });

  it('passes messages on as they are, under Node', () => {
    const send = vi.fn<(message: unknown) => boolean>();
    const child = Object.assign(new EventEmitter(), { send });
    const port = parentPort(child as unknown as NodeJS.Process);
    const heard = vi.fn<(message: unknown) => void>();
    port.onMessage(heard);
    child.emit('message', { id: 1, call: 'counts', input: {} });
    port.post({ id: 1, ok: true, value: 2 });
    expect(heard).toHaveBeenCalledWith({ id: 1, call: 'counts', input: {} });
    expect(send).toHaveBeenCalledWith({ id: 1, ok: true, value: 2 });
  });

  it('takes them out of their events, under Electron', () => {
    const postMessage = vi.fn<(message: unknown) => void>();
    const utility = Object.assign(new EventEmitter(), { postMessage });
    const port = parentPort(Object.assign(new EventEmitter(), { parentPort: utility }) as unknown as NodeJS.Process);
    const heard = vi.fn<(message: unknown) => void>();
    port.onMessage(heard);
    utility.emit('message', { data: { id: 1, call: 'counts', input: {} } });
    port.post({ id: 1, ok: true, value: 2 });
    expect(heard).toHaveBeenCalledWith({ id: 1, call: 'counts', input: {} });
    expect(postMessage).toHaveBeenCalledWith({ id: 1, ok: true, value: 2 });
  });
});
