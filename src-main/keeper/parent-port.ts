import type { KeeperRequest } from './keeper-protocol.ts';
import type { KeeperPort } from './serve.ts';

/** The port that Electron gives a utility process; its types live with Electron, which only the hosts may import. */
interface UtilityPort {
  on(event: 'message', listener: (event: { data: KeeperRequest }) => void): void;
  postMessage(message: unknown): void;
}

/** The pipe to the app, whichever way this process was started. The process ends when the pipe does. */
export function parentPort(from: NodeJS.Process = process): KeeperPort {
  const utility = (from as unknown as { parentPort?: UtilityPort }).parentPort;
  if (utility !== undefined) {
    return {
      onMessage: (listener) => utility.on('message', ({ data }) => listener(data)),
      post: (message) => utility.postMessage(message),
    };
  }
  // SECURITY: without a parent nobody can lock this vault any more.
  from.on('disconnect', () => from.exit(0));
  return {
    onMessage: (listener) => void from.on('message', (message: KeeperRequest) => listener(message)),
    post: (message) => void from.send?.(message),
  };
}
