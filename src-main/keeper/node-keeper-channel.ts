import { fork } from 'node:child_process';
import type { KeeperChannel, KeeperResponse } from './keeper-protocol.ts';

/** Forks a keeper under Node. `entry` is the file to run. */
export function forkNodeKeeper(entry: string | URL, execPath: string = process.execPath): KeeperChannel {
  // SECURITY: the child inherits no environment, no arguments and no open output; only the pipe.
  const child = fork(entry, [], {
    execPath,
    execArgv: [],
    env: {},
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  return {
    post: (message) => void (child.connected && child.send(message, () => undefined)),
    onMessage: (listener) => void child.on('message', (message) => listener(message as KeeperResponse)),
    onExit: (listener) => void child.once('exit', listener).on('error', listener),
    kill: () => void child.kill('SIGKILL'),
  };
}
