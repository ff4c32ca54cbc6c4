import type { KeeperChannel, KeeperRequest, KeeperResponse } from '../../src-main/keeper/keeper-protocol.ts';
import type { KeeperPort } from '../../src-main/keeper/serve.ts';

/** Both ends of a pipe without a process: what is posted is kept, and the test says what arrives. */
export class TestPipe {
  readonly posted: KeeperRequest[] = [];
  readonly answered: KeeperResponse[] = [];
  killed = false;
  #toMain: (message: KeeperResponse) => void = () => undefined;
  #toChild: (message: KeeperRequest) => void = () => undefined;
  #exit: () => void = () => undefined;

  readonly channel: KeeperChannel = {
    post: (message) => void this.posted.push(message),
    onMessage: (listener) => void (this.#toMain = listener),
    onExit: (listener) => void (this.#exit = listener),
    kill: () => void (this.killed = true),
  };

  readonly port: KeeperPort = {
    onMessage: (listener) => void (this.#toChild = listener),
    post: (message) => void this.answered.push(message),
  };

  answer(message: KeeperResponse): void {
    this.#toMain(message);
  }

  ask(message: KeeperRequest): void {
    this.#toChild(message);
  }

  exit(): void {
    this.#exit();
  }
}
