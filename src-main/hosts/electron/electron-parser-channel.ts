import { utilityProcess } from 'electron';
import { parserMemory } from '../../people-import/node-parser-channel.ts';
import type { ParserChannel } from '../../people-import/parser-protocol.ts';

/** Forks a utility process that reads one foreign file. `entry` is the file to run. */
export function forkElectronParser(entry: string): ParserChannel {
  // SECURITY: no environment, no arguments, no open output; only the message port.
  const child = utilityProcess.fork(entry, [], {
    serviceName: 'Strongroom file reader',
    execArgv: [parserMemory],
    env: {},
    stdio: 'ignore',
  });
  return {
    post: (message) => child.postMessage(message),
    onMessage: (listener) => void child.on('message', (message: unknown) => listener(message)),
    onExit: (listener) => void child.once('exit', () => listener()),
    kill: () => void child.kill(),
  };
}
