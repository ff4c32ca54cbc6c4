import { ProtocolError, type Variant } from './signature.ts';
import { WireReader } from './wire-reader.ts';
import { WireWriter } from './wire-writer.ts';

export const messageTypes = { call: 1, reply: 2, error: 3, signal: 4 } as const;
export const messageFlags = { noReply: 1, noAutoStart: 2 } as const;

/** One message of the bus; what doesn't belong to its type is null. */
export interface Message {
  readonly type: number;
  readonly flags: number;
  readonly serial: number;
  readonly path: string | null;
  readonly interface: string | null;
  readonly member: string | null;
  readonly errorName: string | null;
  readonly replySerial: number | null;
  readonly destination: string | null;
  readonly sender: string | null;
  readonly signature: string;
  readonly body: readonly unknown[];
}

export const emptyMessage: Message = {
  ...{ type: 0, flags: 0, serial: 0, path: null, interface: null, member: null, errorName: null },
  ...{ replySerial: null, destination: null, sender: null, signature: '', body: [] },
};

/** SECURITY: the protocol allows 128 MiB; nothing that is sent to us comes near this. */
const maxMessageBytes = 1024 * 1024;
const fixedBytes = 16;
const version = 1;
/** Header fields by their number. */
const fields = ['', 'path', 'interface', 'member', 'errorName', 'replySerial', 'destination', 'sender', 'signature'] as const;
const fieldTypes = ['', 'o', 's', 's', 's', 'u', 's', 's', 'g'] as const;

/** Throws ProtocolError where the body doesn't fit its signature. */
export function encodeMessage(message: Message): Buffer {
  const body = new WireWriter();
  body.writeAll(message.signature, message.body);
  const given = fields.flatMap((name, code): [number, Variant][] => {
    const value = name === '' || (name === 'signature' && message.signature === '') ? null : message[name];
    return value === null ? [] : [[code, { signature: fieldTypes[code] ?? 's', value }]];
  });
  const head = new WireWriter();
  const { type, flags, serial } = message;
  head.writeAll('yyyyuua(yv)', [0x6c, type, flags, version, body.length, serial, given]);
  head.align(8);
  return Buffer.concat([head.bytes(), body.bytes()]);
}

/**
 * How long the message is that these bytes begin with; null where that can't be told yet. Throws ProtocolError where it is none, or
 * longer than we take.
 */
export function messageLength(bytes: Buffer): number | null {
  if (bytes.length < fixedBytes) return null;
  const little = isLittle(bytes);
  if (bytes[3] !== version) throw new ProtocolError('a message is of another version');
  const [body, header] = little ? [bytes.readUInt32LE(4), bytes.readUInt32LE(12)] : [bytes.readUInt32BE(4), bytes.readUInt32BE(12)];
  const length = fixedBytes + Math.ceil(header / 8) * 8 + body;
  if (length > maxMessageBytes) throw new ProtocolError('a message is too long');
  return length;
}

/** `bytes` are those of one message. Throws ProtocolError. */
export function decodeMessage(bytes: Buffer): Message {
  const reader = new WireReader(bytes, isLittle(bytes));
  const [, type, flags, , , serial, given] = reader.readAll('yyyyuua(yv)') as [number, number, number, number, number, number, unknown[]];
  reader.align(8);
  const header: Record<string, unknown> = {};
  for (const [code, { signature, value }] of given as [number, Variant][]) {
    const name = fields[code];
    // Fields that are not known are ignored, as the specification has it; known ones have their type.
    if (name === undefined || name === '') continue;
    if (signature !== fieldTypes[code]) throw new ProtocolError('a header field is of another type');
    header[name] = value;
  }
  const known: Message = { ...emptyMessage, ...header, type, flags, serial };
  return { ...known, body: reader.readAll(known.signature) };
}

function isLittle(bytes: Buffer): boolean {
  if (bytes[0] === 0x6c) return true;
  if (bytes[0] === 0x42) return false;
  throw new ProtocolError('a message has no byte order');
}
