import { fork } from 'node:child_process';
import { once } from 'node:events';
import { AppError, type Failure } from '../../src-shared/errors.ts';
import type { Keychain } from '../../src-main/keychain/keychain.ts';
import type { KeychainStatus } from '../../src-shared/models.ts';

export interface KeychainRequest {
  readonly id: number;
  readonly call: 'probe' | 'read' | 'write' | 'remove' | 'entries' | 'openFiles';
  readonly entry: string;
  readonly value: Uint8Array;
}
export interface KeychainAnswer {
  readonly id: number;
  readonly value?: unknown;
  readonly failure?: Failure;
}

/** The real OS keychain, in a process with this environment. */
export interface KeychainProcess extends Keychain {
  entries(): Promise<string[]>;
  openFiles(): Promise<number>;
  stop(): Promise<void>;
}

export function startKeychain(env: NodeJS.ProcessEnv): KeychainProcess {
  const child = fork(new URL('./keychain-process.ts', import.meta.url), [], { env, execArgv: [], serialization: 'advanced' });
  const waiting = new Map<number, (answer: KeychainAnswer) => void>();
  child.on('message', (answer: KeychainAnswer) => waiting.get(answer.id)?.(answer));
  let lastId = 0;

  async function ask<T>(call: KeychainRequest['call'], entry = '', value: Uint8Array = new Uint8Array()): Promise<T> {
    lastId += 1;
    const id = lastId;
    const { promise, resolve, reject } = Promise.withResolvers<KeychainAnswer>();
    waiting.set(id, resolve);
    child.once('exit', reject);
    child.send({ id, call, entry, value } satisfies KeychainRequest);
    const answer = await promise.finally(() => child.off('exit', reject));
    waiting.delete(id);
    if (answer.failure !== undefined) throw new AppError(answer.failure.code, answer.failure.detail);
    return answer.value as T;
  }

  return {
    kind: 'os',
    probe: () => ask<KeychainStatus['state']>('probe'),
    read: (entry) => ask<Uint8Array>('read', entry),
    write: (entry, value) => ask('write', entry, value),
    remove: (entry) => ask('remove', entry),
    entries: () => ask<string[]>('entries'),
    openFiles: () => ask<number>('openFiles'),
    async stop() {
      const gone = once(child, 'exit');
      child.disconnect();
      await gone;
    },
  };
}
