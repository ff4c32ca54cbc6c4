import type { KeeperChannel } from './keeper-protocol.ts';
import { Keeper } from './keeper.ts';

/** Hands out keepers, with one started ahead while somebody looks at the login screen. */
export interface KeeperPool {
  take(): Keeper;
  prepare(): void;
  close(): void;
}

export function createKeeperPool(fork: () => KeeperChannel): KeeperPool {
  let spare: Keeper | null = null;
  return {
    take() {
      const ready = spare !== null && !spare.stopped ? spare : new Keeper(fork());
      spare = null;
      return ready;
    },
    prepare() {
      if (spare === null || spare.stopped) spare = new Keeper(fork());
    },
    close() {
      spare?.end();
      spare = null;
    },
  };
}
