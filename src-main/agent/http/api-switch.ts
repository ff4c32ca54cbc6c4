import { AppError, type Failure } from '../../../src-shared/errors.ts';
import type { Log } from '../../host.ts';
import type { HttpApi } from './http-api.ts';

interface SwitchParts {
  readonly api: HttpApi;
  /** What the policy says now. */
  readonly isOn: () => boolean;
  readonly log: Log;
}

/** Starts and stops the HTTP API as the policy has it. */
export function createApiSwitch({ api, isOn, log }: SwitchParts) {
  let address: string | null = null;
  let problem: Failure | null = null;
  let closed = false;
  let turn: Promise<void> = Promise.resolve();

  async function bring(): Promise<void> {
    const wanted = isOn() && !closed;
    if (wanted === (address !== null)) return;
    try {
      address = wanted ? await api.start() : (await api.stop(), null);
      problem = null;
    } catch (error) {
      problem = error instanceof AppError ? error.toFailure() : { code: 'internal' };
      log('http.notStarted', { code: problem.code });
    }
  }

  return {
    /** Null where it is off, or could not start. */
    address: () => address,
    /** Why it isn't there though it should be. */
    problem: () => problem,
    /**
     * To be called once the app is ready and whenever the policy has changed. Whoever turns it off over the API itself must not wait for
     * this: the server waits for their answer.
     */
    follow: (): Promise<void> => (turn = turn.then(bring)),
    close(): Promise<void> {
      closed = true;
      return (turn = turn.then(bring));
    },
  };
}
