import { AppError } from '../../src-shared/errors.ts';
import type { KeeperLogic } from './keeper-logic.ts';
import type { KeeperInput, KeeperRequest, KeeperResponse } from './keeper-protocol.ts';

/** The child's end of the pipe. */
export interface KeeperPort {
  onMessage(listener: (message: KeeperRequest) => void): void;
  post(message: KeeperResponse): void;
}

/** Answers requests strictly one after the other, once `ready` holds; where it doesn't, every answer says why. */
export function serve(port: KeeperPort, logic: KeeperLogic, ready: Promise<void>): void {
  let turn: Promise<void> = ready.catch(() => undefined);
  port.onMessage((request) => {
    turn = turn.then(async () => port.post(await answer(request, logic, ready)));
  });
}

async function answer({ id, call, input }: KeeperRequest, logic: KeeperLogic, ready: Promise<void>): Promise<KeeperResponse> {
  try {
    await ready;
    return { id, ok: true, value: await logic.handle(call, input as KeeperInput<typeof call>) };
  } catch (error) {
    // SECURITY: a foreign error's message may quote what it choked on; only our own codes leave this process.
    return { id, ok: false, error: error instanceof AppError ? error.toFailure() : { code: 'internal' } };
  }
}
