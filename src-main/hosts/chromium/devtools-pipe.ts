import type { Readable, Writable } from 'node:stream';

export interface DevToolsMessage {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Record<string, unknown>;
  readonly sessionId?: string;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

interface Waiting {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

/** The DevTools protocol over two file descriptors: messages are JSON texts, each ended by a zero byte. No port is opened. */
export class DevToolsPipe {
  readonly #to: Writable;
  readonly #waiting = new Map<number, Waiting>();
  readonly #taps = new Set<(message: DevToolsMessage) => boolean>();
  #lastId = 0;
  #ended = false;
  #rest: Buffer = Buffer.alloc(0);
  readonly closed: Promise<void>;

  constructor(to: Writable, from: Readable) {
    this.#to = to;
    // A browser that has gone is noticed by the closing of the other direction.
    to.on('error', () => undefined);
    from.on('data', (chunk: Buffer) => this.#read(chunk));
    this.closed = new Promise((resolve) => {
      from.once('close', () => {
        this.#ended = true;
        for (const waiting of this.#waiting.values()) waiting.reject(new Error('the window was closed'));
        this.#waiting.clear();
        resolve();
      });
    });
  }

  /** Listens to events; a listener that answers true keeps the message from those after it. */
  tap(listener: (message: DevToolsMessage) => boolean): () => void {
    this.#taps.add(listener);
    return () => void this.#taps.delete(listener);
  }

  /** Asks the browser, or one of its targets. Rejects where it refuses or goes away. */
  send<T = unknown>(method: string, params: object = {}, sessionId?: string): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.sendRaw(method, params, sessionId, { resolve: (value) => resolve(value as T), reject });
    });
  }

  sendRaw(method: string, params: object, sessionId: string | undefined, waiting: Waiting): void {
    if (this.#ended) {
      waiting.reject(new Error('the window was closed'));
      return;
    }
    this.#lastId += 1;
    const id = this.#lastId;
    this.#waiting.set(id, waiting);
    this.#to.write(`${JSON.stringify({ id, method, params, ...(sessionId === undefined ? {} : { sessionId }) })}\0`);
  }

  #read(chunk: Buffer): void {
    this.#rest = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    for (let end = this.#rest.indexOf(0); end >= 0; end = this.#rest.indexOf(0)) {
      const message: DevToolsMessage = JSON.parse(this.#rest.subarray(0, end).toString('utf8'));
      this.#rest = this.#rest.subarray(end + 1);
      this.#dispatch(message);
    }
  }

  #dispatch(message: DevToolsMessage): void {
    if (message.id === undefined) {
      for (const tap of this.#taps) if (tap(message)) return;
      return;
    }
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if (message.error === undefined) waiting?.resolve(message.result);
    else waiting?.reject(new Error(message.error.message));
  }
}
