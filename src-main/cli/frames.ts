import { frameHeaderBytes, frameMaxBytes } from '../../src-shared/agent/framing.ts';
import type { Failure } from '../../src-shared/errors.ts';
import { CliFailure } from './failure.ts';

/** What an agent says. Events are read and let go: no command listens for them. */
export type Message =
  | { readonly kind: 'welcome'; readonly protocol: number; readonly version: string; readonly dataDirectory: string }
  | { readonly kind: 'refused'; readonly failure: Failure }
  | { readonly kind: 'answer'; readonly id: number; readonly result: Answer }
  | { readonly kind: 'event' };
type Answer = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: Failure };

export function frameOf(message: unknown): Buffer {
  const body = Buffer.from(JSON.stringify(message), 'utf8');
  if (body.length > frameMaxBytes) throw new CliFailure('limitReached', 'That is more than the agent takes in one request.');
  const header = Buffer.alloc(frameHeaderBytes);
  header.writeUInt32BE(body.length);
  return Buffer.concat([header, body]);
}

/** Cuts what the agent sends into messages. After a failure nothing more can be read. */
export class FrameReader {
  #chunks: Buffer[] = [];
  #bytes = 0;

  /** The messages that are whole now. Throws protocolMismatch for what is too long, no JSON, or none of the messages there are. */
  read(chunk: Buffer): Message[] {
    this.#chunks.push(chunk);
    this.#bytes += chunk.length;
    const messages: Message[] = [];
    for (let length = this.#announced(); length !== null && this.#bytes >= frameHeaderBytes + length; length = this.#announced()) {
      const all = this.#joined();
      messages.push(messageOf(all.subarray(frameHeaderBytes, frameHeaderBytes + length)));
      this.#chunks = [all.subarray(frameHeaderBytes + length)];
      this.#bytes -= frameHeaderBytes + length;
    }
    return messages;
  }

  /** How long the next message is; null where that isn't known yet. */
  #announced(): number | null {
    if (this.#bytes < frameHeaderBytes) return null;
    const first = this.#chunks[0];
    const length = (first !== undefined && first.length >= frameHeaderBytes ? first : this.#joined()).readUInt32BE();
    // SECURITY: nobody makes this process gather more than a message may hold.
    if (length > frameMaxBytes) throw strange();
    return length;
  }

  #joined(): Buffer {
    const all = Buffer.concat(this.#chunks);
    this.#chunks = [all];
    return all;
  }
}

const strange = (): CliFailure => new CliFailure('protocolMismatch', 'What listens at the agent’s place doesn’t speak as Strongroom does.');

// Read by hand: loading zod would take longer than everything else that `strongroom read` does.
function messageOf(body: Buffer): Message {
  let message: unknown;
  try {
    message = JSON.parse(body.toString('utf8'));
  } catch {
    throw strange();
  }
  if (!isObject(message)) throw strange();
  if (typeof message['event'] === 'string') return { kind: 'event' };
  if ('refused' in message) return { kind: 'refused', failure: failureOf(message['refused']) };
  const { id, result, protocol, version, dataDirectory } = message;
  if (typeof id === 'number' && isObject(result)) return { kind: 'answer', id, result: answerOf(result) };
  if (typeof protocol === 'number' && typeof version === 'string' && typeof dataDirectory === 'string')
    return { kind: 'welcome', protocol, version, dataDirectory };
  throw strange();
}

function answerOf(result: Readonly<Record<string, unknown>>): Answer {
  if (result['ok'] === true) return { ok: true, value: result['value'] };
  if (result['ok'] === false) return { ok: false, error: failureOf(result['error']) };
  throw strange();
}

function failureOf(failure: unknown): Failure {
  if (!isObject(failure) || typeof failure['code'] !== 'string') throw strange();
  const code = failure['code'] as Failure['code'];
  const { retryAt, what, reason } = isObject(failure['detail']) ? failure['detail'] : {};
  const detail = {
    ...(typeof retryAt === 'number' ? { retryAt } : {}),
    ...(typeof what === 'string' ? { what } : {}),
    ...(typeof reason === 'string' ? { reason } : {}),
  };
  return { code, detail };
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);
