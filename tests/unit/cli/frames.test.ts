import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CliFailure } from '../../../src-main/cli/failure.ts';
import { FrameReader, type Message } from '../../../src-main/cli/frames.ts';
import { frame } from '../../helpers/fake-agent.ts';

const welcome = { protocol: 1, version: '0.1.0', dataDirectory: '/d' };
const read = (chunks: readonly Buffer[]): Message[] => {
  const reader = new FrameReader();
  return chunks.flatMap((chunk) => reader.read(chunk));
};
function cut(bytes: Buffer, cuts: readonly number[]): Buffer[] {
  const places = [0, ...cuts.map((place) => place % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  return places.slice(1).map((end, at) => bytes.subarray(places[at], end));
}

describe('what the agent sends', () => {
  it('is the same however the stream is cut', () => {
    const messages = [
      welcome,
      { id: 1, result: { ok: true, value: { values: ['ä'] } } },
      { event: 'x', payload: {} },
      { refused: { code: 'denied' } },
    ];
    const bytes = Buffer.concat(messages.map(frame));
    fc.assert(
      fc.property(fc.array(fc.nat(500)), (cuts) => {
        expect(read(cut(bytes, cuts)).map(({ kind }) => kind)).toEqual(['welcome', 'answer', 'event', 'refused']);
      }),
    );
  });

  it('keeps of a failure only the code and the facts that there are', () => {
    const [message] = read([frame({ id: 3, result: { ok: false, error: { code: 'busy', detail: { retryAt: 5, what: 7, other: 'x' } } } })]);
    expect(message).toEqual({ kind: 'answer', id: 3, result: { ok: false, error: { code: 'busy', detail: { retryAt: 5 } } } });
  });

  it.each([
    ['longer than any message', Buffer.from([0xff, 0xff, 0xff, 0xff])],
    ['no JSON', Buffer.from([0, 0, 0, 1, 0x7b])],
    ['JSON that is no message', frame([1])],
    ['an answer without a result', frame({ id: 1 })],
    ['a result that is neither', frame({ id: 1, result: { ok: 'yes' } })],
    ['a refusal without a code', frame({ refused: {} })],
  ])('is refused where it is %s', (_, bytes) => {
    expect(() => read([bytes])).toThrow(expect.objectContaining({ code: 'protocolMismatch' }));
  });

  it('never does anything but come or be refused, whatever the bytes', () => {
    const body = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.json().map((text) => new TextEncoder().encode(text)),
    );
    const framed = body.map((bytes) => Buffer.concat([Buffer.from([0, 0, bytes.length >> 8, bytes.length & 255]), bytes]));
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            framed,
            fc.uint8Array().map((bytes) => Buffer.from(bytes)),
          ),
        ),
        fc.array(fc.nat(1000)),
        (parts, cuts) => {
          try {
            read(cut(Buffer.concat(parts), cuts));
          } catch (error) {
            expect(error).toBeInstanceOf(CliFailure);
          }
        },
      ),
      { numRuns: 2000 },
    );
  });
});
