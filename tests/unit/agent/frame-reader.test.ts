import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { frameOf, FrameReader } from '../../../src-main/agent/socket/frame-reader.ts';
import { frameMaxBytes } from '../../../src-shared/agent/wire.ts';
import { AppError } from '../../../src-shared/errors.ts';
import { raw } from '../../helpers/agent-client.ts';

const limit = 64 * 1024;

/** Cuts bytes at these places, wherever they fall. */
function cut(bytes: Buffer, places: readonly number[]): Buffer[] {
  const at = [0, ...places.map((place) => place % (bytes.length + 1)).toSorted((a, b) => a - b), bytes.length];
  return at.slice(1).map((end, index) => bytes.subarray(at[index], end));
}
const readAll = (reader: FrameReader, chunks: readonly Buffer[]): unknown[] => chunks.flatMap((chunk) => [...reader.read(chunk)]);

/** What the reader ends in; null where it goes on. */
function failureOf(bytes: Buffer): string | null {
  try {
    readAll(new FrameReader(limit), [bytes]);
    return null;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return error.code;
  }
}

describe('messages in a stream', () => {
  it('are the same wherever the stream is cut', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue(), { maxLength: 8 }), fc.array(fc.nat(), { maxLength: 40 }), (messages, places) => {
        // As JSON has them: it knows no -0.
        const sent = JSON.parse(JSON.stringify(messages)) as unknown[];
        const chunks = cut(Buffer.concat(sent.map(frameOf)), places);
        expect(readAll(new FrameReader(limit), chunks)).toEqual(sent);
      }),
    );
  });

  it('are read when they are asked for, so that the limit can be raised between two of them', () => {
    const reader = new FrameReader(100);
    const read: unknown[] = [];
    for (const message of reader.read(Buffer.concat([frameOf('short'), frameOf('x'.repeat(1000))]))) {
      read.push(message);
      reader.limit = 2000;
    }
    expect(read).toEqual(['short', 'x'.repeat(1000)]);
  });
});

describe('what is no message', () => {
  it('is refused by its announced length alone', () => {
    expect(failureOf(raw('', limit + 1))).toBe('limitReached');
    expect(failureOf(raw('', 0xffffffff))).toBe('limitReached');
  });

  it('is refused where it is not UTF-8, not JSON or empty', () => {
    for (const body of ['', '{', 'null null', '\uFEFFnull', '"\u0001"'])
      expect(failureOf(raw(body)), JSON.stringify(body)).toBe('invalidInput');
    for (const bytes of [
      [0x22, 0xff, 0x22],
      [0x22, 0xc3, 0x28, 0x22],
      [0x22, 0xed, 0xa0, 0x80, 0x22],
      [0xc0, 0x80],
    ])
      expect(failureOf(raw(Buffer.from(bytes)))).toBe('invalidInput');
  });

  it('ends in one of two named failures or waits for more, whatever the bytes are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 4096 }), (bytes) => {
        expect(['limitReached', 'invalidInput', null]).toContain(failureOf(Buffer.from(bytes)));
      }),
      { numRuns: 2000 },
    );
  });

  it('ends likewise where one byte of a message was changed', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.nat(), fc.integer({ min: 1, max: 255 }), (message, at, difference) => {
        const frame = frameOf(message);
        frame[at % frame.length]! ^= difference;
        expect(['limitReached', 'invalidInput', null]).toContain(failureOf(frame));
      }),
      { numRuns: 1000 },
    );
  });

  it('may be nested as deep as it is long', () => {
    const deep = '['.repeat(limit / 2) + ']'.repeat(limit / 2);
    expect(failureOf(raw(deep))).toBeNull();
    expect(failureOf(raw(deep.slice(1)))).toBe('invalidInput');
  });
});

describe('memory', () => {
  it('is taken for what has come, not for what was announced', () => {
    const reader = new FrameReader(frameMaxBytes);
    expect([...reader.read(raw('x', frameMaxBytes))]).toEqual([]);
    expect(reader.held).toBeLessThanOrEqual(1024);
  });

  it('stays within twice what has come, byte by byte, and is given back with the message', () => {
    const reader = new FrameReader(limit);
    const frame = frameOf('x'.repeat(20_000));
    for (let at = 0; at < frame.length - 1; at += 1) {
      expect([...reader.read(frame.subarray(at, at + 1))]).toEqual([]);
      expect(reader.held).toBeLessThanOrEqual(Math.max(1024, 2 * at));
    }
    expect([...reader.read(frame.subarray(-1))]).toEqual(['x'.repeat(20_000)]);
    expect(reader.held).toBe(0);
  });
});

describe('a message that is sent', () => {
  it('is no longer than the other side takes', () => {
    expect(frameOf('x'.repeat(frameMaxBytes - 2))).toHaveLength(frameMaxBytes + 4);
    expect(() => frameOf('x'.repeat(frameMaxBytes - 1))).toThrow('limitReached');
  });
});
