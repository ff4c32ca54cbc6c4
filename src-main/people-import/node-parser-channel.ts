import { fork } from 'node:child_process';
import type { ParserChannel } from './parser-protocol.ts';

/** SECURITY: a file that unfolds into more than this ends its reader, not the app. In MiB. */
export const parserMemory = '--max-old-space-size=256';

/** Forks a process under Node that reads one foreign file. `entry` is the file to run. */
export function forkNodeParser(entry: string | URL, execPath: string = process.execPath): ParserChannel {
  // SECURITY: as a keeper, it inherits no environment, no arguments and no open output; only the pipe.
  const child = fork(entry, [], {
    execPath,
    execArgv: [parserMemory],
    env: {},
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  return {
    post: (message) => void (child.connected && child.send(message, () => undefined)),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.once('exit', listener).on('error', listener),
    kill: () => void child.kill('SIGKILL'),
  };
}
