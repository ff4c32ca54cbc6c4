import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { messageSchema, welcomeSchema } from '../../../src-shared/agent/wire.ts';
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

  it('is read as the contract has it', () => {
    const failure = fc.record({
      code: fc.constantFrom('denied', 'busy', 7, undefined),
      detail: fc.constantFrom(undefined, {}, { what: 'x' }),
    });
    const result = fc.oneof(
      fc.record({ ok: fc.constant(true), value: fc.jsonValue() }),
      fc.record({ ok: fc.boolean(), error: failure }),
      fc.jsonValue(),
    );
    const message = fc.oneof(
      fc.record({ id: fc.constantFrom(0, 5, 'x'), result }),
      fc.record({ event: fc.constantFrom('a', 1), payload: fc.jsonValue() }),
      fc.record({ refused: failure }),
      fc.record({ protocol: fc.constantFrom(1, 'x'), version: fc.string(), dataDirectory: fc.constantFrom('/d', null) }),
    );
    const schema = z.union([welcomeSchema, messageSchema]);
    fc.assert(
      fc.property(message, (value) => {
        const sent = JSON.parse(JSON.stringify(value)) as unknown;
        if (schema.safeParse(sent).success) expect(read([frame(sent)])).toHaveLength(1);
      }),
      { numRuns: 2000 },
    );
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
