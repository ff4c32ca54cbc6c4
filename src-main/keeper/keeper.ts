import { AppError } from '../../src-shared/errors.ts';
import type { KeeperCall, KeeperChannel, KeeperInput, KeeperOutput, KeeperResponse } from './keeper-protocol.ts';

interface Waiting {
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

/** Main's hold on one keeper process. */
export class Keeper {
  readonly #channel: KeeperChannel;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;
  #stopped = false;
  #ended = false;
  #onStopped: () => void = () => undefined;

  constructor(channel: KeeperChannel) {
    this.#channel = channel;
    channel.onMessage((message) => this.#receive(message));
    channel.onExit(() => this.#stop());
  }

  get stopped(): boolean {
    return this.#stopped;
  }

  /** Asks the process. Throws what the call names, and keeperStopped where the process ends before it answers. */
  call<C extends KeeperCall>(call: C, input: KeeperInput<C>): Promise<KeeperOutput<C>> {
    if (this.#stopped) return Promise.reject(new AppError('keeperStopped'));
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise<KeeperOutput<C>>((resolve, reject) => {
      this.#waiting.set(id, { resolve: (value) => resolve(value as KeeperOutput<C>), reject });
      this.#channel.post({ id, call, input });
    });
  }

  /** Ends the process: the only wipe of its memory that there is. */
  end(): void {
    this.#ended = true;
    this.#channel.kill();
    this.#stop();
  }

  /** Called when the process ends without having been told to. */
  onStopped(listener: () => void): void {
    this.#onStopped = listener;
    if (this.#stopped && !this.#ended) listener();
  }

  #receive(message: KeeperResponse): void {
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if (message.ok) waiting?.resolve(message.value);
    else waiting?.reject(new AppError(message.error.code, message.error.detail));
  }

  #stop(): void {
    if (this.#stopped) return;
    this.#stopped = true;
    for (const waiting of this.#waiting.values()) waiting.reject(new AppError('keeperStopped'));
    this.#waiting.clear();
    if (!this.#ended) this.#onStopped();
  }
}
