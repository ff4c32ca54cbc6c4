/** The child's end of a pipe, for whatever is said over it. */
interface ParentPort<Request, Response> {
  onMessage(listener: (message: Request) => void): void;
  post(message: Response): void;
}

/** The port that Electron gives a utility process; its types live with Electron, which only the hosts may import. */
interface UtilityPort<Request> {
  on(event: 'message', listener: (event: { data: Request }) => void): void;
  postMessage(message: unknown): void;
}

/** The pipe to the app, whichever way this process was started. The process ends when the pipe does. */
export function parentPort<Request, Response>(from: NodeJS.Process = process): ParentPort<Request, Response> {
  const utility = (from as unknown as { parentPort?: UtilityPort<Request> }).parentPort;
  if (utility !== undefined) {
    return {
      onMessage: (listener) => utility.on('message', ({ data }) => listener(data)),
      post: (message) => utility.postMessage(message),
    };
  }
  // SECURITY: without a parent nobody can lock this vault any more.
  from.on('disconnect', () => from.exit(0));
  return {
    onMessage: (listener) => void from.on('message', (message: Request) => listener(message)),
    post: (message) => void from.send?.(message),
  };
}
