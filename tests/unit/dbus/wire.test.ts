import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeMessage, emptyMessage, encodeMessage, messageLength } from '../../../src-main/hosts/dbus/message.ts';
import { MessageReader } from '../../../src-main/hosts/dbus/message-reader.ts';
import { parseSignature, ProtocolError } from '../../../src-main/hosts/dbus/signature.ts';
import { WireReader } from '../../../src-main/hosts/dbus/wire-reader.ts';
import { WireWriter } from '../../../src-main/hosts/dbus/wire-writer.ts';

function roundTrip(signature: string, values: readonly unknown[]): unknown[] {
  const writer = new WireWriter();
  writer.writeAll(signature, values);
  return new WireReader(writer.bytes(), true).readAll(signature);
}

const signal = { ...emptyMessage, type: 4, serial: 7, path: '/a', interface: 'a.b', member: 'C' };

describe('values on the wire', () => {
  it('come back as they went, of every type', () => {
    const values = [1, true, -2, 3, -4, 5, -6n, 7n, 0.5, 'ä', '/o', 'a{sv}'];
    expect(roundTrip('ybnqiuxtdsog', values)).toEqual(values);
    expect(roundTrip('(ia{sv}av)', [[1, [['k', { signature: 's', value: 'v' }]], [{ signature: 'u', value: 9 }]]])).toEqual([
      [1, new Map([['k', { signature: 's', value: 'v' }]]), [{ signature: 'u', value: 9 }]],
    ]);
    expect(roundTrip('ayas', [new Uint8Array([1, 2]), ['a', 'b']])).toEqual([new Uint8Array([1, 2]), ['a', 'b']]);
  });

  it.each([
    ['a text with a zero', 's', ['a\0b']],
    ['a number for a text', 's', [1]],
    ['a text for a number', 'u', ['1']],
    ['a number for a long one', 'x', [1]],
    ['too few values', 'ss', ['a']],
  ])('are refused: %s', (_what, signature, values) => {
    expect(() => roundTrip(signature, values)).toThrow(ProtocolError);
  });

  it.each(['(', '()', 'a', 'a{vs}', 'a{s}', 'a{sss}', 'z', '('.repeat(20), 'a'.repeat(20), 's'.repeat(256)])(
    'a signature that is none is refused: %s',
    (signature) => {
      expect(() => parseSignature(signature)).toThrow(ProtocolError);
    },
  );
});

describe('messages', () => {
  it('come back as they went', () => {
    const bytes = encodeMessage({ ...signal, destination: ':1.5', signature: 'sv', body: ['x', { signature: 'b', value: true }] });
    expect(messageLength(bytes)).toBe(bytes.length);
    expect(decodeMessage(bytes)).toEqual({
      ...signal,
      ...{ destination: ':1.5', signature: 'sv', body: ['x', { signature: 'b', value: true }] },
    });
  });

  it('are cut out of whatever pieces they come in', () => {
    const seen: (string | null)[] = [];
    const reader = new MessageReader(({ member }) => seen.push(member));
    const all = Buffer.concat([Buffer.from('OK 0123abc\r\n'), encodeMessage(signal), encodeMessage({ ...signal, member: 'D' })]);
    for (const byte of all) reader.take(Buffer.from([byte]));
    expect(seen).toEqual(['C', 'D']);
  });

  it.each([
    ['no byte order', (bytes: Buffer) => bytes.writeUInt8(0, 0)],
    ['another version', (bytes: Buffer) => bytes.writeUInt8(2, 3)],
    ['a length beyond what we take', (bytes: Buffer) => bytes.writeUInt32LE(0x7fff_ffff, 4)],
    ['a header beyond what we take', (bytes: Buffer) => bytes.writeUInt32LE(0xffff_ffff, 12)],
  ])('are refused before they are waited for: %s', (_what, damage) => {
    const bytes = encodeMessage(signal);
    damage(bytes);
    expect(() => messageLength(bytes)).toThrow(ProtocolError);
  });

  it('a bus that refuses us, or talks without an end, is left', () => {
    expect(() => new MessageReader(() => undefined).take(Buffer.from('REJECTED EXTERNAL\r\n'))).toThrow(ProtocolError);
    expect(() => new MessageReader(() => undefined).take(Buffer.alloc(2000, 'x'))).toThrow(ProtocolError);
  });

  it('of any bytes end in a message or in ProtocolError, and nothing else', () => {
    const good = encodeMessage({ ...signal, signature: 'a{sv}as', body: [[['k', { signature: 'ai', value: [1] }]], ['x']] });
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }), (changes) => {
        const bytes = Buffer.from(good);
        for (const [at, value] of changes) bytes[at] = value;
        try {
          decodeMessage(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(ProtocolError);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('variants within variants are followed only so far', () => {
    let value: unknown = { signature: 's', value: 'x' };
    for (let depth = 0; depth < 40; depth += 1) value = { signature: 'v', value };
    expect(() => roundTrip('v', [value])).toThrow(ProtocolError);
  });
});
