import { utilityProcess } from 'electron';
import type { KeeperChannel, KeeperResponse } from '../../keeper/keeper-protocol.ts';

/** Forks a keeper as a utility process. `entry` is the file to run. */
export function forkElectronKeeper(entry: string): KeeperChannel {
  // SECURITY: no environment, no arguments, no open output; only the message port.
  const child = utilityProcess.fork(entry, [], { serviceName: 'Strongroom keeper', env: {}, stdio: 'ignore' });
  return {
    post: (message) => child.postMessage(message),
    onMessage: (listener) => void child.on('message', (message: KeeperResponse) => listener(message)),
    onExit: (listener) => void child.once('exit', () => listener()),
    kill: () => void child.kill(),
  };
}
