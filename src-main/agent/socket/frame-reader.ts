import { AppError } from '../../../src-shared/errors.ts';
import { frameHeaderBytes, frameMaxBytes } from '../../../src-shared/agent/wire.ts';

const firstBytes = 1024;
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Cuts what a stream brings into messages. After a failure the stream has lost its place: nothing more can be read from it. */
export class FrameReader {
  /** The longest message that is taken, in bytes; may be raised between two messages. */
  limit: number;
  readonly #header = Buffer.alloc(frameHeaderBytes);
  #headerBytes = 0;
  #body: Buffer = Buffer.alloc(0);
  #bodyBytes = 0;

  constructor(limit: number) {
    this.limit = limit;
  }

  /** How many bytes are kept of a message that isn't whole yet. */
  get held(): number {
    return this.#body.length;
  }

  /**
   * The messages that are whole now, each parsed when it is asked for. Throws limitReached as soon as a length is announced that is
   * over the limit, and invalidInput for what is no JSON in UTF-8.
   */
  *read(chunk: Buffer): Generator<unknown, void> {
    let rest = chunk;
    while (rest.length > 0) {
      if (this.#headerBytes < frameHeaderBytes) {
        const taken = rest.copy(this.#header, this.#headerBytes, 0, frameHeaderBytes - this.#headerBytes);
        this.#headerBytes += taken;
        rest = rest.subarray(taken);
        if (this.#headerBytes < frameHeaderBytes) return;
      }
      const length = this.#header.readUInt32BE();
      if (length > this.limit) throw new AppError('limitReached', { what: 'frame' });
      const part = rest.subarray(0, length - this.#bodyBytes);
      this.#keep(part, length);
      rest = rest.subarray(part.length);
      if (this.#bodyBytes < length) return;
      const body = this.#body.subarray(0, length);
      this.#headerBytes = 0;
      this.#bodyBytes = 0;
      this.#body = Buffer.alloc(0);
      yield parsed(body);
    }
  }

  /** SECURITY: grows with what has come, never by what was announced, and no more than twofold. */
  #keep(part: Buffer, length: number): void {
    const needed = this.#bodyBytes + part.length;
    if (needed > this.#body.length) {
      const grown = Buffer.alloc(Math.min(length, Math.max(needed, this.#body.length * 2, firstBytes)));
      this.#body.copy(grown, 0, 0, this.#bodyBytes);
      this.#body = grown;
    }
    part.copy(this.#body, this.#bodyBytes);
    this.#bodyBytes = needed;
  }
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(utf8.decode(body));
  } catch {
    throw new AppError('invalidInput', { what: 'frame' });
  }
}

/** A message as it is sent. Throws limitReached where it is longer than the other side takes. */
export function frameOf(message: unknown): Buffer {
  const body = Buffer.from(JSON.stringify(message), 'utf8');
  if (body.length > frameMaxBytes) throw new AppError('limitReached', { what: 'frame' });
  const frame = Buffer.allocUnsafe(frameHeaderBytes + body.length);
  frame.writeUInt32BE(body.length);
  body.copy(frame, frameHeaderBytes);
  return frame;
}
