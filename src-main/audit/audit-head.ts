import { AppError } from '../../src-shared/errors.ts';
import { limits } from '../../src-shared/limits.ts';
import type { AuditHead } from '../crypto/formats.ts';

/** A head that somebody has seen, and when: epoch milliseconds, 0 where nobody has noted it. */
export interface SeenHead extends AuditHead {
  readonly at: number;
}

const keptMilliseconds = limits.witnessKeptDays * 86_400_000;

/**
 * Whether a head was seen too lately for retention to have removed its row.
 * SECURITY: a time that is yet to come is late as well, or a clock that was set back would excuse what went while it was ahead.
 */
export const seenLately = ({ at }: SeenHead, now: number): boolean => now - at <= keptMilliseconds;

/** `epoch:sequence:hash in hex`: how rows of the log and the keychain name another row. */
export const headText = ({ epoch, sequence, hash }: AuditHead): string => `${epoch}:${sequence}:${Buffer.from(hash).toString('hex')}`;

/** Null for what isn't such a name. */
export function headFrom(text: string): AuditHead | null {
  const parts = /^(\d{1,15}):(\d{1,15}):([0-9a-f]{64})$/.exec(text);
  return parts === null
    ? null
    : { epoch: Number(parts[1]), sequence: Number(parts[2]), hash: new Uint8Array(Buffer.from(parts[3] ?? '', 'hex')) };
}

/** As text, because some keychains store nothing else. */
export const encodeHead = (head: AuditHead): Uint8Array => new TextEncoder().encode(headText(head));

/** Throws dataDamaged. */
export function decodeHead(bytes: Uint8Array): AuditHead {
  const head = headFrom(new TextDecoder().decode(bytes));
  if (head === null) throw new AppError('dataDamaged', { what: 'keychain audit head' });
  return head;
}
