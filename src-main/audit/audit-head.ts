import { AppError } from '../../src-shared/errors.ts';
import type { AuditHead } from '../crypto/formats.ts';

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
