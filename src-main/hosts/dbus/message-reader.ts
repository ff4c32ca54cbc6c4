import { decodeMessage, type Message, messageLength } from './message.ts';
import { ProtocolError } from './signature.ts';

const maxLineBytes = 1024;

/** Cuts what comes from a bus into the line that lets us in, and messages after it. */
export class MessageReader {
  readonly #onMessage: (message: Message) => void;
  readonly #welcome = Promise.withResolvers<undefined>();
  #welcomed = false;
  #rest: Buffer = Buffer.alloc(0);

  constructor(onMessage: (message: Message) => void) {
    this.#onMessage = onMessage;
  }

  /** Resolves when the bus has let us in. */
  async welcome(): Promise<void> {
    await this.#welcome.promise;
  }

  /** Throws ProtocolError for what is no line and no message; nothing after that can be read. */
  take(chunk: Buffer): void {
    this.#rest = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    if (!this.#welcomed) this.#readLine();
    if (!this.#welcomed) return;
    for (let length = messageLength(this.#rest); length !== null && length <= this.#rest.length; length = messageLength(this.#rest)) {
      const bytes = this.#rest.subarray(0, length);
      this.#rest = this.#rest.subarray(length);
      this.#onMessage(decodeMessage(bytes));
    }
  }

  #readLine(): void {
    const end = this.#rest.indexOf('\r\n');
    if (end < 0) {
      if (this.#rest.length > maxLineBytes) throw new ProtocolError('the bus says too much');
      return;
    }
    const line = this.#rest.subarray(0, end).toString('latin1');
    this.#rest = this.#rest.subarray(end + 2);
    if (!/^OK [0-9a-f]+$/.test(line)) throw new ProtocolError('the bus refuses us');
    this.#welcomed = true;
    this.#welcome.resolve(undefined);
  }
}
