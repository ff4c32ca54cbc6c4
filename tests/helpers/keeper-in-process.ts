import { randomBytes, randomUUID } from 'node:crypto';
import { createKeeperLogic } from '../../src-main/keeper/keeper-logic.ts';
import type { KeeperChannel, KeeperRequest, KeeperResponse } from '../../src-main/keeper/keeper-protocol.ts';
import { serve } from '../../src-main/keeper/serve.ts';
import { fastDerive } from './fast-kdf.ts';

/** A keeper without a process: the same logic behind the same messages, copied as the pipe would copy them. */
export function inProcessKeeper(): KeeperChannel {
  let alive = true;
  const toMain: ((message: KeeperResponse) => void)[] = [];
  const toChild: ((message: KeeperRequest) => void)[] = [];
  const onExit: (() => void)[] = [];
  const random = (bytes: number): Uint8Array => new Uint8Array(randomBytes(bytes));
  const port = {
    onMessage: (listener: (message: KeeperRequest) => void) => void toChild.push(listener),
    post: (message: KeeperResponse) => {
      if (alive) for (const listener of toMain) listener(structuredClone(message));
    },
  };
  serve(port, createKeeperLogic({ derive: fastDerive, random, newId: randomUUID }), Promise.resolve());
  return {
    post: (message) => {
      if (alive) for (const listener of toChild) listener(structuredClone(message));
    },
    onMessage: (listener) => void toMain.push(listener),
    onExit: (listener) => void onExit.push(listener),
    kill: () => {
      if (!alive) return;
      alive = false;
      for (const listener of onExit) listener();
    },
  };
}
